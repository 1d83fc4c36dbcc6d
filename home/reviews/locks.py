"""The lock under which a round goes on: the submission first, then the round, everywhere in this order."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from home.reviews.models import Round
from home.submissions import locks as submissions_locks


@contextmanager
def round_lock(round_id: int) -> Iterator[Round | None]:
    """Hold a round, and the submission it is about, until the transaction ends; None when it is gone.

    Authors take a submission back under its lock, which closes the round: taking both in one order leaves no deadlock.
    On PostgreSQL the rows are locked; on SQLite the transaction is IMMEDIATE (settings) and a second writer waits.
    """
    with transaction.atomic():
        known = Round.objects.filter(pk=round_id).values_list("submission", flat=True).first()
        if known is not None:
            with submissions_locks.submission_lock(known):
                yield _held(round_id)
        else:
            yield _held(round_id)


def _held(round_id: int) -> Round | None:
    rows = Round.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("page__locale", "revision", "submission", "task_state").filter(pk=round_id).first()
