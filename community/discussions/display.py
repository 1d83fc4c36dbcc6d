"""What a thread's page and the lists show, worked out in few queries whatever their length."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from community.discussions import frames, gates, unread
from community.discussions.models import Post, Space, Thread
from community.discussions.permissions import can_edit_post, can_remove_post, can_reply_thread
from community.discussions.querysets import ThreadQuerySet
from community.discussions.unread import Unread
from community.following import display as following
from community.following.display import Wish
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
from community.reactions import display as reactions

THREADS_PER_PAGE = 20
# So many posts are shown at once to who waits with the page open; the others come with the next question.
LIVE = 10
MINE, WAITING, SUMMED_UP = "mine", "waiting", "summary"
# What a tally of all threads says of the number that each of these shows.
COUNTED = {"": "total", WAITING: "waiting"}


@dataclass(frozen=True)
class Row:
    """One thread of a list."""

    thread: Thread
    name: str
    line: str
    status: tuple[str, str, str]
    has_news: bool = False


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
        if self.show == SUMMED_UP:
            return frames.summed_up(rows)
        if self.show == MINE and user.is_authenticated:
            return rows.on_themes_of(user)
        return rows


def listing(choice: Choice, user: Any, page: str | None, now: datetime) -> dict[str, Any]:
    """Return a page of threads with what a list shows around them."""
    readable = Thread.objects.readable(user)
    reader = disclosure.Reader(user)
    rows = frames.join_list(choice.apply(readable, user).for_listing().prefetch_related("themes"))
    counted = Choice(space=choice.space).apply(readable, user).tally()
    paginator = Paginator(rows, THREADS_PER_PAGE)
    if choice.show in COUNTED:
        paginator.count = counted[COUNTED[choice.show]]
    page_obj = paginator.get_page(page)
    threads = list(page_obj.object_list)
    marks = following.read_marks(user, unread.KIND, [thread.pk for thread in threads])
    return {
        "page_obj": page_obj,
        "rows": [row(thread, reader, now, read_to=marks.get(thread.pk)) for thread in threads],
        "featured": frames.featured(user, now) if choice == Choice() and page_obj.number == 1 else [],
        "spaces": list(Space.objects.listed(user).select_related("group")),
        "choice": choice,
        "waiting": counted["waiting"],
    }


def row(thread: Thread, reader: disclosure.Reader, now: datetime, *, read_to: int | None = None) -> Row:
    """Return one line of a list of threads. read_to: how far the reader has read it, None if she never opened it."""
    has_news = read_to is not None and thread.newest > read_to
    framed = None if thread.is_hidden or thread.is_held else frames.status(thread, now)
    return Row(thread, name_of(thread.author), line_of(thread.author, reader), framed or status(thread), has_news)


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
    """One reader's page of a thread.

    Attributes:
        opening: its own text, on the first page only.
        entries: the page's replies.
        wish: what the reader wants to hear of it; None for a visitor.
        unread: what was new to her.
    """

    page_obj: Page[Any]
    opening: Contribution | None
    entries: list[Contribution]
    places: int
    languages: list[str] = field(default_factory=list)
    wish: Wish | None = None
    unread: Unread = field(default_factory=Unread)

    @property
    def first_new_url(self) -> str:
        """Address of the first post that is new to the reader; empty where nothing is."""
        news = self.unread.shown
        return reverse("discussions:post", args=[news[0]]) if news else ""


def facilitators_of(space: Space, user: Any) -> list[tuple[str, str]]:
    """Return name and address of those whom members of a space can turn to; no address where it is closed to her."""
    reader = disclosure.Reader(user)
    people = space.facilitators.filter(is_active=True).select_related("profile").order_by("name", "pk")
    return [
        (person.name, person.profile.get_absolute_url() if reader.sees(person.profile, disclosure.PAGE) else "")
        for person in people
        if hasattr(person, "profile")
    ]


class CountedPaginator(Paginator):
    """Knows how many posts there are from the thread itself: counting 10,000 of them costs more than reading a page."""

    def __init__(self, thread: Thread, user: Any) -> None:
        self.posts = thread.posts.shown_to(user).in_reading_order()
        super().__init__(self.posts, PER_PAGE)
        self.count = thread.post_count

    def page(self, number: int | str) -> Page[Any]:
        """Return a page. Only its own posts are read whole: those before it are passed over in the index."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        first = self.posts.values("path")[start : start + 1]
        # What waits for a facilitator is not counted, but shown to her and its author: the last page has room for it.
        most = self.per_page * (2 if number == self.num_pages else 1)
        rows = self.posts.filter(path__gte=Subquery(first)).for_listing()[:most]
        return self._get_page(rows, number, self)  # type: ignore[attr-defined]  # the hook Django has for this


