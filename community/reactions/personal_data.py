"""What reactions keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Kept, register


def declare() -> None:
    """Declare the table to archive, erasure and data map."""
    register(
        [
            Kept(
                "reactions.Reaction",
                "member",
                _("Signs you gave to contributions"),
                ("kind", "target", "sign", "created_at"),
                "thanks, and knowing how many share a problem",
                "as long as the account",
            )
        ]
    )
