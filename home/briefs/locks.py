"""The lock under which a brief goes public."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Any number that no other lock of the database has.
PUBLISHING = 7_411_907


@contextmanager
def publishing() -> Iterator[None]:
    """Let one brief at a time be looked at and written, until the transaction ends.

    Whether its citations come back to it, and whether its number is free, rests on what the other briefs say: two that
    cite each other would both be found good if they were looked at side by side. There is no one row that stands for
    all briefs, so the lock is on a number. On SQLite the transaction is IMMEDIATE (settings) and a second writer waits.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PUBLISHING])
        yield
