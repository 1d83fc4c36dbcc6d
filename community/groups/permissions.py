"""The one rule for everything that belongs to a group: who may know of it, read inside, write inside, look after it.

For lists the same rule is a query: `Group.objects.visible_to(user)`, `.open_to(user)`, `.managed_by(user)`. Both ask
the database now: who was removed a moment ago is outside.
"""

from typing import Any

from community.groups.enums import GroupKind, Joining, MembershipState
from community.groups.models import Group, GroupFile, Membership
from community.groups.querysets import is_member, is_overseer


def membership_of(user: Any, group: Group) -> Membership | None:
    """Return the row that ties `user` to the group, whatever its state."""
    return Membership.objects.filter(group=group, member=user.pk).first() if is_member(user) else None


def is_in_group(user: Any, group: Group) -> bool:
    """Return whether `user` is an active member."""
    return is_member(user) and Membership.objects.active().filter(group=group, member=user.pk).exists()


def can_view_group(user: Any, group: Group) -> bool:
    """Know of it and read its landing page: everybody, but a private group only from inside."""
    return group.kind != GroupKind.PRIVATE or can_open_group(user, group)


def can_open_group(user: Any, group: Group) -> bool:
    """Read what is inside: active members, and the site's facilitators, who answer for what is written here."""
    return is_overseer(user) or is_in_group(user, group)


def can_write_in_group(user: Any, group: Group) -> bool:
    """Write and upload: active members, until the group is archived."""
    return not group.is_archived and is_in_group(user, group)


def can_join_group(user: Any, group: Group) -> bool:
    """Join or ask to, by oneself: members who see it, where it does not wait for an invitation."""
    if not is_member(user) or group.is_archived or group.joining == Joining.INVITATION:
        return False
    known = membership_of(user, group)
    return known is None or known.state in {MembershipState.LEFT, MembershipState.REQUESTED}


def can_leave_group(user: Any, group: Group) -> bool:
    """Go: active members, archived or not; the service keeps the last facilitator."""
    return is_in_group(user, group)


def can_manage_group(user: Any, group: Group) -> bool:
    """Change it, decide on requests, invite, remove, archive: its facilitators, and those of the site."""
    return is_overseer(user) or (
        is_member(user) and Membership.objects.facilitating().filter(group=group, member=user.pk).exists()
    )


def can_create_group(user: Any) -> bool:
    """The site's facilitators and administrators."""
    return is_overseer(user)


def can_remove_file(user: Any, file: GroupFile) -> bool:
    """Who uploaded it and is still in the group, and who looks after the group."""
    own = is_member(user) and file.uploader_id == user.pk and can_write_in_group(user, file.group)
    return own or can_manage_group(user, file.group)
