"""What a form tells of a discussion, on its way to the service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from community.discussions.models import Space
from community.members.models import User
from community.taxonomy.models import Term


@dataclass(frozen=True)
class Plan:
    """A discussion as it was planned. questions: first day and text, in the order of days; stories: page names."""

    title: str
    note: str
    language: str
    space: Space
    themes: Iterable[Term]
    facilitators: Iterable[User]
    zone: str
    starts_on: date
    ends_on: date
    reply_due_days: int
    questions: tuple[tuple[date, str], ...]
    stories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One question of the form that members fill in."""

    label: str
    help: str = ""
    is_required: bool = True
    is_long: bool = True
