"""Errands a published story leaves behind. Lost or doubled, they change nothing: a page makes what is missing."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from home.practices import renditions
from home.practices.models import StoryPage

logger = logging.getLogger(__name__)


@shared_task
def make_renditions(*, story_id: int) -> int:
    """Make the sizes and formats of a story's pictures, so that its first reader does not wait; return how many."""
    story = StoryPage.objects.filter(pk=story_id).first()
    return renditions.make(story) if story is not None else 0


def wake(*, story_id: int) -> None:
    """Ask a worker; when no broker answers, the story's first reader makes them."""
    try:
        make_renditions.delay(story_id=story_id)
    except (OperationalError, OSError):
        logger.warning("no broker: the pictures of story %s are made when it is read first", story_id)
