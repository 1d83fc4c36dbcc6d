"""Stories in a discussion: the pages sit above and register how they are found and shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Story:
    """A published page, in the version that a reader of a language gets. places: its corridor line."""

    title: str
    url: str
    language: str
    places: tuple[str, ...] = ()


Find = Callable[[str], UUID | None]
Show = Callable[[list[UUID], str], list[Story]]
_sources: list[tuple[Find, Show]] = []


def register(find: Find, show: Show) -> None:
    """Let `find(address)` name a page by its address, and `show(keys, language)` show pages by their names."""
    _sources.append((find, show))


def named(address: str) -> UUID | None:
    """Return the name of the page at an address of this site; None where no story stands."""
    return next((key for find, _show in _sources if (key := find(address)) is not None), None)


def shown(keys: Iterable[str], language: str) -> list[Story]:
    """Return published stories by their names, in that order, without a query where there are none."""
    wanted = [UUID(key) for key in keys]
    return [story for _find, show in _sources for story in show(wanted, language)] if wanted else []
