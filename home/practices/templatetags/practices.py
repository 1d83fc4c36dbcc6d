"""Tags by which pages show practices."""

from django import template
from django.utils.safestring import SafeString

from foundation.templatetags.corridor import icon
from home.practices.display import ICONS

register = template.Library()


@register.simple_tag
def theme_icon(slug: str, size: str = "") -> SafeString:
    """Return the icon of a top theme, known by its slug."""
    return icon(ICONS.get(slug, "circle"), size)
