"""Who shares a living group with whom: what the audience "My groups" of a profile means.

A public group that everybody may join at once is no circle: who joins it to read others would be inside at that moment.
"""

from collections.abc import Iterable

from community.groups.enums import GroupKind, Joining
from community.groups.models import Membership
from community.members import fellowship


def fellows(member_id: int) -> Iterable[int]:
    """Return the ids of those who are now, as the member is, in the same group; one query."""
    own = (
        Membership.objects.active()
        .filter(member=member_id, group__archived_at__isnull=True)
        .exclude(group__kind=GroupKind.PUBLIC, group__joining=Joining.AT_ONCE)
        .values("group")
    )
    return Membership.objects.active().filter(group__in=own).exclude(member=member_id).values_list("member", flat=True)


def join() -> None:
    """Tell the members' app."""
    fellowship.register(fellows)
