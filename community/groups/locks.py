"""The lock under which a group changes. Who joins, leaves, decides or archives does it inside."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from community.groups.models import Group


@contextmanager
def group_lock(group_id: int) -> Iterator[Group | None]:
    """Hold one group until the transaction ends and give it as it is now; None when it is gone.

    On PostgreSQL the group's row is locked; on SQLite the transaction is IMMEDIATE (settings) and a second writer waits
    at BEGIN. Locks are taken in one order: the group, then the member.
    """
    with transaction.atomic():
        yield Group.objects.select_for_update(of=("self",), no_key=True).filter(pk=group_id).first()
