"""Who answers for a story: both the mails that ask and the doors that take the answer rest on it."""

from datetime import datetime
from typing import Any

from community.members.models import Organisation
from home.practices.models import StoryPage


def answers_for_story(user: Any, story: StoryPage, *, now: datetime) -> bool:
    """Who wrote it, and who speaks now for the authority that answers for it."""
    if not user.is_authenticated or not user.is_active:
        return False
    if story.owner_id == user.pk:
        return True
    spoken = Organisation.objects.spoken_for_by(user, now=now)
    return story.authority_id is not None and spoken.filter(pk=story.authority_id).exists()
