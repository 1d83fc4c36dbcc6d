"""The lock under which a question moves: of two who do something with it at once, the second finds it moved."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from community.desk.models import Question


@contextmanager
def question_lock(pk: int) -> Iterator[Question | None]:
    """Hold one question until the transaction ends and give it as it is now; None when it is gone.

    Locks are taken in one order: the question, then one member, then a thread.
    """
    with transaction.atomic():
        rows = Question.objects.select_for_update(of=("self",), no_key=True).select_related("asker__profile")
        yield rows.filter(pk=pk).first()
