"""What a page shows of reactions: how many members gave each sign, and whether the reader is one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from community.reactions.enums import Sign
from community.reactions.models import Reaction


@dataclass(frozen=True)
class Tally:
    """One sign to one contribution."""

    sign: str
    label: Any
    icon: str
    total: int
    is_own: bool


ICONS = {Sign.THANKS: "hand-thumbs-up", Sign.SAME: "people"}


def tallies(kind: str, targets: Iterable[int], user: Any) -> dict[int, list[Tally]]:
    """Return the signs to each of some contributions of a kind, in the order of Sign; one query."""
    targets = list(targets)
    if not targets:
        return {}
    mine = Q(member=user.pk if user.is_authenticated else None)
    rows = Reaction.objects.on(kind, targets).order_by().values("target", "sign")
    counted = rows.annotate(total=Count("pk"), own=Count("pk", filter=mine))
    found = {(row["target"], row["sign"]): (row["total"], row["own"] > 0) for row in counted}
    return {
        target: [
            Tally(sign.value, sign.label, ICONS[sign], *found.get((target, sign.value), (0, False))) for sign in Sign
        ]
        for target in targets
    }
