"""The lock under which a thread grows. Whoever numbers a post or counts replies does both inside it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from community.discussions import gates
from community.discussions.models import Thread


@contextmanager
def thread_lock(thread_id: int) -> Iterator[Thread | None]:
    """Hold one thread until the transaction ends and give it as it is now; None when it is gone.

    On PostgreSQL the thread's row is locked, so that other threads go on. On SQLite the transaction is IMMEDIATE
    (settings): a second writer waits at BEGIN. Locks are taken in one order: the thread, then the member.
    """
    with transaction.atomic():
        rows = Thread.objects.select_for_update(of=("self",), no_key=True).select_related("space__group")
        yield gates.join(rows).filter(pk=thread_id).first()
