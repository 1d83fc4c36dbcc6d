"""The lock under which comments grow on a page. The library renumbers whole threads at every reply, unprotected."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from wagtail.models import Page


@contextmanager
def page_lock(page_id: int) -> Iterator[Page | None]:
    """Hold the comments of one page until the transaction ends; give the page as it is now, None when it is gone.

    On PostgreSQL the page's row is locked, against other comments and against its deletion. On SQLite the
    transaction is IMMEDIATE (settings): a second writer waits at BEGIN. Locks are taken in one order: the page,
    then the member.
    """
    with transaction.atomic():
        yield Page.objects.select_for_update(of=("self",), no_key=True).order_by().filter(pk=page_id).first()
