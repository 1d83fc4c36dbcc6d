"""What a member's own page shows of her submissions."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.members import sections
from community.members.models import User
from home.submissions.models import Submission

SHOWN = 5


def own(user: User) -> sections.Panel:
    """The practices a member writes, newest first."""
    rows = Submission.objects.written_by(user).for_listing()[:SHOWN]
    return sections.Panel(
        title=_("Practices you share"),
        rows=[
            {"title": row.story.draft_title, "url": row.get_absolute_url(), "note": row.get_state_display()}
            for row in rows
        ],
        more_url=reverse("submissions:index"),
        more_label=_("Share a practice"),
        empty=_("You have not shared a practice yet."),
    )


def join() -> None:
    """Tell the member's page."""
    sections.register_panel(own)
