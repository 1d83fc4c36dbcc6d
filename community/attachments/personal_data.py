"""What attachments keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register


def declare() -> None:
    """Declare the table to archive, erasure and data map."""
    register(
        [
            Kept(
                "attachments.Attachment",
                "uploader",
                _("Pictures and documents you attached"),
                ("kind", "target", "title", "file", "created_at"),
                "what a contribution shows",
                "kept with the contribution; the name goes with the account",
                Fate.RELEASED,
                plain=("ending", "size", "width", "height"),
            )
        ]
    )
