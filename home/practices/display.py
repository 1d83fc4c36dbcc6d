"""What the pages of practices show beside their own text: rows, names of terms, relations."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import QueryDict
from wagtail.models import Page

from community.taxonomy.models import Term
from foundation import clock, structured_data
from home.practices import facets, maps, reading, relations, structured
from home.practices.enums import Kind, Status
from home.practices.models.confirmation import Confirmation

if TYPE_CHECKING:
    from home.practices.models import CollectionPage, StoryPage
    from home.practices.querysets import StoryQuerySet

PER_PAGE = 20
# After this long without a word, a story is shown as not confirmed (FEATURES A18).
FRESH_FOR = timedelta(days=365)
ICONS = {
    "remittances": "cash-coin",
    "skills-entrepreneurship": "tools",
    "decentralized-cooperation": "arrow-left-right",
    "integration": "people",
    "rights-protection": "person",
    "local-governance": "bank",
    "labour-mobility": "geo-alt",
    "return-reintegration": "arrow-left",
    "multilevel-coordination": "diagram-3",
    "capacity-building": "journal-plus",
}


def main_theme(story: "StoryPage") -> Term | None:
    """The top theme of the first theme a story is filed under; reads prefetched rows."""
    first = min(story.themes.all(), key=lambda term: term.position, default=None)
    return (first.parent or first) if first else None


def items(stories: "Iterable[StoryPage]") -> list[dict[str, Any]]:
    """Return what a list shows of each story; the languages of all take one query."""
    stories = list(stories)
    languages: dict[Any, list[str]] = {}
    written = (
        Page.objects.filter(
            translation_key__in=[story.translation_key for story in stories], live=True, alias_of__isnull=True
        )
        .order_by("locale_id")
        .values_list("translation_key", "locale__language_code")
    )
    for key, code in written:
        languages.setdefault(key, []).append(code.upper())
    return [
        {
            "story": story,
            "places": places(story),
            "theme": (theme := main_theme(story)),
            "theme_icon": ICONS.get(theme.slug, "circle") if theme else "circle",
            "languages": ", ".join(languages.get(story.translation_key, [])),
            "levels": sorted({territory.level.label for territory in story.territories.all()}),
            "shows_status": story.status in {Status.PLANNED, Status.ENDED},
        }
        for story in stories
    ]


def places(story: "StoryPage") -> list[str]:
    """The names on the corridor line, one or two."""
    return [name for name in (story.place, story.partner_place) if name]


def browse(everything: "StoryQuerySet", query: QueryDict) -> dict[str, Any]:
    """Return the list of practices as an address asks for it: rows, facets with counts, map."""
    chosen = facets.Chosen.from_query(query)
    found = everything.fitting(chosen)
    page_obj = Paginator(found.for_listing().newest_first(), PER_PAGE).get_page(query.get("page"))
    counted = facets.count(everything, chosen)
    return {
        "chosen": chosen,
        "removals": facets.removals(counted, chosen),
        "followable": facets.known_theme(chosen),
        "facets": counted,
        "only_failures": chosen.of("kind") == (Kind.FAILURE,),
        "more_open": any(not facet.first and chosen.of(facet.name) for facet in counted),
        "page_obj": page_obj,
        "items": items(page_obj.object_list),
        "found": page_obj.paginator.count,
        "total": everything.count() if chosen.pairs else page_obj.paginator.count,
        "nearest": facets.nearest(everything, chosen) if not page_obj.paginator.count else None,
        "map": maps.browse_map(everything, found),
    }


def story(page: "StoryPage") -> dict[str, Any]:
    """Return everything the story's page shows beside its fields."""
    prefetch_related_objects([page], *maps.MAPPED, "territories__level", "themes__parent")
    written = (
        type(page)
        .objects.filter(translation_key=page.translation_key)
        .filter(live=True, alias_of__isnull=True)
        .select_related("locale")
    )
    related = relations.of(page)
    confirmed_on = last_confirmed(page.translation_key)
    described = structured.describe(page, confirmed_on)
    return {
        "confirmed_on": confirmed_on,
        "is_fresh": confirmed_on is not None and confirmed_on > (clock.now() - FRESH_FOR).date(),
        "structured": described,
        "structured_script": structured_data.script(described),
        "item": items([page])[0],
        "caption": maps.caption(page),
        "related_items": [row | {"reason": related.reason(row["story"])} for row in items(related.stories)],
        "written_in": [
            (version.locale.language_code, version.locale.get_display_name(), version.address) for version in written
        ],
        "map": maps.plate(page),
        "territory_list": list(page.territories.all()),
        **reading.parts(page),
    }


def collection(page: "CollectionPage") -> dict[str, Any]:
    """Return the stories of a collection in its language tree, in the editor's order; what is gone leaves a line."""
    values = [block["value"] for block in page.stories.raw_data]
    keys = dict(Page.objects.filter(pk__in=[value["story"] for value in values]).values_list("pk", "translation_key"))
    model = page._meta.apps.get_model("practices", "StoryPage")
    stories = model.objects.readable(locale=page.locale).filter(translation_key__in=keys.values()).for_listing()
    found = {item["story"].translation_key: item for item in items(stories)}
    rows = [(found.get(keys.get(value["story"])), value.get("why", "")) for value in values]
    return {"rows": rows, "gone": sum(item is None for item, _why in rows)}


def last_confirmed(story_key: UUID) -> date | None:
    """Return when somebody last said that a story is still true."""
    days = Confirmation.objects.filter(story_key=story_key).order_by("-confirmed_on")
    return days.values_list("confirmed_on", flat=True).first()
