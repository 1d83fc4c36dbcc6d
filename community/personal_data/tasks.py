"""The errand that asking for an archive leaves behind. The row is the truth: losing or doubling it changes nothing."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from community.personal_data import packing
from foundation import clock

logger = logging.getLogger(__name__)


@shared_task
def make_archive(*, archive_id: int) -> None:
    """Make one archive now."""
    packing.make(archive_id=archive_id, now=clock.now())


def wake(*, archive_id: int) -> None:
    """Ask a worker to make the archive at once; when no broker answers, the timetable makes it."""
    try:
        make_archive.delay(archive_id=archive_id)
    except (OperationalError, OSError):
        logger.warning("no broker: archive %s waits for the timetable", archive_id)
