"""What happens by itself with calls."""

from celery import shared_task

from foundation import clock
from home.calls.services import answers


@shared_task
def remind() -> int:
    """Remind who has a draft for a call that closes within three days; return how many reminders are owed."""
    return answers.remind(now=clock.now())
