"""What was asked or told before: shown before a thread is opened. The search sits above and registers how it looks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SHOWN = 5


@dataclass(frozen=True)
class Similar:
    """A thread or story that is close to what somebody is about to ask."""

    title: str
    url: str
    kind: Any
    language: str


_finders: list[Callable[[str, Any, int], list[Similar]]] = []


def register(find: Callable[[str, Any, int], list[Similar]]) -> None:
    """Let `find(text, user, most)` return what `user` may find that resembles a text, the closest first."""
    _finders.append(find)


def to(text: str, user: Any) -> list[Similar]:
    """Return what resembles a text, SHOWN of each finder at most."""
    return [found for find in _finders for found in find(text, user, SHOWN)]
