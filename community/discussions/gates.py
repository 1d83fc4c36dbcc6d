"""When a thread takes posts: apps above may shut it for a time, as before a discussion opens. Asked at the moment of
effect, beside what the thread itself says."""

from collections.abc import Callable
from datetime import datetime

from community.discussions.models import Thread
from community.members.contributions import ContributionRefused

Gate = Callable[[Thread, datetime], ContributionRefused | None]
_gates: list[Gate] = []


def register(gate: Gate) -> None:
    """Let `gate(thread, now)` return why nobody may write in a thread now, None where it has nothing against it."""
    _gates.append(gate)


def refusal(thread: Thread, now: datetime) -> ContributionRefused | None:
    """Return why nobody may write in a thread now, None where it is open."""
    return next((found for gate in _gates if (found := gate(thread, now)) is not None), None)


def check(thread: Thread, now: datetime) -> None:
    """Refuse what is written while the thread is shut.

    Raises:
        ContributionRefused: says when it takes posts.
    """
    if (found := refusal(thread, now)) is not None:
        raise found
