"""What discussions keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register

MEMORY = "kept: the community's memory; the name goes with the account"


def declare() -> None:
    """Declare the tables to archive, erasure and data map."""
    register([_looked_after(), _threads(), _posts()])


def _looked_after() -> Kept:
    return Kept(
        "discussions.Space_facilitators",
        "user",
        _("Spaces you look after"),
        ("space",),
        "whom members of a space can turn to",
        "until the account is erased",
    )


def _threads() -> Kept:
    return Kept(
        "discussions.Thread",
        "author",
        _("Threads you opened"),
        ("space", "title", "kind", "language", "created_at", "themes", "territories", "corridors"),
        "the question and its answers",
        MEMORY,
        Fate.RELEASED,
        plain=(
            "last_post_at",
            "reply_count",
            "place_count",
            "post_count",
            "newest",
            "next_position",
            "is_answered",
            "is_closed",
            "is_hidden",
            "is_held",
            "is_pinned",
        ),
    )


def _posts() -> Kept:
    return Kept(
        "discussions.Post",
        "author",
        _("Posts you wrote"),
        ("thread", "text", "language", "state", "hidden_reason", "created_at", "edited_at", "speaks_for", "files"),
        "the question and its answers",
        MEMORY,
        Fate.RELEASED,
        plain=(
            "parent",
            "path",
            "depth",
            "child_count",
            "html",
            "hidden_at",
            "is_told",
            "submission",
            "former_thread",
        ),
    )
