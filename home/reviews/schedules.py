"""What happens by itself with reviews."""

from celery import shared_task

from foundation import clock
from home.reviews.services import overdue


@shared_task
def remind_overdue() -> int:
    """Remind reviewers whose day has passed, once; return how many."""
    return overdue.remind(now=clock.now())
