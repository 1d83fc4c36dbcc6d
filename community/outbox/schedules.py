"""Timetable entries of the outbox."""

from celery import shared_task

from community.outbox import delivery
from foundation import clock


@shared_task
def deliver_due() -> int:
    """Send whatever is owed, batch after batch; return how many mails were taken up."""
    total = 0
    while taken := delivery.deliver_due(now=clock.now()):
        total += taken
    return total
