"""The lock under which an item changes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from home.library.models import Item


@contextmanager
def item_lock(item_id: int) -> Iterator[Item | None]:
    """Hold one item until the transaction ends and give it as it is now; None when it is gone.

    On PostgreSQL the row is locked; on SQLite the transaction is IMMEDIATE (settings) and a second writer waits.
    """
    with transaction.atomic():
        yield Item.objects.select_for_update(of=("self",), no_key=True).filter(pk=item_id).first()
