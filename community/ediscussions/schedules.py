"""What happens by itself with facilitated discussions."""

from celery import shared_task

from community.ediscussions.services import turning
from foundation import clock


@shared_task
def turn() -> int:
    """Open, lock and remind whatever is due; return for how many discussions something was done."""
    return turning.turn(now=clock.now())
