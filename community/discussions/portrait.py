"""What a member's page shows of her posts: the last ones, in threads that the reader may open."""

from typing import Any

from django.utils.translation import gettext as _

from community.discussions.models import Post
from community.members.models import Profile
from community.members.sections import CONTRIBUTIONS
from foundation.templatetags.corridor import day_month


def contributions(reader: Any, profile: Profile) -> list[dict[str, Any]]:
    """Return the member's last posts that everybody who opens their thread can read, one row a post."""
    posts = (
        Post.objects.readable(reader)
        .published()
        .filter(author_id=profile.user_id, thread__is_hidden=False)
        .select_related("thread")
        .order_by("-created_at")[:CONTRIBUTIONS]
    )
    return [
        {
            "note": (_("Began on %(day)s") if post.is_opening else _("Answer, %(day)s"))
            % {"day": day_month(post.created_at)},
            "title": post.thread.title,
            "url": post.get_absolute_url(),
            "at": post.created_at,
        }
        for post in posts
    ]
