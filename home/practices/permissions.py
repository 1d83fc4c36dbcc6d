"""Who may do what with a story beyond reading it."""

from datetime import datetime
from typing import Any

from home.practices.answering import answers_for_story
from home.practices.models import StoryPage


def can_confirm_story(user: Any, story: StoryPage, *, now: datetime) -> bool:
    """Who answers for it, and facilitators who have asked."""
    return answers_for_story(user, story, now=now) or (user.is_authenticated and user.is_facilitator)


def can_see_stale_stories(user: Any) -> bool:
    """Facilitators and administrators."""
    return user.is_authenticated and user.is_facilitator
