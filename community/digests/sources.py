"""What digests tell of: each app registers a source; digests decide who hears of it and when.

The owner of the content decides what is new and who may see it. A source is asked at the moment of sending.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Section(StrEnum):
    """Parts of a digest, in their order."""

    QUESTIONS = "questions"
    STORIES = "stories"
    BRIEFS = "briefs"
    LIBRARY = "library"
    THREADS = "threads"
    EXCHANGES = "exchanges"
    CALLS = "calls"


@dataclass(frozen=True)
class Item:
    """One thing to tell.

    Attributes:
        key: names the thing, as in "thread:12"; a thing is told once for each `stamp`.
        stamp: when the thing last changed in a way worth telling.
        section: part of the digest.
        title, summary, place, note: words, in the language of the content.
        path: address on the site, with the reader's language prefix.
        language: code of the language of the words.
        themes: slugs of its themes and of their parents.
        starts_at: for what happens at a time, when.
        replies: for a thread, the stamps of its replies, so that a reader hears of the new ones only.
        about: keys of the threads that it tells of: who follows one hears of it, who muted one does not.
    """

    key: str
    stamp: datetime
    section: Section
    title: str
    path: str
    language: str
    themes: frozenset[str]
    summary: str = ""
    place: str = ""
    note: str = ""
    starts_at: datetime | None = None
    replies: tuple[datetime, ...] = ()
    about: frozenset[str] = frozenset()


Collect = Callable[[str, datetime, datetime], list[Item]]
_sources: dict[str, Collect] = {}


def register(name: str, collect: Collect) -> None:
    """Let `collect(language, since, now)` give the items that every member may see and that changed after `since`."""
    _sources[name] = collect


def collect_all(*, language: str, since: datetime, now: datetime) -> list[Item]:
    """Return the items of every source, newest first; of those that happen at a time, the soonest first."""
    items = [item for collect in _sources.values() for item in collect(language, since, now)]
    items.sort(key=lambda item: item.stamp, reverse=True)
    return sorted(items, key=lambda item: item.starts_at or datetime.min.replace(tzinfo=UTC))
