"""Timetable entries of following."""

from celery import shared_task

from community.following import telling
from foundation import clock


@shared_task
def tell_due() -> int:
    """Tell followers of whatever no errand has told them yet."""
    return telling.tell_due(now=clock.now())
