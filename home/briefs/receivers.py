"""What Wagtail tells us, handed on to a service."""

from typing import Any

from home.briefs.models import BriefPage
from home.briefs.services import citations


def on_published(sender: type, instance: BriefPage, **kwargs: Any) -> None:
    """A brief was published."""
    citations.record(brief=instance)
