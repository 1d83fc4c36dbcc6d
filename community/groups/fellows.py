"""Who shares a living group with whom: what the audience "My groups" of a profile means."""

from collections.abc import Iterable

from community.groups.models import Membership
from community.members import fellowship


def fellows(member_id: int) -> Iterable[int]:
    """Return the ids of those who are now, as the member is, in the same group; one query."""
    own = Membership.objects.active().filter(member=member_id, group__archived_at__isnull=True).values("group")
    return Membership.objects.active().filter(group__in=own).exclude(member=member_id).values_list("member", flat=True)


def join() -> None:
    """Tell the members' app."""
    fellowship.register(fellows)
