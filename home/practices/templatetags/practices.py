"""Tags by which pages show practices."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from foundation.templatetags.corridor import icon
from home.practices import reading
from home.practices.display import ICONS, places
from home.practices.models import StoryPage

register = template.Library()


@register.simple_tag
def theme_icon(slug: str, size: str = "") -> SafeString:
    """Return the icon of a top theme, known by its slug."""
    return icon(ICONS.get(slug, "circle"), size)


@register.inclusion_tag("practices/parts/story_text.html")
def story_text(story: StoryPage) -> dict[str, Any]:
    """Show a whole story as plain text within a document."""
    return {"page": story, "places": places(story), **reading.parts(story)}
