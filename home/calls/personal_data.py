"""What calls keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register

STAYS = "kept with the call; the name goes with the account"
CALL = Kept(
    "calls.Call",
    "owner",
    _("Calls you made"),
    ("title", "wanted", "text", "themes", "countries", "zone", "opens_at", "closes_at", "created_at"),
    "to know who answers for a call",
    STAYS,
    Fate.RELEASED,
    plain=("slug", "form_key"),
)
SEAT = Kept(
    "calls.Panelist",
    "member",
    _("Panels you sit on"),
    ("call", "added_at"),
    "to know who judges the answers to a call",
    STAYS,
    Fate.RELEASED,
)

DECLARATION = Kept(
    "calls.Declaration",
    "panelist__member",
    _("Conflicts of interest you declared"),
    ("answer", "has_conflict", "note", "declared_at"),
    "so that nobody judges where she is not free to",
    STAYS,
    Fate.KEPT,
    plain=("panelist",),
)
SCORE = Kept(
    "calls.Score",
    "panelist__member",
    _("Answers you scored"),
    ("answer", "scored_at"),
    "to rank the answers to a call",
    STAYS,
    Fate.KEPT,
    plain=("panelist",),
)


def declare() -> None:
    """Declare the tables to archive, erasure and data map."""
    register([CALL, SEAT, DECLARATION, SCORE])
