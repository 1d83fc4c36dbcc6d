"""The consolidated reply as it is read: synopsis, contributions with their authors, resources, credit to all."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from community.discussions.models import Post
from community.ediscussions import display
from community.ediscussions.display import Told
from community.ediscussions.models import Proceedings
from community.members import disclosure
from community.members.contributions import line_of, name_of

MOST_NAMES = 200


@dataclass(frozen=True)
class QuoteShown:
    """One contribution with its author and the label it was written under."""

    post: Post
    name: str
    line: str
    html: SafeString


@dataclass(frozen=True)
class ReplyShown:
    """A consolidated reply. more: how many contributors are not named because the list would be too long."""

    row: Proceedings
    html: SafeString
    quotes: list[QuoteShown]
    contributors: list[str]
    more: int = 0


def shown(told: Told, user: Any) -> ReplyShown | None:
    """Return the consolidated reply for a reader, in two queries; None without one."""
    row = told.proceedings
    if row is None:
        return None
    reader = disclosure.Reader(user)
    # A hidden post, and one that its author removed, is quoted no more.
    posts = (
        Post.objects.published()
        .filter(pk__in=row.quotes.values("post"), thread__is_hidden=False)
        .for_listing()
        .select_related("thread")
        .order_by("thread", "path")
    )
    names = display.replies_of(told.discussion).filter(author__isnull=False).order_by("author__name")
    named = list(names.values_list("author__name", "author_id").distinct()[: MOST_NAMES + 1])
    return ReplyShown(
        row=row,
        html=mark_safe(row.html),  # noqa: S308  # cleaned when it was written
        quotes=[
            QuoteShown(post, name_of(post.author), line_of(post.author, reader), mark_safe(post.html))  # noqa: S308  # the same
            for post in posts
        ],
        contributors=[name for name, _pk in named[:MOST_NAMES]],
        more=len(named) - MOST_NAMES if len(named) > MOST_NAMES else 0,
    )
