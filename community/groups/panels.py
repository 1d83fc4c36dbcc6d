"""What groups add to a member's own page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.groups.models import Group
from community.members import sections
from community.members.models import User
from community.members.sections import Panel

SHOWN = 5


def own(user: User) -> Panel:
    """Return the groups a member is in; one query."""
    rows = Group.objects.of(user).order_by("archived_at", "name")[:SHOWN]
    return Panel(
        title=_("Your groups"),
        rows=[{"title": group.name, "url": group.get_absolute_url()} for group in rows],
        more_url=reverse("groups:index"),
        more_label=_("All groups"),
        empty=_("You are in no group yet."),
    )


def join() -> None:
    """Tell the members' app."""
    sections.register_panel(own)
