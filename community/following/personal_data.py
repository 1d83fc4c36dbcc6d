"""What following keeps about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Kept, register


def declare() -> None:
    """Declare the table to archive, erasure and data map."""
    register(
        [
            Kept(
                "following.Following",
                "member",
                _("Threads and pages you follow or have read"),
                ("kind", "target", "level", "read_to", "changed_at"),
                "mails that were asked for, and where to read on",
                "as long as the account",
            )
        ]
    )
