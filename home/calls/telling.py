"""What a caller tells of a call, from the form to the row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from community.taxonomy.models import Term


@dataclass(frozen=True)
class Told:
    """What a caller tells. criteria: (title, weight) each, in their order."""

    title: str
    wanted: str
    text: str
    themes: Iterable[Term]
    countries: list[str]
    zone: str
    opens_at: datetime
    closes_at: datetime
    criteria: tuple[tuple[str, int], ...] = ()