def read(thread: Thread, user: Any, page: str | None, now: datetime) -> Reading:
    """Return a page of a thread's posts in reading order. thread: fetched `with_wish`."""
    page_obj = CountedPaginator(thread, user).get_page(page)
    shown = list(page_obj.object_list)
    wish = unread.wish_of(thread, user)
    news = unread.look(thread, user, wish)
    entries = contributions(thread, shown, user, now, frozenset(news.shown))
    opening = entries.pop(0) if entries and shown[0].is_opening else None
    languages = sorted({post.language for post in shown})
    return Reading(page_obj, opening, entries, _places(thread, shown), languages, wish, news)


def _places(thread: Thread, shown: list[Post]) -> int:
    """Return from how many places people replied: from the posts at hand where they are all, else as it is kept."""
    if thread.post_count <= PER_PAGE:
        replies = [post for post in shown if post.depth and post.state == ContributionState.PUBLISHED]
        return len({place for post in replies if (place := _place_of(post)) is not None})
    return thread.place_count


def _place_of(post: Post) -> int | None:
    profile = getattr(post.author, "profile", None)
    if profile is None:
        return None
    return profile.territory_id or (profile.organisation.territory_id if profile.organisation else None)


def contributions(
    thread: Thread, posts: list[Post], user: Any, now: datetime, news: frozenset[int] = frozenset()
) -> list[Contribution]:
    """Return the posts as this reader sees them. news: keys of those that are new to her."""
    here = {post.pk for post in posts}
    may_moderate = bool(user.is_authenticated and user.is_facilitator)
    is_open = gates.refusal(thread, now) is None
    reader = Reader(
        user, is_open and can_reply_thread(user, thread), may_moderate, is_open, now, disclosure.Reader(user)
    )
    pairs = zip([None, *posts], posts, strict=False)
    cited = mentions.of("post", here)
    signs = reactions.tallies("post", here, user)
    return [
        replace(
            _contribution(post, reader, before, here),
            cited_in=tuple(cited.get(post.pk, [])),
            signs=tuple(signs[post.pk]),
            speaks_for=post.speaks_for,
            files=tuple(post.files) if post.state == ContributionState.PUBLISHED else (),
            is_unread=post.pk in news,
        )
        for before, post in pairs
    ]


def written_since(thread: Thread, after: int, user: Any, now: datetime) -> list[Contribution]:
    """Return the oldest LIVE published posts with a key above `after`, each by itself and called new."""
    rows = thread.posts.published().filter(pk__gt=after).order_by("pk").for_listing()[:LIVE]
    shown = list(rows)
    return contributions(thread, shown, user, now, frozenset(post.pk for post in shown))


@dataclass(frozen=True)
class Reader:
    """Who reads, what she may do in this thread, and what she may see of those who wrote."""

    user: Any
    can_reply: bool
    may_moderate: bool
    is_open: bool
    now: datetime
    profiles: disclosure.Reader


def _contribution(post: Post, reader: Reader, before: Post | None, here: set[int]) -> Contribution:
    user = reader.user
    published = post.state == ContributionState.PUBLISHED
    is_own = bool(user.is_authenticated and post.author_id == user.pk)
    changeable = (
        reader.is_open
        and can_edit_post(user, post)
        and may_change(created_at=post.created_at, is_answered=post.child_count > 0, now=reader.now)
    )
    answers, answers_url = _answers(post, before, here)
    by_another = bool(user.is_authenticated and published and post.author_id != user.pk)
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
        quote_url=f"?reply_to={post.pk}&quote=1#reply" if reader.can_reply and published else "",
        can_flag=by_another,
        can_react=by_another,
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
