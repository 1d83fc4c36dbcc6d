"""The errand a debt leaves behind. The row is the truth: a lost or doubled errand changes nothing."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from community.outbox import delivery
from foundation import clock

logger = logging.getLogger(__name__)


@shared_task
def deliver(*, mail_id: int) -> None:
    """Send one owed mail now."""
    delivery.deliver_one(mail_id=mail_id, now=clock.now())


def wake(*, mail_id: int) -> None:
    """Ask a worker to send `mail_id` at once; when no broker answers, the timetable sends it within a minute."""
    try:
        deliver.delay(mail_id=mail_id)
    except (OperationalError, OSError):
        logger.warning("no broker: mail %s waits for the timetable", mail_id)
