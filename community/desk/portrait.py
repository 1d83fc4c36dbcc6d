"""What the desk shows on a member's own page: her questions, and those that wait for her."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.desk.models import Question
from community.members.models import User
from community.members.sections import Panel, register_panel

SHOWN = 5


def panel(user: User) -> Panel | None:
    """Return her questions and those passed on to her; None where there are none."""
    waiting = [(row, _("Waits for your answer")) for row in Question.objects.waiting_for(user)[:SHOWN]]
    own = [(row, str(row.get_state_display())) for row in Question.objects.asked_by(user).order_by("-asked_at")[:SHOWN]]
    rows = [{"title": row.title, "url": row.get_absolute_url(), "note": note} for row, note in waiting + own]
    if not rows:
        return None
    return Panel(title=_("Question desk"), rows=rows, more_url=reverse("desk:index"), more_label=_("To the desk"))


def join() -> None:
    """Tell the member's page."""
    register_panel(panel)
