"""What a story is found by: read off its fields, and kept in rows that facets are counted from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import transaction

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import terms_of
from home.practices.enums import Known
from home.practices.models.facet import StoryFacet

if TYPE_CHECKING:
    from home.practices.models import StoryPage

Pair = tuple[str, str]


@transaction.atomic
def record(story: "StoryPage") -> None:
    """Keep the facet rows of a story true to what it says.

    All language versions share them; the version the others come from decides.
    """
    if story.source.pk != story.pk:
        return
    wanted = set(pairs(story))
    rows = StoryFacet.objects.filter(story_key=story.translation_key)
    known = {(row.facet, row.value): row.pk for row in rows}
    rows.filter(pk__in=[pk for pair, pk in known.items() if pair not in wanted]).delete()
    StoryFacet.objects.bulk_create(
        [
            StoryFacet(story_key=story.translation_key, facet=facet, value=value)
            for facet, value in sorted(wanted - known.keys())
        ],
        ignore_conflicts=True,
    )


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
