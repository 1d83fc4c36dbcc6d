"""What is shown of a discussion, worked out from one row that brings everything along."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.discussions.models import Post, Space, Thread
from community.discussions.querysets import ThreadQuerySet
from community.ediscussions import schedule
from community.ediscussions.enums import State
from community.ediscussions.jsonlists import listed
from community.ediscussions.models import EDiscussion, Proceedings, Question, Room, Submission, Summary
from community.ediscussions.schedule import Phase, Step
from community.members.contributions import ContributionState

Status = tuple[str, str, str]


@dataclass(frozen=True)
class Leader:
    """A facilitator of a discussion."""

    pk: int
    name: str


@dataclass(frozen=True)
class RoomLink:
    """One room, as others link to it."""

    language: str
    url: str
    replies: int
    is_here: bool = False


@dataclass(frozen=True)
class SummaryShown:
    """A weekly summary."""

    pk: int
    week: int
    language: str
    title: str
    html: SafeString
    author: str
    posts: int
    url: str


@dataclass(frozen=True)
class Told:
    """Everything a thread's page tells of its discussion.

    Attributes:
        summary, others: of the last week that has one: the version for this reader, and the other languages.
        past: summaries of earlier weeks, one a week.
        proceedings: the consolidated reply once it is out; for who leads the discussion its draft too.
    """

    discussion: EDiscussion
    state: State
    today: date
    leaders: list[Leader]
    rooms: list[RoomLink]
    phases: list[Phase]
    steps: list[Step]
    summary: SummaryShown | None = None
    others: list[SummaryShown] = field(default_factory=list)
    past: list[SummaryShown] = field(default_factory=list)
    proceedings: Proceedings | None = None
    is_leader: bool = False
    may_change: bool = False
    asks: bool = False
    submissions: int = 0

    @property
    def is_published(self) -> bool:
        """The consolidated reply is out."""
        return self.proceedings is not None and self.proceedings.published_at is not None

    @property
    def is_overdue(self) -> bool:
        """The consolidated reply should be out and is not."""
        return not self.is_published and self.today > self.discussion.reply_due_on

    @property
    def here(self) -> Phase | None:
        """The phase that goes on now."""
        return next((phase for phase in self.phases if phase.state == schedule.HERE), None)


def columns(prefix: str) -> dict[str, Any]:
    """Return the columns that bring along what belongs to a discussion; prefix: the way to its key."""
    own = {"discussion": OuterRef(prefix)}
    led = EDiscussion.facilitators.through.objects.filter(ediscussion=OuterRef(prefix))
    read = Count("posts", filter=Q(posts__state=ContributionState.PUBLISHED, posts__thread__is_hidden=False))
    behind = Subquery(Summary.objects.filter(pk=OuterRef("pk")).order_by().annotate(read=read).values("read"))
    submitted = Submission.objects.filter(**own).order_by().values("discussion")
    return {
        "told_questions": listed(
            Question.objects.filter(**own), "discussion", number="number", day="opens_on", text="text"
        ),
        "told_leaders": listed(led, "ediscussion", pk="user_id", name="user__name"),
        "told_rooms": room_column(prefix),
        "told_summaries": listed(
            Summary.objects.filter(**own).annotate(behind=behind),
            "discussion",
            pk="pk",
            week="week",
            language="language",
            title="title",
            html="html",
            author="author__name",
            posts="behind",
        ),
        "told_fields": Subquery(
            EDiscussion.objects.filter(pk=OuterRef(prefix))
            .values("pk")
            .annotate(total=Count("form_questions"))
            .values("total")
        ),
        "told_submissions": Subquery(submitted.annotate(total=Count("pk")).values("total")),
    }


def room_column(prefix: str) -> Subquery:
    """Return the column that brings along the rooms of a discussion."""
    rooms = Room.objects.filter(discussion=OuterRef(prefix), thread__is_hidden=False)
    return listed(
        rooms,
        "discussion",
        thread="thread_id",
        language="language",
        title="thread__title",
        replies="thread__reply_count",
    )


def for_page(rows: ThreadQuerySet) -> ThreadQuerySet:
    """Join to threads what their pages tell of their discussions."""
    rows = rows.select_related("room__discussion__proceedings__author")
    return rows.annotate(**columns("room__discussion"))


def told(thread: Thread, user: Any, now: datetime) -> Told:
    """Return what the page of a thread tells of its discussion; the thread was fetched `for_page`."""
    discussion: EDiscussion = thread.room.discussion
    today = discussion.today(now)
    leaders = [Leader(row["pk"], row["name"]) for row in _rows(thread, "leaders", "pk")]
    is_leader = bool(user.is_authenticated and any(leader.pk == user.pk for leader in leaders))
    found = getattr(discussion, "proceedings", None)
    is_published = found is not None and found.published_at is not None
    questions = [(row["number"], _day(row["day"]), row["text"]) for row in _rows(thread, "questions", "number")]
    known = schedule.phases(questions, discussion.ends_on, today)
    lines = schedule.steps(known, discussion.ends_on, discussion.reply_due_on, today, is_published=is_published)
    summary, others, past = _summaries(thread, discussion)
    return Told(
        discussion=discussion,
        state=discussion.state(now=now, is_published=is_published),
        today=today,
        leaders=leaders,
        rooms=room_links(_rows(thread, "rooms", "thread"), thread.space, here=thread.pk),
        phases=known,
        steps=schedule.with_summaries(lines, [(one.week, today, one.url) for one in [summary, *past] if one]),
        summary=summary,
        others=others,
        past=past,
        proceedings=found if is_published or is_leader else None,
        is_leader=is_leader,
        may_change=is_leader or bool(user.is_authenticated and user.is_facilitator),
        asks=bool(thread.told_fields),  # type: ignore[attr-defined]
        submissions=thread.told_submissions or 0,  # type: ignore[attr-defined]
    )


def room_links(rows: Iterable[dict[str, Any]], space: Space, *, here: int = 0) -> list[RoomLink]:
    """Return links to rooms in the order they were made."""
    return [
        RoomLink(
            row["language"],
            Thread(pk=row["thread"], title=row["title"], space=space).get_absolute_url(),
            row["replies"],
            row["thread"] == here,
        )
        for row in rows
    ]


def _summaries(
    thread: Thread, discussion: EDiscussion
) -> tuple[SummaryShown | None, list[SummaryShown], list[SummaryShown]]:
    """Return the last summary for this reader, its other languages, and one of each earlier week."""
    weeks: dict[int, list[SummaryShown]] = {}
    for row in _rows(thread, "summaries", "pk"):
        url = reverse("ediscussions:summary", args=[discussion.slug, row["pk"]])
        shown = SummaryShown(
            **{name: row[name] for name in ("pk", "week", "language", "title")},
            html=mark_safe(row["html"]),  # noqa: S308  # cleaned when it was written
            author=row["author"] or _("Former member"),
            posts=row["posts"] or 0,
            url=url,
        )
        weeks.setdefault(shown.week, []).append(shown)
    best = [in_language(weeks[week], thread.language) for week in sorted(weeks, reverse=True)]
    if not best:
        return None, [], []
    others = [one for one in weeks[best[0].week] if one.pk != best[0].pk]
    return best[0], others, best[1:]


def in_language(versions: list[Any], fallback: str) -> Any:
    """Return the version in the reader's language, else in that of the room, else the first."""
    by_language = {one.language: one for one in versions}
    return by_language.get((get_language() or "en")[:2]) or by_language.get(fallback) or versions[0]


def status(discussion: EDiscussion, state: State, *, is_published: bool) -> Status:
    """Return kind, icon and words of the label that says where a discussion stands."""
    if state == State.PLANNED:
        return "info", "calendar3", _("Planned")
    if state == State.OPEN:
        return "info", "chat", _("Open")
    if is_published:
        return "quiet", "lock", _("Closed, with summary")
    if state == State.SUMMING_UP:
        return "waiting", "pencil", _("Summing up")
    return "quiet", "lock", _("Closed")


def replies_of(discussion: EDiscussion) -> Any:
    """Return the readable replies in all rooms of a discussion."""
    return Post.objects.published().replies().filter(Q(thread__room__discussion=discussion, thread__is_hidden=False))


def _rows(thread: Any, name: str, order: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = getattr(thread, f"told_{name}") or []
    return sorted(found, key=lambda row: row[order])


def _day(value: str) -> date:
    return date.fromisoformat(value[:10])
