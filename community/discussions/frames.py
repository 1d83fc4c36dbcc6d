"""What apps above put around a thread, and at the top of the list of threads. Each registers a framer.

A framer joins what it needs to the query that fetches the thread, so that a framed thread costs no query more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from community.discussions.models import Thread
from community.discussions.querysets import ThreadQuerySet
from community.members.contributions import Contribution

Status = tuple[str, str, str]


@dataclass(frozen=True)
class Part:
    """A stretch of a thread's posts below one heading. template, told: what draws the heading; none without."""

    entries: list[Contribution]
    template: str = ""
    told: Any = None


@dataclass(frozen=True)
class Frame:
    """What stands around one thread for one reader.

    Attributes:
        status: kind, icon and words of the thread's status label.
        head, above, rail: templates instead of the plain head, above the posts, and first in the rail.
        closed: template instead of the reply form while nobody may write.
        told: what the templates show; they know it as `frame.told`.
        split: groups the posts of a page below headings.
    """

    status: Status
    head: str
    above: str
    rail: str
    closed: str
    told: Any
    split: Callable[[list[Contribution]], list[Part]]


@dataclass(frozen=True)
class Featured:
    """Something at the top of the list of threads. told: what the template shows; it knows it as `one.told`."""

    template: str
    told: Any


class Framer(Protocol):
    """An app that frames threads."""

    def join_page(self, rows: ThreadQuerySet) -> ThreadQuerySet:
        """Join what the page of a thread needs."""

    def join_list(self, rows: ThreadQuerySet) -> ThreadQuerySet:
        """Join what a row of a list needs."""

    def summed_up(self, rows: ThreadQuerySet) -> ThreadQuerySet:
        """Narrow threads to those that ended in a summary."""

    def of_thread(self, thread: Thread, user: Any, now: datetime) -> Frame | None:
        """Return the frame of a thread that was fetched with `join_page`; None for a plain one."""

    def status(self, thread: Thread, now: datetime) -> Status | None:
        """Return the status label of a thread that was fetched with `join_list`; None for a plain one."""

    def featured(self, user: Any, now: datetime) -> list[Featured]:
        """Return what stands at the top of the list of all threads."""


_framers: list[Framer] = []


def register(framer: Framer) -> None:
    """Let an app frame threads."""
    _framers.append(framer)


def join_page(rows: ThreadQuerySet) -> ThreadQuerySet:
    """Join what the frames of a thread's page need."""
    for framer in _framers:
        rows = framer.join_page(rows)
    return rows


def join_list(rows: ThreadQuerySet) -> ThreadQuerySet:
    """Join what the frames of a list's rows need."""
    for framer in _framers:
        rows = framer.join_list(rows)
    return rows


def summed_up(rows: ThreadQuerySet) -> ThreadQuerySet:
    """Narrow threads to those that ended in a summary; nothing is left where no app frames threads."""
    found = rows.none()
    for framer in _framers:
        found = found | framer.summed_up(rows)
    return found


def of_thread(thread: Thread, user: Any, now: datetime) -> Frame | None:
    """Return what stands around a thread; None for a plain one."""
    return next((frame for framer in _framers if (frame := framer.of_thread(thread, user, now)) is not None), None)


def status(thread: Thread, now: datetime) -> Status | None:
    """Return the status label of a framed thread; None for a plain one."""
    return next((found for framer in _framers if (found := framer.status(thread, now)) is not None), None)


def featured(user: Any, now: datetime) -> list[Featured]:
    """Return what stands at the top of the list of all threads."""
    return [one for framer in _framers for one in framer.featured(user, now)]
