"""Who shares a group with whom. Groups sit above members and register how to find out."""

from collections.abc import Callable, Iterable

_sources: list[Callable[[int], Iterable[int]]] = []


def register(fellows: Callable[[int], Iterable[int]]) -> None:
    """Let `fellows(member_id)` give the ids of the accounts that are in a group with the member now."""
    _sources.append(fellows)


def fellows_of(member_id: int) -> frozenset[int]:
    """Return the ids of everybody who shares a group with the member; one query a source."""
    return frozenset(fellow for source in _sources for fellow in source(member_id))
