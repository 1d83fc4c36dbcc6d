"""What a thread's page and the lists show, worked out in few queries whatever their length."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from community.discussions.models import Post, Space, Thread
from community.discussions.permissions import can_edit_post, can_remove_post, can_reply_thread
from community.discussions.querysets import ThreadQuerySet
from community.members import disclosure, mentions
from community.members.contributions import (
    PER_PAGE,
    Contribution,
    ContributionState,
    line_of,
    may_change,
    name_of,
    shows,
)
from community.members.mentions import Mention

THREADS_PER_PAGE = 20
MINE, WAITING = "mine", "waiting"


@dataclass(frozen=True)
class Row:
    """One thread of a list."""

    thread: Thread
    places: int
    name: str
    line: str
    status: tuple[str, str, str]


@dataclass(frozen=True)
class Choice:
    """What a list shows of the threads: all, the waiting ones, those on the reader's themes; of one space or all."""

    show: str = ""
    space: Space | None = None

    def apply(self, rows: ThreadQuerySet, user: Any) -> ThreadQuerySet:
        """Narrow the threads."""
        if self.space is not None:
            rows = rows.filter(space=self.space).pinned_first()
        if self.show == WAITING:
            return rows.waiting()
        if self.show == MINE and user.is_authenticated:
            return rows.on_themes_of(user)
        return rows


def listing(choice: Choice, user: Any, page: str | None) -> dict[str, Any]:
    """Return a page of threads with what a list shows around them."""
    readable = Thread.objects.readable(user)
    reader = disclosure.Reader(user)
    rows = choice.apply(readable, user).for_listing().prefetch_related("themes")
    page_obj = Paginator(rows, THREADS_PER_PAGE).get_page(page)
    threads = list(page_obj.object_list)
    places = Post.objects.filter(thread__in=[thread.pk for thread in threads]).places() if threads else {}
    waiting = Choice(WAITING, choice.space).apply(readable, user)
    return {
        "page_obj": page_obj,
        "rows": [row(thread, places.get(thread.pk, 0), reader) for thread in threads],
        "spaces": list(Space.objects.listed(user).select_related("group")),
        "choice": choice,
        "waiting": waiting.count(),
    }


def row(thread: Thread, places: int, reader: disclosure.Reader) -> Row:
    """Return one line of a list of threads."""
    return Row(thread, places, name_of(thread.author), line_of(thread.author, reader), status(thread))


def status(thread: Thread) -> tuple[str, str, str]:
    """Return kind, icon and words of a thread's status label."""
    if thread.is_hidden:
        return "error", "eye-slash", _("Hidden")
    if thread.is_held:
        return "waiting", "hourglass-split", _("Waiting for a moderator")
    if thread.is_closed:
        return "quiet", "lock", _("Closed")
    if thread.is_answered:
        return "ok", "check-circle", _("Answered")
    if thread.is_question and not thread.reply_count:
        return "waiting", "hourglass-split", _("Waiting for an answer")
    return "info", "chat", _("Open")


@dataclass(frozen=True)
class Reading:
    """One reader's page of a thread. opening: its own text, on the first page only; entries: the page's replies."""

    page_obj: Page[Any]
    opening: Contribution | None
    entries: list[Contribution]
    places: int
    languages: list[str] = field(default_factory=list)


def read(thread: Thread, user: Any, page: str | None, now: datetime) -> Reading:
    """Return a page of a thread's posts in reading order."""
    rows = thread.posts.shown_to(user).in_reading_order().for_listing()
    page_obj = Paginator(rows, PER_PAGE).get_page(page)
    shown = list(page_obj.object_list)
    entries = contributions(thread, shown, user, now)
    opening = entries.pop(0) if entries and shown[0].is_opening else None
    places = thread.posts.all().places().get(thread.pk, 0)
    return Reading(page_obj, opening, entries, places, sorted({post.language for post in shown}))


def contributions(thread: Thread, posts: list[Post], user: Any, now: datetime) -> list[Contribution]:
    """Return the posts as this reader sees them."""
    here = {post.pk for post in posts}
    may_moderate = bool(user.is_authenticated and user.is_facilitator)
    reader = Reader(user, can_reply_thread(user, thread), may_moderate, now, disclosure.Reader(user))
    pairs = zip([None, *posts], posts, strict=False)
    cited = mentions.of("post", here)
    return [_contribution(post, reader, before, here, cited.get(post.pk, [])) for before, post in pairs]


@dataclass(frozen=True)
class Reader:
    """Who reads, what she may do in this thread, and what she may see of those who wrote."""

    user: Any
    can_reply: bool
    may_moderate: bool
    now: datetime
    profiles: disclosure.Reader


def _contribution(
    post: Post, reader: Reader, before: Post | None, here: set[int], cited_in: list[Mention]
) -> Contribution:
    user = reader.user
    published = post.state == ContributionState.PUBLISHED
    is_own = bool(user.is_authenticated and post.author_id == user.pk)
    changeable = can_edit_post(user, post) and may_change(
        created_at=post.created_at, is_answered=post.child_count > 0, now=reader.now
    )
    answers, answers_url = _answers(post, before, here)
    return Contribution(
        kind="post",
        pk=post.pk,
        anchor=f"post-{post.pk}",
        html=post.html if shows(post.state, is_own=is_own, may_moderate=reader.may_moderate) else "",
        language=post.language,
        state=post.state,
        name=name_of(post.author),
        line=line_of(post.author, reader.profiles),
        created_at=post.created_at,
        edited_at=post.edited_at,
        hidden_at=post.hidden_at,
        hidden_reason=post.hidden_reason,
        level=1 if post.depth > 1 else 0,
        is_first=post.depth == 2 and before is not None and before.depth == 1,
        is_own=is_own,
        by_facilitator=getattr(post, "by_facilitator", False),
        may_moderate=reader.may_moderate,
        answers=answers,
        answers_url=answers_url,
        link_url=post.get_absolute_url(),
        reply_url=f"?reply_to={post.pk}#reply" if reader.can_reply and published else "",
        edit_url=reverse("discussions:edit_post", args=[post.pk]) if changeable else "",
        remove_url=reverse("discussions:remove_post", args=[post.pk]) if can_remove_post(user, post) else "",
        can_flag=bool(user.is_authenticated and published and post.author_id != user.pk),
        cited_in=tuple(cited_in),
    )


def _answers(post: Post, before: Post | None, here: set[int]) -> tuple[str, str]:
    # A reply that stands right below what it answers needs no words for it.
    parent = post.parent
    if parent is None or parent.depth == 0 or (before is not None and before.pk == parent.pk and parent.depth < 2):
        return "", ""
    name = name_of(parent.author) if parent.state == ContributionState.PUBLISHED else _("a post that is gone")
    return name, f"#post-{parent.pk}" if parent.pk in here else parent.get_absolute_url()


def page_of(post: Post, user: Any = None) -> int:
    """Return the number of the page of its thread that a post stands on for `user`, without one for a visitor."""
    before = Post.objects.filter(thread=post.thread_id, path__lt=post.path).shown_to(user).count()
    return before // PER_PAGE + 1
