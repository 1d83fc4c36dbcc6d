"""What submissions keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register

STAYS = "kept with the story; the name goes with the account"


def declare() -> None:
    """Declare the tables to archive, erasure and data map."""
    register(
        [
            Kept(
                "submissions.Submission",
                "author",
                _("Practices you submitted"),
                ("story", "organisation", "state", "created_at", "submitted_at"),
                "to bring a practice from a draft to a public story",
                STAYS,
                Fate.RELEASED,
                plain=(
                    "form_key",
                    "partners_agree",
                    "nobody_named",
                    "rights_held",
                    "editor",
                    "edited_at",
                    "moved_at",
                ),
            ),
            Kept(
                "submissions.CoAuthor",
                "member",
                _("Practices you helped to write"),
                ("submission", "role", "added_at"),
                "to let colleagues write along",
                "until the account is erased",
            ),
            Kept(
                "submissions.Move",
                "by",
                _("Moves of practices you made"),
                ("submission", "before", "after", "note", "moved_at"),
                "to show authors what became of their practice, and why",
                STAYS,
                Fate.RELEASED,
            ),
        ]
    )
