"""The lock under which an item changes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from home.library.models import Item


@contextmanager
def item_lock(item_id: int) -> Iterator[Item | None]:
    """Hold one item until the transaction ends and give it as it is now; None when it is gone.

    With a change the item that it would change is held too, and first: in one order, so that two never wait for each
    other. On PostgreSQL the rows are locked; on SQLite the transaction is IMMEDIATE (settings) and a second writer
    waits.
    """
    with transaction.atomic():
        original = Item.objects.filter(pk=item_id).values_list("replaces", flat=True).first()
        if original is not None:
            _held(original)
        yield _held(item_id)


def _held(item_id: int) -> Item | None:
    return Item.objects.select_for_update(of=("self",), no_key=True).filter(pk=item_id).first()
