"""What consultations show on the pages of groups and territories."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.consultations.models import Consultation
from community.consultations.querysets import ConsultationQuerySet
from community.groups import sections as of_groups
from community.groups.models import Group
from community.territories import sections as of_places

SHOWN = 5


def _rows(found: ConsultationQuerySet) -> list[dict[str, Any]]:
    return [
        {"title": row.title, "url": row.get_absolute_url(), "note": row.get_state_display()} for row in found[:SHOWN]
    ]


def panel(group: Group, user: Any) -> of_groups.Panel | None:
    """Return the consultations of a group, for who is inside."""
    rows = _rows(Consultation.objects.readable(user).filter(group=group))
    return of_groups.Panel(title=_("Consultations"), rows=rows) if rows else None


def shelf(territory: Any, reader: Any) -> of_places.Shelf | None:
    """Return the consultations for a territory."""
    rows = _rows(Consultation.objects.readable(reader).filter(territory=territory))
    return of_places.Shelf(title=_("Consultations"), rows=rows)


def task(group: Group) -> tuple[str, str]:
    """Return the link by which facilitators of a group begin one."""
    return _("Begin a consultation"), f"{reverse('consultations:new')}?group={group.slug}"


def join() -> None:
    """Tell groups and territories."""
    of_groups.register_panel(panel)
    of_groups.register_task(task)
    of_places.register_shelf(shelf)
