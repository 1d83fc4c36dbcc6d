"""Tags by which other pages show briefs."""

from typing import Any

from django import template

from home.briefs.models import BriefPage
from home.practices.models import StoryPage

register = template.Library()


@register.simple_tag
def briefs_citing(story: StoryPage) -> Any:
    """Return the briefs that rest on `story`, in its language."""
    return BriefPage.objects.citing(story.translation_key, locale=story.locale)
