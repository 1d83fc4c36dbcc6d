"""What moderation keeps about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register

NO_NAME = "kept; the name goes with the account"


def declare() -> None:
    """Declare the tables to archive, erasure and data map."""
    register([*_of_facilitators(), *_of_members()])


def _of_facilitators() -> list[Kept]:
    return [
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
        Kept(
            "moderation.Remark",
            "author",
            _("Remarks you left for other facilitators"),
            ("text", "created_at"),
            "fair moderation",
            NO_NAME,
            Fate.RELEASED,
            plain=("content_type", "object_id"),
        ),
    ]


def _of_members() -> list[Kept]:
    return [
        Kept(
            "moderation.Flag",
            "reporter",
            _("Contributions you reported"),
            ("reason", "note", "created_at", "dismissals", "upholds"),
            "fair moderation",
            NO_NAME,
            Fate.RELEASED,
            plain=("content_type", "object_id", "decision"),
        ),
        Kept(
            "moderation.Appeal",
            "author",
            _("Appeals you sent"),
            ("text", "created_at", "against", "outcome"),
            "fair moderation",
            "until the account is erased",
            plain=("content_type", "object_id"),
        ),
        Kept(
            "moderation.Trust",
            "member",
            _("Whether what you write is shown at once"),
            ("is_given", "since", "decision"),
            "to read first what unknown members write",
            "until the account is erased",
        ),
    ]
