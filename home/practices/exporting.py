"""Stories as tables and as JSON, each with where it comes from; hidden names stay hidden."""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from foundation import tables
from home.practices import reading
from home.practices.models import StoryPage

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# Column names are for machines: the same in every language.
COLUMNS = (
    "id",
    "url",
    "title",
    "standfirst",
    "type",
    "form",
    "language",
    "place",
    "partner_place",
    "tie",
    "territories",
    "countries",
    "corridors",
    "themes",
    "stages",
    "instruments",
    "beneficiary_groups",
    "movement",
    "status",
    "begins",
    "ends",
    "evidence",
    "maturity",
    "partners",
    "contributions",
    "results",
    "did_not_work",
    "lessons",
    "needs",
    "budget",
    "currency",
    "staff",
    "legal_act",
    "budget_line",
    "source",
    "source_lines",
    "published",
    "changed",
    "licence",
)


def records(stories: Any) -> list[dict[str, Any]]:
    """Return each story as a flat record; lists hold strings. Queries do not grow with the stories."""
    rows = stories.select_related("locale", "alias_of__locale", "maturity").prefetch_related(
        "territories__countries", "corridors", "themes", "stages", "instruments", "beneficiary_groups"
    )
    return [_record(story) for story in rows.newest_first()]


# Columns that are fields of the story as they are.
SAME = (
    "title",
    "standfirst",
    "form",
    "place",
    "partner_place",
    "tie",
    "movement",
    "status",
    "begins",
    "ends",
    "evidence",
    "currency",
    "staff",
    "budget_line",
)
SETS = ("corridors", "themes", "stages", "instruments", "beneficiary_groups")


def _record(story: StoryPage) -> dict[str, Any]:
    countries = {country.iso for place in story.territories.all() for country in place.countries.all()}
    return {
        "id": str(story.translation_key),
        "url": f"{settings.SITE_URL}{story.address}",
        "type": story.kind,
        "language": story.content_language,
        "territories": [place.slug for place in story.territories.all()],
        "countries": sorted(countries),
        "maturity": story.maturity.slug if story.maturity else "",
        "budget": str(story.budget) if story.budget is not None else "",
        "legal_act": story.act,
        "source": story.source_reference,
        "source_lines": [f"{first}-{last}" for first, last in story.source_lines],
        "published": story.first_published_at,
        "changed": story.last_published_at,
        "licence": LICENCE,
        **{name: getattr(story, name) for name in SAME},
        **{name: [row.slug for row in getattr(story, name).all()] for name in SETS},
        **_told(story),
    }


def _told(story: StoryPage) -> dict[str, list[str]]:
    needs = ((value.get("heading"), value.get("text")) for value in _values(story.transfer))
    return {
        "partners": [_partner(value) for value in _values(story.partners)],
        "contributions": [f"{value['what']} ({value['depth']})" for value in _values(story.given)],
        "results": [value["text"] for value in _values(story.results)],
        "did_not_work": [value["text"] for value in _values(story.failures)],
        "lessons": [str(block["value"]) for block in story.lessons.raw_data],
        "needs": [" ".join(part for part in need if part) for need in needs],
    }


def _values(stream: Any) -> list[dict[str, Any]]:
    return [block["value"] for block in stream.raw_data]


def _partner(value: dict[str, Any]) -> str:
    shown = reading.partner(value)
    return f"{shown['name']} ({shown['role']})" if shown["role"] else shown["name"]


def as_json(stories: Any, address: str) -> tuple[str, bytes]:
    """Return the type and the text: the records, and where they come from."""
    rows = records(stories)
    whole = {"source": "Corridor", "address": address, "licence": LICENCE, "count": len(rows), "practices": rows}
    text = json.dumps(whole, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return "application/json; charset=utf-8", text.encode()


def _cells(stories: Any) -> list[list[Any]]:
    return [[_cell(record[name]) for name in COLUMNS] for record in records(stories)]


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return " | ".join(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def as_csv(stories: Any, address: str) -> tuple[str, bytes]:
    """Return the type and the table."""
    return "text/csv; charset=utf-8", tables.as_csv(COLUMNS, _cells(stories)).encode()


def as_xlsx(stories: Any, address: str) -> tuple[str, bytes]:
    """Return the type and the workbook."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return kind, tables.as_xlsx("Practices", COLUMNS, _cells(stories))


FORMS: dict[str, Callable[[Any, str], tuple[str, bytes]]] = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}
