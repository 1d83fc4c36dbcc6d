"""Joining and leaving a group, and what its facilitators decide: under the group's lock, one row a person."""

from datetime import datetime

from community.groups import emails, locks, restrictions
from community.groups.enums import GroupRole, Joining, MembershipState
from community.groups.models import Group, Membership
from community.groups.permissions import can_manage_group, can_view_group
from community.groups.services.refusals import (
    ByInvitation,
    GroupArchived,
    GroupGone,
    LastFacilitator,
    NotAdmitted,
    NotInGroup,
    NotManager,
    NotWaiting,
)
from community.members import pacing
from community.members.models import User


def join(*, group: Group, member: User, now: datetime, note: str = "") -> Membership:
    """Join a group, or ask to, as the group says; doing it again changes nothing.

    Raises:
        GroupRefused: GroupGone, GroupArchived, ByInvitation, NotAdmitted.
    """
    with locks.group_lock(group.pk) as held:
        fresh = pacing.enter(member)
        if held is None or not can_view_group(fresh, held):
            raise GroupGone
        known = Membership.objects.filter(group=held, member=fresh).first()
        if known is not None and known.state == MembershipState.ACTIVE:
            return known
        if held.is_archived:
            raise GroupArchived
        if known is not None and known.state == MembershipState.REQUESTED and held.joining == Joining.REQUEST:
            return known
        if held.joining == Joining.INVITATION or (known is not None and known.state in _SHUT_OUT):
            raise ByInvitation
        if not restrictions.admits(held, fresh, now=now):
            raise NotAdmitted
        if held.joining == Joining.AT_ONCE:
            return let_in(group=held, member=fresh, now=now)
        return _ask(held, fresh, note, now)


_SHUT_OUT = {MembershipState.REMOVED, MembershipState.REFUSED}


def _ask(group: Group, member: User, note: str, now: datetime) -> Membership:
    row, _made = Membership.objects.update_or_create(
        group=group,
        member=member,
        defaults={
            "state": MembershipState.REQUESTED,
            "role": GroupRole.MEMBER,
            "note": " ".join(note.split())[:300],
            "asked_at": now,
            "ended_at": None,
        },
    )
    for facilitator in Membership.objects.facilitating().filter(group=group).select_related("member__profile"):
        emails.owe(row, emails.REQUESTED, to=facilitator.member, now=now)
    return row


def let_in(*, group: Group, member: User, now: datetime, kind: str = emails.WELCOME) -> Membership:
    """Make somebody an active member and owe her the welcome. Call it under the group's lock."""
    row, _made = Membership.objects.update_or_create(
        group=group,
        member=member,
        defaults={"state": MembershipState.ACTIVE, "role": GroupRole.MEMBER, "joined_at": now, "ended_at": None},
    )
    emails.owe(row, kind, to=member, now=now)
    return row


def seat_first(*, group: Group, facilitator: User, now: datetime) -> Membership:
    """Make the first facilitator of a new group."""
    row = Membership.objects.create(
        group=group, member=facilitator, state=MembershipState.ACTIVE, role=GroupRole.FACILITATOR, joined_at=now
    )
    emails.owe(row, emails.WELCOME, to=facilitator, now=now)
    return row


def leave(*, group: Group, member: User, now: datetime) -> Membership | None:
    """Go, or take one's request back; None when there is nothing to leave.

    Raises:
        GroupRefused: GroupGone, LastFacilitator.
    """
    with locks.group_lock(group.pk) as held:
        if held is None:
            raise GroupGone
        row = Membership.objects.filter(group=held, member=pacing.enter(member)).first()
        if row is None or row.state not in {MembershipState.ACTIVE, MembershipState.REQUESTED}:
            return None
        _keep_one_facilitator(row)
        return _end(row, MembershipState.LEFT, now)


def approve(*, membership: Membership, by: User, now: datetime) -> Membership:
    """Let in who asked.

    Raises:
        GroupRefused: NotManager, GroupArchived, NotWaiting, NotAdmitted.
    """
    with locks.group_lock(membership.group_id) as held:
        group, row = _judged(held, membership, by)
        if group.is_archived:
            raise GroupArchived
        if row.state != MembershipState.REQUESTED or not row.member.is_active:
            raise NotWaiting
        if not restrictions.admits(group, row.member, now=now):
            raise NotAdmitted
        return let_in(group=group, member=row.member, now=now, kind=emails.APPROVED)


def refuse(*, membership: Membership, by: User, now: datetime) -> Membership:
    """Turn a request down; the person can be invited later.

    Raises:
        GroupRefused: NotManager, NotWaiting.
    """
    with locks.group_lock(membership.group_id) as held:
        _group, row = _judged(held, membership, by)
        if row.state != MembershipState.REQUESTED:
            raise NotWaiting
        _end(row, MembershipState.REFUSED, now)
        emails.owe(row, emails.REFUSED, to=row.member, now=now)
        return row


def remove(*, membership: Membership, by: User, now: datetime) -> Membership:
    """Take somebody out: what is inside is closed to her from this moment.

    Raises:
        GroupRefused: NotManager, NotInGroup, LastFacilitator.
    """
    with locks.group_lock(membership.group_id) as held:
        _group, row = _judged(held, membership, by)
        if row.state == MembershipState.REMOVED:
            return row
        if row.state != MembershipState.ACTIVE:
            raise NotInGroup
        _keep_one_facilitator(row)
        return _end(row, MembershipState.REMOVED, now)


def give_role(*, membership: Membership, role: str, by: User) -> Membership:
    """Make a member a facilitator of the group, or a member again.

    Raises:
        GroupRefused: NotManager, NotInGroup, LastFacilitator.
    """
    with locks.group_lock(membership.group_id) as held:
        _group, row = _judged(held, membership, by)
        if row.state != MembershipState.ACTIVE:
            raise NotInGroup
        if role != GroupRole.FACILITATOR:
            _keep_one_facilitator(row)
        row.role = GroupRole(role)
        row.save(update_fields=["role"])
        return row


def _judged(held: Group | None, membership: Membership, by: User) -> tuple[Group, Membership]:
    if held is None:
        raise GroupGone
    if not can_manage_group(pacing.enter(by), held):
        raise NotManager
    return held, Membership.objects.select_related("member__profile").get(pk=membership.pk)


def _keep_one_facilitator(row: Membership) -> None:
    others = Membership.objects.facilitating().filter(group=row.group_id).exclude(pk=row.pk)
    if row.is_facilitator and not others.exists():
        raise LastFacilitator


def _end(row: Membership, state: MembershipState, now: datetime) -> Membership:
    row.state, row.role, row.ended_at = state, GroupRole.MEMBER, now
    row.save(update_fields=["state", "role", "ended_at"])
    return row
