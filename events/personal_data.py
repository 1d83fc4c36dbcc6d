"""What exchanges keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Kept, register


def declare() -> None:
    """Declare the table to archive, erasure and data map. A freed place is passed on by the signal of its deletion."""
    register(
        [
            Kept(
                "events.Registration",
                "member",
                _("Registrations for exchanges"),
                (
                    "exchange",
                    "state",
                    "sequence",
                    "listening_language",
                    "by_telephone",
                    "created_at",
                    "changed_at",
                    "promoted_at",
                ),
                "to give seats rightly",
                "until the account is erased",
                plain=("revision",),
            )
        ]
    )
