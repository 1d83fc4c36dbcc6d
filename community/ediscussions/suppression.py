"""Which cells of a table may be shown, so that nobody is counted in a small group and no total gives one away.

Small cells are hidden together in one line without names. Whoever knows the total and every cell that is shown knows
the sum of that line; so it takes in larger cells too, until at least two values fit every cell in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

LEAST = 5


@dataclass(frozen=True)
class Cells:
    """A table that may be shown. hidden: what the line without names adds up to; 0 where there is none."""

    shown: tuple[tuple[str, int], ...]
    hidden: int = 0


def safe(cells: Iterable[tuple[str, int]]) -> Cells:
    """Return a table without cells below LEAST, from which none of them can be worked out. Empty cells are left out."""
    counted = sorted((cell for cell in cells if cell[1]), key=lambda cell: cell[1])
    small = [total for _label, total in counted if total < LEAST]
    large = [cell for cell in counted if cell[1] >= LEAST]
    taken: list[int] = []
    while small and large and not _is_vague(small, taken, large[0][1]):
        taken.append(large.pop(0)[1])
    return Cells(tuple(sorted(large, key=lambda cell: (-cell[1], cell[0]))), sum(small) + sum(taken))


def _is_vague(small: list[int], taken: list[int], next_shown: int) -> bool:
    """Say whether the small cells can add up to two numbers at least, for who knows the sum and how this is done.

    She knows how many cells are small (1 to LEAST - 1 each), how many larger ones were taken in (each between LEAST and
    the smallest that is shown), and what all of them add up to.
    """
    total = sum(small) + sum(taken)
    if not taken:
        # What the small ones add up to is known: it must say nothing about one of them, and be no small number itself.
        return len(small) > 1 and total >= LEAST and len(small) < total < (LEAST - 1) * len(small)
    lowest = max(LEAST * len(taken), total - (LEAST - 1) * len(small))
    highest = min(next_shown * len(taken), total - len(small))
    return highest > lowest
