"""The kinds of contribution, for what is done to any of them: reacting, telling who follows, mentioning.

Posts and comments are siblings that do not know each other; each registers here how it is found. What a reader may not
read at this moment is not found, so that every caller judges rights at the moment of effect.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from community.members.models import User


@dataclass(frozen=True)
class Place:
    """Where contributions stand: a thread or a page. kind and pk name it to `community.following`."""

    kind: str
    pk: int
    title: str
    url: str
    language: str


@dataclass(frozen=True)
class Written:
    """A contribution that one reader may read now. author: None for a former member."""

    kind: str
    pk: int
    author: User | None
    text: str
    html: str
    language: str
    url: str
    place: Place
    created_at: datetime


class Kind(Protocol):
    """What must be known of a kind of contribution."""

    name: str
    place_kind: str

    def load(self, pk: int) -> Written | None:
        """Return it if it is published, whoever may read it: for errands, which judge each reader later."""

    def find(self, user: Any, pk: int) -> Written | None:
        """Return it if it is published and `user`, who may be anonymous, may read the place where it stands."""

    def find_place(self, user: Any, pk: int) -> Place | None:
        """Return the thread or page if `user` may read it."""

    def untold(self, most: int) -> list[int]:
        """Return published ones of which nobody was told yet, the oldest first."""

    def mark_told(self, pks: Iterable[int]) -> None:
        """Write down that these were told."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let contributions of a kind be found."""
    _kinds[kind.name] = kind


def all_kinds() -> tuple[Kind, ...]:
    """Return every kind that is registered."""
    return tuple(_kinds.values())


def find(user: Any, name: str, pk: int) -> Written | None:
    """Return a contribution that `user` may read now, None for any other."""
    kind = _kinds.get(name)
    return kind.find(user, pk) if kind else None


def find_place(user: Any, place_kind: str, pk: int) -> Place | None:
    """Return a thread or page that `user` may read now, None for any other."""
    kind = next((one for one in _kinds.values() if one.place_kind == place_kind), None)
    return kind.find_place(user, pk) if kind else None
