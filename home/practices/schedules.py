"""What happens by itself with stories."""

from celery import shared_task

from foundation import clock
from home.practices.services import freshness


@shared_task
def ask_whether_true() -> int:
    """Ask who answers for stories that nobody has confirmed for a year; return how many wait."""
    return freshness.ask(now=clock.now())
