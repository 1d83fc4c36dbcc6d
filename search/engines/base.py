"""What every engine does."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

# Ranking every match of a common word costs seconds at a million rows (docs/decisions): rank this many at most.
MOST_RANKED = 1000
FEW = 20


@dataclass(frozen=True)
class Hit:
    """A row that fits: its primary key and its rank, higher is better."""

    entry_id: int
    rank: float


class Engine(Protocol):
    """Finds rows of the search table."""

    def index(self, entry_ids: Iterable[int]) -> None:
        """Make the rows findable, or found by their present text."""

    def forget(self, entry_ids: Iterable[int]) -> None:
        """Make the rows unfindable."""

    def find(self, asked: str, *, audiences: list[str]) -> list[Hit]:
        """Return at most MOST_RANKED rows that hold every word of `asked`, best first.

        Args:
            asked: what the person typed.
            audiences: values of Audience that she belongs to; other rows are not even counted.
        """

    def find_any(self, terms: list[str], *, audiences: list[str], kinds: list[str]) -> list[Hit]:
        """Return at most FEW rows that share words with a sentence, those with the most telling ones first.

        Args:
            terms: folded words; a row holds at least one.
            audiences: as for `find`.
            kinds: values of Kind; other rows are left out.
        """
