"""What the pages of a group show to one reader, in a number of queries that does not depend on their length."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.groups import sections
from community.groups.enums import Joining, MembershipState
from community.groups.models import Group, Membership
from community.groups.permissions import (
    can_join_group,
    can_manage_group,
    can_open_group,
    can_write_in_group,
    membership_of,
)
from community.groups.querysets import is_overseer
from community.members.disclosure import PAGE, Reader
from foundation import tables

GROUPS_PER_PAGE = 20
MEMBERS_PER_PAGE = 50
FILES_SHOWN = 5


@dataclass(frozen=True)
class Seat:
    """One member of a group, as one reader sees her."""

    membership: Membership
    name: str
    line: str
    url: str
    function: str
    organisation: str


def listing(user: Any, page: str | None) -> dict[str, Any]:
    """Return a page of the groups that a reader may know of, her own first."""
    rows = Group.objects.visible_to(user)
    if not is_overseer(user):
        # An archived group is history: only who is in it still finds it in the list.
        rows = rows.filter(Q(archived_at__isnull=True) | Q(pk__in=Group.objects.of(user).values("pk")))
    return {"page_obj": Paginator(rows.for_listing(user), GROUPS_PER_PAGE).get_page(page)}


def standing(group: Group, user: Any) -> dict[str, Any]:
    """Return what a reader is and may do in a group: what every page of it shows."""
    membership = membership_of(user, group)
    return {
        "group": group,
        "membership": membership,
        "is_in": membership is not None and membership.state == MembershipState.ACTIVE,
        "is_waiting": membership is not None and membership.state == MembershipState.REQUESTED,
        "is_shut_out": membership is not None
        and membership.state in {MembershipState.REMOVED, MembershipState.REFUSED},
        "can_open": can_open_group(user, group),
        "can_manage": can_manage_group(user, group),
        "section": "groups",
    }


def landing(group: Group, user: Any) -> dict[str, Any]:
    """Return what the landing page shows."""
    context = standing(group, user)
    active = Membership.objects.active().filter(group=group, member__is_active=True)
    context |= {
        "member_count": active.count(),
        "can_join": can_join_group(user, group),
        "asks": group.joining == Joining.REQUEST,
        "kinds": _by_kind(group),
        "themes": list(group.themes.all()),
        "admitted": list(group.organisation_kinds.all()),
    }
    if context["can_open"]:
        context |= {
            "panels": sections.panels(group, user),
            "files": list(group.files.all()[: FILES_SHOWN + 1]),
            "files_shown": FILES_SHOWN,
            "can_write": can_write_in_group(user, group),
        }
    if user.is_authenticated:
        leads = active.filter(role="facilitator").for_listing()
        context["facilitators"] = [seat(row, Reader(user)) for row in leads]
    if context["can_manage"]:
        context["waiting"] = Membership.objects.waiting().filter(group=group).count()
        context["tasks"] = sections.tasks(group)
    return context


def _by_kind(group: Group) -> list[tuple[str, list[Any]]]:
    kinds: dict[Any, list[Any]] = {}
    for organisation in group.organisations.select_related("kind").order_by("kind__position", "name"):
        kinds.setdefault(organisation.kind, []).append(organisation)
    return [(kind.label, rows) for kind, rows in kinds.items()]


def members(group: Group, user: Any, page: str | None) -> dict[str, Any]:
    """Return a page of the members."""
    rows = Membership.objects.active().filter(group=group).for_listing()
    page_obj = Paginator(rows, MEMBERS_PER_PAGE).get_page(page)
    reader = Reader(user)
    return {"page_obj": page_obj, "seats": [seat(row, reader) for row in page_obj.object_list]}


def seat(row: Membership, reader: Reader) -> Seat:
    """Return a member as the reader sees her."""
    profile = getattr(row.member, "profile", None)
    if profile is None:
        return Seat(row, row.member.name, "", "", "", "")
    return Seat(
        membership=row,
        name=row.member.name,
        line=reader.line(profile),
        url=profile.get_absolute_url() if reader.sees(profile, PAGE) else "",
        function=profile.function if reader.sees(profile, "function") else "",
        organisation=str(profile.organisation or "") if reader.sees(profile, "organisation") else "",
    )


def as_csv(group: Group, user: Any) -> str:
    """Return the member list as one of its facilitators may see it: no address, no formula."""
    reader, rows = Reader(user), []
    for row in Membership.objects.active().filter(group=group).for_listing():
        found = seat(row, reader)
        joined: date | str = localtime(row.joined_at).date() if row.joined_at else ""
        rows.append((found.name, found.function, found.organisation, row.get_role_display(), joined))
    return tables.as_csv([_("Name"), _("Function"), _("Organisation"), _("Role"), _("Joined")], rows)
