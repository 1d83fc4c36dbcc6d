"""What every change by a facilitator begins with: the lock, and her rights as they are at that moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from community.consultations import locks
from community.consultations.models import Consultation
from community.consultations.permissions import can_edit_consultation, can_read_consultation
from community.consultations.services.refusals import ConsultationGone, NotFacilitator
from community.members import pacing
from community.members.models import User


@contextmanager
def kept(pk: int, by: User) -> Iterator[tuple[Consultation, User]]:
    """Hold a consultation for somebody who may edit it; give both as they are now.

    Raises:
        ConsultationGone: she may not read it.
        NotFacilitator: she may, and not change it.
    """
    with locks.consultation_lock(pk) as held:
        member = pacing.enter(by)
        if held is None or not can_read_consultation(member, held):
            raise ConsultationGone
        if not can_edit_consultation(member, held):
            raise NotFacilitator
        yield held, member
