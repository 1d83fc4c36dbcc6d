"""Groups for tests, opened through the services."""

from typing import Any

from community.groups.enums import GroupKind, GroupRole, Joining, MembershipState
from community.groups.models import Group, Membership
from community.groups.services import groups
from community.members.enums import RoleGroup
from community.members.models import User
from foundation import clock
from tests.factories.members import UserFactory

_count = iter(range(1, 10**6))


def group(*, facilitator: User | None = None, **fields: Any) -> Group:
    """Return a public group that everybody may join, looked after by a new member."""
    values: dict[str, Any] = {
        "name": f"Circle {next(_count)}",
        "purpose": "What we are **here** for.",
        "kind": GroupKind.PUBLIC,
        "joining": Joining.AT_ONCE,
        **fields,
    }
    return groups.open_group(
        by=UserFactory(role=RoleGroup.FACILITATORS),
        facilitator=facilitator or UserFactory(),
        fields=values,
        now=clock.now(),
    )


def private_group(**fields: Any) -> Group:
    """Return a group that nobody outside knows of."""
    return group(kind=GroupKind.PRIVATE, joining=Joining.INVITATION, **fields)


def restricted_group(**fields: Any) -> Group:
    """Return a group whose page everybody reads, and only members what is inside."""
    return group(kind=GroupKind.RESTRICTED, **{"joining": Joining.REQUEST, **fields})


def inside(group: Group, member: User | None = None, role: str = GroupRole.MEMBER) -> User:
    """Put somebody, or a new member, into the group."""
    member = member or UserFactory()
    Membership.objects.update_or_create(
        group=group,
        member=member,
        defaults={"state": MembershipState.ACTIVE, "role": role, "joined_at": clock.now()},
    )
    return member


def facilitator_of(group: Group) -> User:
    """Return who looks after the group."""
    return Membership.objects.facilitating().select_related("member").get(group=group).member
