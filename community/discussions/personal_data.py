"""What discussions keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register

MEMORY = "kept: the community's memory; the name goes with the account"


def declare() -> None:
    """Declare the tables to archive, erasure and data map."""
    register(
        [
            Kept(
                "discussions.Thread",
                "author",
                _("Threads you opened"),
                ("space", "title", "kind", "language", "created_at", "themes"),
                "the question and its answers",
                MEMORY,
                Fate.RELEASED,
                plain=(
                    "last_post_at",
                    "reply_count",
                    "next_position",
                    "is_answered",
                    "is_closed",
                    "is_hidden",
                    "is_held",
                    "is_pinned",
                ),
            ),
            Kept(
                "discussions.Post",
                "author",
                _("Posts you wrote"),
                ("thread", "text", "language", "state", "hidden_reason", "created_at", "edited_at"),
                "the question and its answers",
                MEMORY,
                Fate.RELEASED,
                plain=("parent", "path", "depth", "child_count", "html", "hidden_at", "submission", "former_thread"),
            ),
        ]
    )
