"""What Wagtail and other tables tell, handed on."""

from typing import Any

from django.db import transaction

from home.practices import filing, tasks
from home.practices.models import StoryPage


def on_place_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """A territory, country or corridor was saved: stories keep its name and point."""
    filing.refresh(StoryPage.objects.touching(instance))


def on_published(sender: type, instance: StoryPage, **kwargs: Any) -> None:
    """A story went public: its pictures are made ready."""
    if instance.pictures:
        story_id = instance.pk
        transaction.on_commit(lambda: tasks.wake(story_id=story_id), robust=True)
