"""What a discussion puts around its threads, and at the top of the list of threads."""

from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from django.db.models.functions import Coalesce

from community.discussions.frames import Featured, Frame, Part, Status
from community.discussions.models import Post, Thread
from community.discussions.querysets import ThreadQuerySet
from community.ediscussions import display, gate, proceedings, schedule, stories
from community.ediscussions.enums import State
from community.ediscussions.models import EDiscussion
from community.members.contributions import Contribution
from foundation import markup

PARTS = "ediscussions/parts"
# So many open discussions stand at the top of the list; all of them have a page of their own.
FEATURED = 3
NOTE_LENGTH = 220


class Framer:
    """Frames the threads of facilitated discussions."""

    def join_page(self, rows: ThreadQuerySet) -> ThreadQuerySet:
        """Join everything a page tells."""
        return display.for_page(rows)

    def join_list(self, rows: ThreadQuerySet) -> ThreadQuerySet:
        """Join the dates and whether the consolidated reply is out."""
        return rows.select_related("room__discussion__proceedings")

    def summed_up(self, rows: ThreadQuerySet) -> ThreadQuerySet:
        """Narrow threads to those whose consolidated reply is out."""
        return rows.filter(room__discussion__proceedings__published_at__isnull=False)

    def of_thread(self, thread: Thread, user: Any, now: datetime) -> Frame | None:
        """Return the frame of a thread."""
        if gate.discussion_of(thread) is None:
            return None
        told = display.told(thread, user, now)
        is_open = told.state == State.OPEN
        context = {
            "told": told,
            "stories": stories.shown(told.discussion.stories, thread.language),
            "reply": proceedings.shown(told, user) if told.is_published else None,
        }

        def split(entries: list[Contribution]) -> list[Part]:
            if not told.phases:
                return [Part(entries)]
            groups = schedule.grouped(entries, told.phases, told.discussion.zone)
            return [Part(posts, f"{PARTS}/phase.html", heading) for heading, posts in groups]

        return Frame(
            status=display.status(told.discussion, told.state, is_published=told.is_published),
            head=f"{PARTS}/head.html",
            above=f"{PARTS}/above.html",
            rail=f"{PARTS}/rail.html",
            closed="" if is_open else f"{PARTS}/closed.html",
            told=context,
            split=split,
        )

    def status(self, thread: Thread, now: datetime) -> Status | None:
        """Return the label of a thread in a list."""
        discussion = gate.discussion_of(thread)
        if discussion is None:
            return None
        found = getattr(discussion, "proceedings", None)
        is_published = found is not None and found.published_at is not None
        state = discussion.state(now=now, is_published=is_published)
        return display.status(discussion, state, is_published=is_published)

    def featured(self, user: Any, now: datetime) -> list[Featured]:
        """Return the discussions that are open, the one that closes first above the others."""
        rows = EDiscussion.objects.readable(user).around(now).select_related("space")
        rows = rows.annotate(told_rooms=display.room_column("pk")).order_by("ends_on", "pk")
        found = [row for row in rows[: 10 * FEATURED] if row.is_open(now) and row.told_rooms][:FEATURED]
        places = _places(found)
        return [Featured(f"{PARTS}/featured.html", _featured(row, places.get(row.pk, 0), now)) for row in found]


def _featured(discussion: Any, places: int, now: datetime) -> dict[str, Any]:
    rows = sorted(discussion.told_rooms, key=lambda row: row["thread"])
    links = display.room_links(rows, discussion.space)
    room = display.in_language(links, links[0].language)
    title = next(row["title"] for row in rows if row["language"] == room.language)
    return {
        "discussion": discussion,
        "title": title,
        "room": room,
        "rooms": links,
        "days": (discussion.ends_on - discussion.starts_on).days + 1,
        "today": discussion.today(now),
        "posts": sum(link.replies for link in links),
        "places": places,
        "note": markup.excerpt(discussion.note_html, NOTE_LENGTH),
    }


def _places(found: list[Any]) -> dict[int, int]:
    """Return from how many places people wrote, by discussion; counted anew when somebody wrote."""
    if not found:
        return {}
    marks = [f"{row.pk}-{sum(room['replies'] for room in row.told_rooms)}" for row in found]
    key = f"ediscussions:places:{':'.join(marks)}"
    if (known := cache.get(key)) is None:
        place = Coalesce("author__profile__territory_id", "author__profile__organisation__territory_id")
        rows = Post.objects.published().replies().filter(thread__room__discussion__in=[row.pk for row in found])
        by_discussion = rows.order_by().values("thread__room__discussion")
        totals = by_discussion.annotate(total=Count(place, distinct=True))
        known = dict(totals.values_list("thread__room__discussion", "total"))
        cache.set(key, known, 24 * 3600)
    return dict(known)
