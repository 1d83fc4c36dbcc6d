"""Timetable entries of the digests."""

from celery import shared_task

from community.digests.services import weekly
from foundation import clock


@shared_task
def owe_weekly() -> int:
    """Owe the weekly digest to whoever's hour has come."""
    return weekly.owe_due(now=clock.now())
