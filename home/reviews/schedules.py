"""What happens by itself with reviews."""

from celery import shared_task

from foundation import clock
from home.reviews.services import overdue, releasing


@shared_task
def remind_overdue() -> int:
    """Remind reviewers whose day has passed, once; return how many."""
    return overdue.remind(now=clock.now())


@shared_task
def release_unfit() -> int:
    """Let reviewers go who may not review any more, and ask others; return how many."""
    return releasing.unfit(now=clock.now())
