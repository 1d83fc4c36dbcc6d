"""When a thread takes posts, and whether it stays where it is: apps above may shut it for a time, or hold on to it.

Asked at the moment of effect, beside what the thread itself says.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from community.discussions.models import Thread
from community.discussions.querysets import ThreadQuerySet
from community.members.contributions import ContributionRefused


class Gate(Protocol):
    """An app that has a say."""

    def join(self, rows: ThreadQuerySet) -> ThreadQuerySet:
        """Join what the gate looks at, so that asking it costs no query more."""

    def refusal(self, thread: Thread, now: datetime) -> ContributionRefused | None:
        """Return why nobody may write in a thread now, None where it has nothing against it."""

    def hold(self, thread: Thread) -> ContributionRefused | None:
        """Return why a thread can neither be moved nor merged into another, None where it has nothing against it."""


_gates: list[Gate] = []


def register(gate: Gate) -> None:
    """Let an app shut threads and hold on to them."""
    _gates.append(gate)


def _first(refusals: Iterable[ContributionRefused | None]) -> ContributionRefused | None:
    return next((found for found in refusals if found is not None), None)


def join(rows: ThreadQuerySet) -> ThreadQuerySet:
    """Join what all gates look at."""
    for gate in _gates:
        rows = gate.join(rows)
    return rows


def refusal(thread: Thread, now: datetime) -> ContributionRefused | None:
    """Return why nobody may write in a thread now, None where it is open."""
    return _first(gate.refusal(thread, now) for gate in _gates)


def check(thread: Thread, now: datetime) -> None:
    """Refuse what is written while the thread is shut.

    Raises:
        ContributionRefused: says when it takes posts.
    """
    if (found := refusal(thread, now)) is not None:
        raise found


def check_free(thread: Thread) -> None:
    """Refuse to take a thread away from where somebody holds on to it.

    Raises:
        ContributionRefused: says who does, and what to do instead.
    """
    if (found := _first(gate.hold(thread) for gate in _gates)) is not None:
        raise found
