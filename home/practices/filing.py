"""What a story is found by: read off its fields, and kept in rows that facets are counted from."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import transaction

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import terms_of
from community.territories.models import Corridor, Territory
from community.territories.models.country import Named
from home.practices.enums import Known
from home.practices.filed import LANGUAGES
from home.practices.models.facet import StoryFacet

if TYPE_CHECKING:
    from home.practices.models import StoryPage

Pair = tuple[str, str]


@transaction.atomic
def record(story: "StoryPage") -> None:
    """Keep what a story is found by, and where it belongs, true to what it says.

    Facet rows are shared by all language versions; the version the others come from decides.
    """
    found = sorted(set(pairs(story)))
    story.filed = snapshot(story, found)
    type(story)._default_manager.filter(pk=story.pk).update(filed=story.filed)
    if story.source.pk != story.pk:
        return
    rows = StoryFacet.objects.filter(story_key=story.translation_key)
    known = {(row.facet, row.value): row.pk for row in rows}
    rows.filter(pk__in=[pk for pair, pk in known.items() if pair not in found]).delete()
    StoryFacet.objects.bulk_create(
        [
            StoryFacet(story_key=story.translation_key, facet=facet, value=value)
            for facet, value in found
            if (facet, value) not in known
        ],
        ignore_conflicts=True,
    )


def snapshot(story: "StoryPage", found: list[Pair]) -> dict[str, Any]:
    """Return what `home.practices.filed` reads of a story."""
    return {
        "themes": [term.slug for term in story.themes.all()],
        "places": [_place(place) for place in story.territories.all()],
        "corridors": [
            {"slug": row.slug, "origin": _end(row.origin_end), "residence": _end(row.residence_end)}
            for row in Corridor.objects.filter(pk__in=[one.pk for one in story.corridors.all()]).with_ends()
        ],
        "facets": [list(pair) for pair in found],
    }


def _place(place: Territory) -> dict[str, Any]:
    countries = sorted(country.iso for country in place.countries.all())
    return {**_end(place), "level": place.level.slug, "countries": countries}


def _end(end: Named | None) -> dict[str, Any]:
    names = {language: getattr(end, f"name_{language}", "") for language in LANGUAGES}
    latitude, longitude = getattr(end, "latitude", None), getattr(end, "longitude", None)
    return {
        "kind": type(end).__name__.lower(),
        "key": getattr(end, "iso", "") or getattr(end, "slug", ""),
        "names": {language: name for language, name in names.items() if name},
        "at": None if latitude is None or longitude is None else [float(latitude), float(longitude)],
    }


def refresh(stories: "Iterable[StoryPage]") -> None:
    """Keep stories true to places that changed."""
    for story in stories:
        record(story)


def pairs(story: "StoryPage") -> Iterator[Pair]:
    """Every (facet, value) a story is found by; a term is found by its parent too."""
    yield from _terms(story)
    yield from _places(story)
    yield from _answers(story)
    for slug in _values(story.partners.raw_data, "kind"):
        yield from _branch("actor", Vocabulary.ACTOR_KINDS, slug)
    for depth in _values(story.given.raw_data, "depth"):
        yield "depth", depth
    for block in story.coverage.raw_data:
        yield "stage", block["value"]["stage"]
        for service in block["value"].get("services") or []:
            yield "service", service
    if any(block["type"] == "risk_cover" for block in story.arrangements.raw_data):
        yield "risk", Known.YES


def _terms(story: "StoryPage") -> Iterator[Pair]:
    for facet, terms in (
        ("theme", story.themes),
        ("instrument", story.instruments),
        ("beneficiary", story.beneficiary_groups),
        ("stage", story.stages),
        ("direction", story.directions),
    ):
        for term in terms.select_related("parent"):
            for slug in term.branch:
                yield facet, slug
    if story.maturity:
        yield "maturity", story.maturity.slug


def _places(story: "StoryPage") -> Iterator[Pair]:
    for territory in story.territories.select_related("level__parent").prefetch_related("countries"):
        for slug in territory.level.branch:
            yield "level", slug
        for country in territory.countries.all():
            yield "country", country.iso
            if country.world_region:
                yield "region", country.world_region
    for corridor in story.corridors.all():
        yield "corridor", corridor.slug


def _answers(story: "StoryPage") -> Iterator[Pair]:
    yield "kind", story.kind
    yield "evidence", story.evidence
    yield "act", story.act
    yield "budget", story.budget_line
    yield "low_resource", story.low_resource
    yield "power", story.needs_migration_power
    if story.movement:
        yield "movement", story.movement


def _values(blocks: list[dict], name: str) -> set[str]:
    return {block["value"].get(name) or "" for block in blocks} - {""}


def _branch(facet: str, vocabulary: Vocabulary, slug: str) -> Iterator[Pair]:
    term = next((term for term in terms_of(vocabulary) if term.slug == slug), None)
    for value in term.branch if term else (slug,):
        yield facet, value
