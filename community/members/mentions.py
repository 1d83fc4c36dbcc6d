"""Where a contribution is cited: what is built on posts and comments sits above them and registers here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """A page that rests on a contribution. language: code of the language its title is written in."""

    title: str
    url: str
    language: str


_sources: list[Callable[[str, Iterable[int]], dict[int, list[Mention]]]] = []


def register(collect: Callable[[str, Iterable[int]], dict[int, list[Mention]]]) -> None:
    """Let `collect(kind, numbers)` say which pages cite these posts or comments, by number, in one query if none."""
    _sources.append(collect)


def of(kind: str, numbers: Iterable[int]) -> dict[int, list[Mention]]:
    """Return what cites each of these contributions ("post" or "comment"), by number."""
    numbers = list(numbers)
    found: dict[int, list[Mention]] = {}
    if numbers:
        for collect in _sources:
            for number, mentions in collect(kind, numbers).items():
                found.setdefault(number, []).extend(mentions)
    return found
