"""The errand a contribution leaves behind. The row is the truth: a lost or doubled errand changes nothing."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from community.following import telling
from foundation import clock

logger = logging.getLogger(__name__)


@shared_task
def tell() -> int:
    """Tell followers of what is new."""
    return telling.tell_due(now=clock.now())


def wake() -> None:
    """Ask a worker to tell followers at once; when no broker answers, the timetable does within a minute."""
    try:
        tell.delay()
    except (OperationalError, OSError):
        logger.warning("no broker: followers are told by the timetable")
