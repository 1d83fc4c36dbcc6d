"""What consultations keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register

MEMORY = "kept: a public procedure's memory; the name goes with the account"
KEPT = Kept(
    "consultations.Consultation_facilitators",
    "user",
    _("Consultations you look after"),
    ("consultation",),
    "who may change it and answers for it",
    "until the account is erased",
)
MOVES = Kept(
    "consultations.Move",
    "by",
    _("Steps of consultations you took"),
    ("consultation", "before", "after", "why", "moved_at"),
    "the public log of a consultation",
    MEMORY,
    Fate.RELEASED,
)
VERSIONS = Kept(
    "consultations.Version",
    "by",
    _("Paragraphs of consultations you revised"),
    ("paragraph", "number", "text", "why", "written_at"),
    "every wording of a proposal stays readable",
    MEMORY,
    Fate.RELEASED,
)
STATEMENTS = Kept(
    "consultations.Statement",
    "author",
    _("Statements you wrote"),
    ("consultation", "paragraph", "version", "text", "language", "state", "hidden_reason", "created_at", "speaks_for"),
    "what was said to a proposal",
    MEMORY,
    Fate.RELEASED,
    plain=("html", "hidden_at", "submission"),
)
RESPONSES = Kept(
    "consultations.Response",
    "by",
    _("Responses to statements you recorded"),
    ("statement", "uptake", "why", "made_at"),
    "what became of each statement",
    MEMORY,
    Fate.RELEASED,
)


def declare() -> None:
    """Declare the tables to archive, erasure and data map."""
    register([KEPT, MOVES, VERSIONS, STATEMENTS, RESPONSES])
