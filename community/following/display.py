"""What a page shows of following: the reader's choice, and in a sentence which mails come of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from community.following.enums import Level
from community.following.models import Following

SENTENCES = {
    Level.PLAIN: lambda: _("No mail comes from here. If you follow one of its themes, your weekly digest may name it."),
    Level.FOLLOWED: lambda: _("No mail at once. Your weekly digest names it each week in which something new stands."),
    Level.WATCHED: lambda: _(
        "One mail for each new answer, soon after it is written, and a line in your weekly digest."
    ),
    Level.MUTED: lambda: _("Nothing comes from here, not even when somebody mentions you."),
}


@dataclass(frozen=True)
class Wish:
    """What one member wants to hear of a place. row: what is kept of it, None so far."""

    kind: str
    target: int
    row: Following | None

    @property
    def level(self) -> Level:
        """Her choice."""
        return Level(self.row.level) if self.row is not None else Level.PLAIN

    @property
    def sentence(self) -> str:
        """Which mails come."""
        return SENTENCES[self.level]()

    @property
    def choices(self) -> list[tuple[str, Any, str]]:
        """Value, words and what would come, for each level."""
        return [(level.value, level.label, SENTENCES[level]()) for level in Level]

    @property
    def read_to(self) -> int:
        """Key of the last post she has read."""
        return self.row.read_to if self.row is not None else 0


def wish(user: Any, kind: str, target: int) -> Wish | None:
    """Return what a member wants to hear of a place, in one query; None for a visitor."""
    if not user.is_authenticated:
        return None
    return Wish(kind, target, Following.objects.on(kind, [target]).filter(member=user).first())


def read_marks(user: Any, kind: str, targets: Iterable[int]) -> dict[int, int]:
    """Return how far a member has read each of these places, in one query; a visitor has read nothing."""
    targets = list(targets)
    if not user.is_authenticated or not targets:
        return {}
    return dict(Following.objects.on(kind, targets).filter(member=user).values_list("target", "read_to"))


def choices_of(member_id: int) -> list[tuple[str, int, str]]:
    """Return kind, key and level of every place that a member chose something for."""
    rows = Following.objects.chosen().filter(member=member_id).order_by("pk")
    return list(rows.values_list("kind", "target", "level"))
