"""What a group keeps for its members: within its share, under names that tell nothing."""

import secrets
from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.db.models import Sum

from community.groups import locks
from community.groups.models import Group, GroupFile
from community.groups.permissions import can_remove_file, can_write_in_group
from community.groups.services.refusals import GroupArchived, GroupGone, NotInGroup, NotManager, StoreFull
from community.members import pacing
from community.members.models import User

SHARE = 200 * 1024 * 1024


def keep(*, group: Group, by: User, title: str, kind: str, content: File, now: datetime) -> GroupFile:
    """Keep a file that `documents.checked` gave; it goes again when the transaction does not hold.

    Raises:
        GroupRefused: GroupGone, GroupArchived, NotInGroup, StoreFull.
    """
    with locks.group_lock(group.pk) as held:
        member = pacing.enter(by)
        if held is None:
            raise GroupGone
        if held.is_archived:
            raise GroupArchived
        if not can_write_in_group(member, held):
            raise NotInGroup
        if used(group=held) + content.size > SHARE:
            raise StoreFull(SHARE // 1024 // 1024)
        row = GroupFile(group=held, title=title, kind=kind, size=content.size, uploader=member, created_at=now)
        row.file.save(f"{secrets.token_hex(16)}.{kind}", content, save=False)
        name, storage = str(row.file.name), row.file.storage
        try:
            row.save()
        except BaseException:
            storage.delete(name)
            raise
        return row


def remove(*, file: GroupFile, by: User) -> None:
    """Take a file away; what lies in the storage goes after the row.

    Raises:
        NotManager: neither hers nor hers to look after.
    """
    with locks.group_lock(file.group_id):
        row = GroupFile.objects.select_related("group").filter(pk=file.pk).first()
        if row is None:
            return
        if not can_remove_file(pacing.enter(by), row):
            raise NotManager
        name, storage = str(row.file.name), row.file.storage
        row.delete()
        transaction.on_commit(lambda: storage.delete(name))


def used(*, group: Group) -> int:
    """Return how many bytes the group keeps."""
    return GroupFile.objects.filter(group=group).aggregate(total=Sum("size"))["total"] or 0
