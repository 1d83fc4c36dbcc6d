"""What stories keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register


def declare() -> None:
    """Declare the table to archive, erasure and data map."""
    register(
        [
            Kept(
                "practices.Confirmation",
                "by",
                _("Practices you confirmed"),
                ("confirmed_on",),
                "to show readers that somebody answers for a story",
                "kept with the story; the name goes with the account",
                Fate.RELEASED,
                plain=("story_key",),
            )
        ]
    )
