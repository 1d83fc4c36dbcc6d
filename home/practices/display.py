"""What the pages of practices show beside their own text: rows, names of terms, relations."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from wagtail.models import Page

from community.comments.closing import FIELDS as CLOSING
from community.taxonomy.models import Term
from foundation import clock, structured_data
from home.practices import facets, filed, maps, reading, relations, structured
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
    """The top theme of the first theme a story is filed under."""
    first = next(iter(filed.themes(story)), None)
    return (first.parent or first) if first else None


def versions_of(page: "StoryPage") -> "list[StoryPage]":
    """Return all language versions of a story, oldest first, with little more than their addresses; one query.

    Whether comments are open is asked of the first of them.
    """
    rows = type(page).objects.filter(translation_key=page.translation_key).select_related("locale").order_by("pk")
    told = ("translation_key", "url_path", "path", "alias_of_id", "live", "locale__language_code")
    return list(rows.only(*told, *CLOSING))


def _written(page: "StoryPage") -> "list[StoryPage]":
    """The live versions that somebody wrote, in the order of the site's languages."""
    order = [code for code, _name in settings.LANGUAGES]
    live = [one for one in page.language_versions if one.live and one.alias_of_id is None]
    return sorted(live, key=lambda one: order.index(one.locale.language_code))


def _languages(story: "StoryPage") -> list[str]:
    """Codes of the languages somebody wrote a story in: as a list brought them with it, else from its versions."""
    if hasattr(story, "written_en"):
        return [code for code, _name in settings.LANGUAGES if getattr(story, f"written_{code}")]
    return [one.locale.language_code for one in _written(story)]


def items(stories: "Iterable[StoryPage]") -> list[dict[str, Any]]:
    """Return what a list shows of each story, without a query where the rows came `for_listing`."""
    return [
        {
            "story": story,
            "places": places(story),
            "theme": (theme := main_theme(story)),
            "theme_icon": ICONS.get(theme.slug, "circle") if theme else "circle",
            "languages": ", ".join(code.upper() for code in _languages(story)),
            "levels": sorted({spot.level_label for spot in filed.places(story)}),
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
    drawn = maps.browse(everything, chosen)
    page_obj = CountedPaginator(found.for_listing().newest_first(), PER_PAGE, count=drawn.shown).get_page(
        query.get("page")
    )
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
        "found": drawn.shown,
        "total": drawn.total,
        "nearest": facets.nearest(everything, chosen) if not drawn.shown else None,
        "map": drawn.map,
    }


class CountedPaginator(Paginator):
    """A paginator that is told how many rows there are."""

    def __init__(self, rows: Any, per_page: int, *, count: int) -> None:
        super().__init__(rows, per_page)
        self.__dict__["count"] = count


def story(page: "StoryPage", walls: Iterable[str] | None = None) -> dict[str, Any]:
    """Return everything the story's page shows beside its fields, in three queries."""
    related = relations.beside(page, walls)
    page.__dict__.setdefault("source", next((one for one in page.language_versions if one.alias_of_id is None), page))
    known = page.__dict__
    confirmed_on = known["confirmed_on"] if "confirmed_on" in known else last_confirmed(page.translation_key)
    described = structured.describe(page, confirmed_on)
    names = dict(settings.LANGUAGES)
    return {
        "confirmed_on": confirmed_on,
        "is_fresh": confirmed_on is not None and confirmed_on > (clock.now() - FRESH_FOR).date(),
        "structured": described,
        "structured_script": structured_data.script(described),
        "item": items([page])[0],
        "caption": maps.caption(page),
        "related_items": [row | {"reason": relations.reason(page, row["story"])} for row in items(related)],
        "written_in": [
            (one.locale.language_code, names[one.locale.language_code], one.address) for one in _written(page)
        ],
        "map": maps.plate(page),
        "place_list": filed.places(page),
        "corridor_list": filed.corridors(page),
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


def confirmations(story_key: Any) -> Any:
    """Return the days on which somebody said that a story is still true, newest first. story_key: or an expression."""
    rows = Confirmation.objects.filter(story_key=story_key).order_by("-confirmed_on")
    return rows.values_list("confirmed_on", flat=True)


def last_confirmed(story_key: UUID) -> date | None:
    """Return when somebody last said that a story is still true."""
    day: date | None = confirmations(story_key).first()
    return day
