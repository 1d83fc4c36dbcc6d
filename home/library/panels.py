"""What a member's own page shows of the library."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.members import sections
from community.members.models import User
from home.library.models import Item

SHOWN = 5


def own(user: User) -> sections.Panel:
    """What a member proposed, newest first."""
    rows = Item.objects.proposed_by(user).order_by("-created_at", "-pk")[:SHOWN]
    return sections.Panel(
        title=_("What you proposed for the library"),
        rows=[{"title": row.title, "url": row.get_absolute_url(), "note": row.get_state_display()} for row in rows],
        more_url=reverse("library:propose"),
        more_label=_("Propose a document or a link"),
        empty=_("You have not proposed anything yet."),
    )


def join() -> None:
    """Tell the member's page."""
    sections.register_panel(own)
