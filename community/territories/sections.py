"""What other apps show on the pages of territories and corridors: each registers its part."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Rows = list[dict[str, Any]]
_of_territory: list[Callable[[Any], Rows]] = []
_of_corridor: list[Callable[[Any], Rows]] = []


@dataclass(frozen=True)
class Shelf:
    """A titled list of links on a territory's page. rows: {title, url, note}; the note may be empty."""

    title: str
    rows: Rows
    more_url: str = ""
    more_label: str = ""


_shelves: list[Callable[[Any, Any], Shelf | None]] = []


def register(*, of_territory: Callable[[Any], Rows], of_corridor: Callable[[Any], Rows]) -> None:
    """Let two functions give rows ({kind, title, url, summary}) for a territory and for a corridor."""
    _of_territory.append(of_territory)
    _of_corridor.append(of_corridor)


def rows_of_territory(territory: Any) -> Rows:
    """Return everything on the site that is about a territory."""
    return [row for give in _of_territory for row in give(territory)]


def rows_of_corridor(corridor: Any) -> Rows:
    """Return everything on the site that is about a corridor."""
    return [row for give in _of_corridor for row in give(corridor)]


def register_shelf(build: Callable[[Any, Any], Shelf | None]) -> None:
    """Let `build(territory, reader)` add a list to a territory's page; the reader is an account or anonymous.

    It gives only what this reader may see.
    """
    _shelves.append(build)


def shelves(territory: Any, reader: Any) -> list[Shelf]:
    """Return the lists of a territory's page, in the order of registration, without empty ones."""
    built = (build(territory, reader) for build in _shelves)
    return [shelf for shelf in built if shelf is not None and shelf.rows]
