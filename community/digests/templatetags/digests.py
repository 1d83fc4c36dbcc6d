"""Tags by which other pages let a member follow."""

from typing import Any

from django import template
from django.template.context import Context

from community.digests.enums import FollowKind
from community.digests.models import Follow

register = template.Library()


@register.inclusion_tag("digests/parts/follow_theme.html", takes_context=True)
def follow_theme(context: Context, slug: str) -> dict[str, Any]:
    """Show a button that follows or stops the theme `slug` for who reads this, or asks her to sign in."""
    request = context["request"]
    following = (
        request.user.is_authenticated
        and Follow.objects.filter(member=request.user, kind=FollowKind.THEME, key=slug).exists()
    )
    return {"slug": slug, "following": following, "request": request, "csrf_token": context.get("csrf_token")}
