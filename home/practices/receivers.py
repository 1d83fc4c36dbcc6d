"""What other tables tell of places, handed on to a service."""

from typing import Any

from home.practices import filing
from home.practices.models import StoryPage


def on_place_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """A territory, country or corridor was saved: stories keep its name and point."""
    filing.refresh(StoryPage.objects.touching(instance))
