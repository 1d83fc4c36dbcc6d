"""What earlier wordings say about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Kept, register


def declare() -> None:
    """Declare the table to archive, erasure and data map."""
    register(
        [
            Kept(
                "wordings.Wording",
                "author",
                _("Earlier wordings of what you wrote"),
                ("kind", "target", "text", "replaced_at"),
                "fair moderation",
                "until the contribution or the account is removed",
            )
        ]
    )
