"""The lock under which a consultation changes: its state, its text, its statements and what is answered to them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from community.consultations.models import Consultation


@contextmanager
def consultation_lock(pk: int) -> Iterator[Consultation | None]:
    """Hold one consultation until the transaction ends and give it as it is now; None when it is gone.

    Locks are taken in one order: the consultation, then the member.
    """
    with transaction.atomic():
        rows = Consultation.objects.select_for_update(of=("self",), no_key=True).select_related("group")
        yield rows.filter(pk=pk).first()
