"""What discussions show on a group's page: its spaces and the threads that were last written in."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.discussions.models import Space, Thread
from community.groups import sections
from community.groups.models import Group
from community.groups.sections import Panel

THREADS_SHOWN = 5


def spaces(group: Group, user: Any) -> Panel | None:
    """Return the spaces of the group that the reader may open."""
    rows = Space.objects.readable(user).filter(group=group)
    return Panel(
        title=_("Spaces"),
        rows=[{"title": space.title, "url": space.get_absolute_url(), "note": space.purpose} for space in rows],
        empty=_("No space yet. The facilitators of the group open the first one."),
    )


def threads(group: Group, user: Any) -> Panel | None:
    """Return the threads of the group that were last written in."""
    rows = list(Thread.objects.readable(user).filter(space__group=group).select_related("space")[:THREADS_SHOWN])
    if not rows:
        return None
    return Panel(
        title=_("Last written in"),
        rows=[{"title": thread.title, "url": thread.get_absolute_url(), "note": thread.space.title} for thread in rows],
    )


def new_space(group: Group) -> tuple[str, str]:
    """Return the link by which facilitators of the group open a space."""
    return _("Open a space"), reverse("discussions:new_space", args=[group.slug])


def join() -> None:
    """Tell groups of these parts."""
    sections.register_panel(spaces)
    sections.register_panel(threads)
    sections.register_task(new_space)
