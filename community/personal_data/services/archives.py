"""Asking for one's own archive."""

from datetime import datetime

from django.db import IntegrityError, transaction

from community.members.models import User
from community.personal_data import tasks
from community.personal_data.enums import ArchiveState
from community.personal_data.models import Archive


def want(*, member: User, now: datetime) -> Archive:
    """Ask for an archive; while one is being made it is that one."""
    try:
        with transaction.atomic():
            archive = Archive.objects.create(member=member, wanted_at=now)
            transaction.on_commit(lambda: tasks.wake(archive_id=archive.pk), robust=True)
    except IntegrityError:
        archive = Archive.objects.get(member=member, state=ArchiveState.WANTED)
    return archive
