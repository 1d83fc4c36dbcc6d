"""Loading the countries, territories and corridors that the founding report names."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Corridor, Country, Region, Territory

Rows = list[dict[str, Any]]
SOURCE = Path(__file__).resolve().parents[1] / "fixtures"


@transaction.atomic
def load(*, source: Path = SOURCE) -> None:
    """Write what is missing of the three lists of `source`. Repeatable; needs the vocabularies."""
    _countries(_read(source, "countries"))
    countries = {country.iso: country for country in Country.objects.all()}
    _territories(_read(source, "territories"), countries)
    _corridors(_read(source, "corridors"), countries)


def _countries(rows: Rows) -> None:
    kept = set(Country.objects.values_list("iso", flat=True))
    for row in rows:
        if row["iso"] not in kept:
            Country.objects.create(
                iso=row["iso"],
                world_region=row["world_region"],
                latitude=row.get("latitude"),
                longitude=row.get("longitude"),
                decentralisation=row.get("decentralisation") or "",
                roles=row["roles"],
                source_lines=row["source_lines"],
                **_names(row["labels"]),
            )


def _territories(rows: Rows, countries: dict[str, Country]) -> None:
    kept = set(Territory.objects.values_list("slug", flat=True))
    levels = {term.slug: term for term in Term.objects.of(Vocabulary.TERRITORY_LEVELS)}
    for row in rows:
        if row["slug"] not in kept:
            territory = Territory.objects.create(
                slug=row["slug"],
                level=levels[row["level"]],
                latitude=round(row["latitude"], 1),
                longitude=round(row["longitude"], 1),
                basis=row["basis"],
                note=row.get("note") or "",
                **_names(row["names"]),
            )
            named = row["country"] if isinstance(row["country"], list) else [row["country"]]
            territory.countries.set([countries[iso] for iso in named if iso])


def _corridors(rows: Rows, countries: dict[str, Country]) -> None:
    kept = set(Corridor.objects.values_list("slug", flat=True))
    for row in rows:
        if row["slug"] not in kept:
            Corridor.objects.create(
                origin=countries[row["origin"]],
                residence=countries.get(row.get("residence") or ""),
                residence_region=_region(row),
                basis=row["basis"],
                source_lines=row["source_lines"],
            )


def _region(row: dict[str, Any]) -> Region | None:
    if not row.get("residence_region"):
        return None
    slug = row["slug"].partition("-")[2]
    region, _made = Region.objects.get_or_create(slug=slug, defaults=_names(row["residence_region_names"]))
    return region


def _read(source: Path, name: str) -> Rows:
    rows: Rows = json.loads((source / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def _names(labels: dict[str, str]) -> dict[str, str]:
    return {f"name_{language}": name for language, name in labels.items()}
