"""New threads and replies, for digests."""

from datetime import datetime

from django.db.models import Prefetch
from django.utils import translation
from django.utils.translation import ngettext

from community.digests.sources import Item, Section, register
from community.discussions.models import Post, Thread
from community.taxonomy.models import Term
from foundation import markup


def collect(language: str, since: datetime, now: datetime) -> list[Item]:
    """Return the public threads that were opened or answered after `since`."""
    # Hidden and removed replies do not count: hiding one may take a thread back to before `since`.
    threads = (
        Thread.objects.public()
        .filter(last_post_at__gt=since, last_post_at__lte=now)
        .select_related("space")
        .prefetch_related(
            Prefetch("themes", queryset=Term.objects.select_related("parent")),
            Prefetch(
                "posts",
                queryset=Post.objects.published().filter(created_at__lte=now).in_reading_order(),
                to_attr="readable_posts",
            ),
        )
    )
    with translation.override(language):
        return [_item(thread) for thread in threads]


def _item(thread: Thread) -> Item:
    posts: list[Post] = thread.readable_posts  # type: ignore[attr-defined]  # prefetched above
    replies = tuple(sorted(post.created_at for post in posts if post.depth))
    waits = thread.is_question and not (replies or thread.is_answered or thread.is_closed)
    return Item(
        key=f"thread:{thread.pk}",
        stamp=thread.last_post_at,
        section=Section.QUESTIONS if waits else Section.THREADS,
        title=thread.title,
        path=thread.get_absolute_url(),
        language=thread.language,
        themes=frozenset(slug for term in thread.themes.all() for slug in term.branch),
        summary=markup.excerpt(posts[0].html, 200) if posts and not posts[0].depth else "",
        note=_answers(len(replies)),
        replies=replies,
    )


def _answers(total: int) -> str:
    return ngettext("%(total)s answer.", "%(total)s answers.", total) % {"total": total} if total else ""


def join() -> None:
    """Tell digests of this source."""
    register("threads", collect)
