"""`{% page_comments page %}`: the comments on a page, and the form, on any page that takes comments."""

from typing import Any

from django import template
from wagtail.models import Page

from community.comments import boxes

register = template.Library()


@register.inclusion_tag("comments/parts/page_comments.html", takes_context=True)
def page_comments(context: template.Context, page: Page) -> dict[str, Any]:
    """Show the comments on a page and, to members, the form. page: any language version of it."""
    request = context["request"]
    # What the shell's context processor found out; an inclusion tag starts with an empty context.
    shell = {name: context.get(name) for name in ("language", "direction", "low_data", "csrf_token", "user")}
    return {**shell, "request": request, **boxes.box(request, page)}
