"""What a member's own page shows of the reviews she is asked for."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.members import sections
from community.members.models import User
from home.reviews.models import Review
from home.reviews.permissions import can_take_reviews

SHOWN = 5


def own(user: User) -> sections.Panel | None:
    """The reviews that wait for a member, the next due first; nothing for who is never asked."""
    rows = list(Review.objects.of(user).pending().for_listing().order_by("due_on", "pk")[:SHOWN])
    if not rows and not can_take_reviews(user):
        return None
    return sections.Panel(
        title=_("Reviews you are asked for"),
        rows=[
            {"title": row.round.title, "url": row.get_absolute_url(), "note": row.get_state_display()} for row in rows
        ],
        more_url=reverse("reviews:index"),
        more_label=_("All reviews"),
        empty=_("No text waits for you."),
    )


def join() -> None:
    """Tell the member's page."""
    sections.register_panel(own)
