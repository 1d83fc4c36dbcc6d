"""The names of countries and corridors from memory: every list with filters shows them, whatever it lists."""

import time
from collections.abc import Iterable
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from community.territories.models import Corridor, Country

# Seconds after which another process's change is seen; this process's own changes are seen at once.
KEPT = 60
LANGUAGES = ("en", "fr", "es", "ar")
SIDES = ("origin", "residence")

Names = dict[str, str]

_kept: list[tuple[float, dict[str, dict[str, Names]]]] = []


def countries() -> dict[str, str]:
    """Return the names of all countries in the active language, by ISO code."""
    return {iso: _own(names) for iso, names in _known()["country"].items()}


def corridors() -> dict[str, str]:
    """Return the names of all corridors in the active language, by slug: as the corridor itself is written."""
    origins, residences = (_known()[side] for side in SIDES)
    return {slug: f"{_own(names)} – {_own(residences[slug])}" for slug, names in origins.items()}


def forget() -> None:
    """Read everything anew next time."""
    _kept.clear()


def _own(names: Names) -> str:
    return names.get((get_language() or "en")[:2]) or names["en"]


def _known() -> dict[str, dict[str, Names]]:
    known = next(iter(_kept), None)
    if known is None or time.monotonic() - known[0] > KEPT:
        found: dict[str, dict[str, Names]] = {kind: {} for kind in ("country", *SIDES)}
        for kind, key, *names in _rows():
            found[kind][key] = dict(zip(LANGUAGES, names, strict=True))
        known = (time.monotonic(), found)
        _kept[:] = [known]
    return known[1]


def _rows() -> Iterable[tuple[Any, ...]]:
    """Kind, key and the names in each language of every country and of both ends of every corridor, in one query."""
    rows = Country.objects.order_by().values_list(Value("country"), "iso", *(f"name_{code}" for code in LANGUAGES))
    sides = [
        Corridor.objects.order_by().values_list(Value(side), "slug", *(_end(side, code) for code in LANGUAGES))
        for side in SIDES
    ]
    return rows.union(*sides, all=True)


def _end(side: str, code: str) -> Coalesce:
    """The name of the one place that an end of a corridor is."""
    return Coalesce(*(f"{side}{kind}__name_{code}" for kind in ("_territory", "", "_region")))
