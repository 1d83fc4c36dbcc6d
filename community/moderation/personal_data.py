"""What moderation keeps about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register

NO_NAME = "kept; the name goes with the account"


def declare() -> None:
    """Declare the tables to archive, erasure and data map."""
    register(
        [
            Kept(
                "moderation.Flag",
                "reporter",
                _("Contributions you reported"),
                ("reason", "note", "created_at"),
                "fair moderation",
                NO_NAME,
                Fate.RELEASED,
                plain=("content_type", "object_id", "decision"),
            ),
            Kept(
                "moderation.Decision",
                "actor",
                _("Decisions you took as a facilitator"),
                ("action", "reason", "created_at"),
                "fair moderation",
                NO_NAME,
                Fate.RELEASED,
                plain=("content_type", "object_id"),
            ),
        ]
    )
