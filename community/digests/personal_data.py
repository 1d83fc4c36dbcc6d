"""What digests keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Kept, register

ACCOUNT = "until the account is erased"


def declare() -> None:
    """Declare the tables to archive, erasure and data map."""
    register(
        [
            Kept(
                "digests.Preference",
                "member",
                _("When you get the digest"),
                ("frequency", "weekday", "hour", "started_at"),
                "to send the digest when she wants it",
                ACCOUNT,
                hidden=("token",),
            ),
            Kept(
                "digests.Follow",
                "member",
                _("What you follow"),
                ("kind", "key", "created_at"),
                "to know what to tell her",
                ACCOUNT,
            ),
            Kept(
                "digests.Told",
                "member",
                _("What the digest has told you"),
                ("key", "stamp"),
                "not to tell it twice",
                ACCOUNT,
            ),
        ]
    )
