"""Whether what a member sends is shown at once, or held until a facilitator has read it.

The rule is the moderation's, which sits higher: it registers here, and whoever takes contributions asks here.
"""

from collections.abc import Callable
from datetime import datetime

from community.members.contributions import ContributionState
from community.members.models import User

_rules: list[Callable[[User, datetime], bool]] = []


def register(must_wait: Callable[[User, datetime], bool]) -> None:
    """Let `must_wait(author, now)` say that what the author sends now is held."""
    _rules.append(must_wait)


def first_state(author: User, *, now: datetime) -> ContributionState:
    """Return the state in which a contribution of this author begins; ask within the transaction that writes it."""
    waits = any(must_wait(author, now) for must_wait in _rules)
    return ContributionState.HELD if waits else ContributionState.PUBLISHED
