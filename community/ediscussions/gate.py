"""When the threads of a facilitated discussion take posts."""

from datetime import datetime
from typing import cast

from community.discussions.models import Thread
from community.discussions.querysets import ThreadQuerySet
from community.ediscussions.models import EDiscussion
from community.ediscussions.services.refusals import IsRoom, NotOpenYet, OpenNoMore
from community.members.contributions import ContributionRefused


def discussion_of(thread: Thread) -> EDiscussion | None:
    """Return the discussion that a thread belongs to, without a query where it was joined."""
    room = getattr(thread, "room", None)
    return cast("EDiscussion", room.discussion) if room is not None else None


def refusal(thread: Thread, now: datetime) -> ContributionRefused | None:
    """Return why nobody may write in a thread now: its discussion is planned, or over."""
    discussion = discussion_of(thread)
    if discussion is None or discussion.is_open(now):
        return None
    if discussion.today(now) < discussion.starts_on:
        return NotOpenYet(discussion.starts_on)
    return OpenNoMore(discussion.ends_on)


class Keeper:
    """What discussions say of their threads to `community.discussions.gates`."""

    def join(self, rows: ThreadQuerySet) -> ThreadQuerySet:
        """Join the discussion."""
        return rows.select_related("room__discussion")

    def refusal(self, thread: Thread, now: datetime) -> ContributionRefused | None:
        """Return why nobody may write now."""
        return refusal(thread, now)

    def hold(self, thread: Thread) -> ContributionRefused | None:
        """Hold on to rooms: their discussion is found, and read, by where they are."""
        return IsRoom() if discussion_of(thread) is not None else None
