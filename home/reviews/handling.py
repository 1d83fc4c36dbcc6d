"""What Wagtail asks of the task, answered by services: a model may not import them, so they register here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from community.members.models import User

# A name, its words, and whether the back office asks for more before it is done.
Action = tuple[str, Any, bool]


@dataclass
class Handling:
    """actions: what a user may do at this step; act: does it; moderated: steps she is asked for."""

    actions: Callable[[Page, User], list[Action]]
    act: Callable[..., None]
    moderated: Callable[[User], list[int]]


_handling: list[Handling] = []


def register(handling: Handling) -> None:
    """Say who answers."""
    _handling[:] = [handling]


def current() -> Handling:
    """Return who answers."""
    return _handling[0]
