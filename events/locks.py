"""The lock under which seats are given. Whoever counts seats and writes a registration does both inside it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from events.models import ExchangePage


@contextmanager
def seat_lock(exchange_id: int) -> Iterator[ExchangePage]:
    """Hold the seats of one exchange until the transaction ends, and give its facts as they are now.

    On PostgreSQL the exchange's own row is locked, so that other exchanges go on. On SQLite the transaction is
    IMMEDIATE (settings): a second writer waits at BEGIN, and the clause for the row is left out.

    Args:
        exchange_id: of the source version, which registrations belong to.

    Raises:
        ExchangePage.DoesNotExist: it was deleted meanwhile.
    """
    with transaction.atomic():
        yield ExchangePage.objects.select_for_update(of=("self",)).order_by().get(pk=exchange_id)
