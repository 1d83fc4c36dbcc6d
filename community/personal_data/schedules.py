"""Timetable entries: archives that an errand missed, erasures that are due, retention."""

from celery import shared_task

from community.personal_data import packing
from community.personal_data.services import erasures, retention
from foundation import clock


@shared_task
def make_archives() -> int:
    """Make every archive that still waits; return how many."""
    return packing.make_wanted(now=clock.now())


@shared_task
def erase_due() -> int:
    """Erase members whose seven days are over; return how many."""
    return erasures.carry_out_due(now=clock.now())


@shared_task
def apply_retention() -> int:
    """Apply every rule of retention; return how many rows went."""
    return sum(run.removed for run in retention.apply_all(now=clock.now()))
