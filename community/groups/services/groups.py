"""Opening, changing and archiving groups."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from anyascii import anyascii
from django.db import transaction
from django.utils.text import slugify

from community.groups import locks
from community.groups.models import Group
from community.groups.permissions import can_create_group, can_manage_group
from community.groups.services import memberships
from community.groups.services.refusals import GroupArchived, GroupGone, NotManager
from community.members import pacing
from community.members.models import User

# First parts of addresses below /groups/ that are no groups.
TAKEN = {"new", "invitations", "group"}
LISTS = ("organisation_kinds", "organisations", "themes", "territories", "corridors")


@transaction.atomic
def open_group(*, by: User, facilitator: User, fields: dict[str, Any], now: datetime) -> Group:
    """Open a group and name who looks after it.

    Args:
        by: a facilitator of the site.
        facilitator: the first facilitator of the group.
        fields: values of the group's columns and lists, as its form gives them.
        now: the present.

    Raises:
        NotManager: `by` may not open groups.
    """
    if not can_create_group(pacing.enter(by)):
        raise NotManager
    group = Group(slug=free_slug(fields["name"]), created_at=now, **_columns(fields))
    group.full_clean()
    group.save()
    _fill(group, fields)
    memberships.seat_first(group=group, facilitator=facilitator, now=now)
    return group


def change_group(*, group: Group, by: User, fields: dict[str, Any]) -> Group:
    """Change what a group says and whom it lets in; who is in it stays in.

    Raises:
        GroupRefused: NotManager, GroupArchived.
    """
    with held_by_manager(group, by) as held:
        if held.is_archived:
            raise GroupArchived
        for name, value in _columns(fields).items():
            setattr(held, name, value)
        held.full_clean()
        held.save()
        _fill(held, fields)
    return held


def archive(*, group: Group, by: User, now: datetime) -> Group:
    """End a group: it can be read as before, and nobody joins or writes. Doing it twice changes nothing."""
    with held_by_manager(group, by) as held:
        if not held.is_archived:
            held.archived_at = now
            held.save(update_fields=["archived_at"])
    return held


def unarchive(*, group: Group, by: User) -> Group:
    """Let an archived group live again."""
    with held_by_manager(group, by) as held:
        if held.is_archived:
            held.archived_at = None
            held.save(update_fields=["archived_at"])
    return held


@contextmanager
def held_by_manager(group: Group, by: User) -> Iterator[Group]:
    """Hold the group's lock, with the rights of `by` judged inside it.

    Raises:
        GroupRefused: GroupGone, NotManager.
    """
    with locks.group_lock(group.pk) as held:
        if held is None:
            raise GroupGone
        if not can_manage_group(pacing.enter(by), held):
            raise NotManager
        yield held


def free_slug(name: str) -> str:
    """Return an address for a group that no other has."""
    stem = slugify(anyascii(name))[:50].strip("-") or "group"
    known = set(Group.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | TAKEN
    return next(slug for slug in _candidates(stem) if slug not in known)


def _candidates(stem: str) -> Iterable[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _columns(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in LISTS}


def _fill(group: Group, fields: dict[str, Any]) -> None:
    for name in LISTS:
        if name in fields:
            getattr(group, name).set(fields[name])
