"""What happens by itself at the desk."""

from celery import shared_task

from community.desk.services import promises
from foundation import clock


@shared_task
def keep_promises() -> int:
    """Remind experts on the last day, and raise again what is late; return how many of both."""
    now = clock.now()
    return promises.remind(now=now) + promises.raise_late(now=now)
