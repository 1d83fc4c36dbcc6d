"""What the pages of practices show beside their own text: rows, maps, names of terms, relations."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from wagtail.models import Page

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.taxonomy.words import labels_of
from community.territories.models import Corridor, Country, Territory
from foundation import world_map
from home.practices.enums import Status, Tie

if TYPE_CHECKING:
    from home.practices.models import StoryPage
    from home.practices.querysets import StoryQuerySet

PER_PAGE = 20
# Degrees of longitude; places farther apart are shown on the world.
WIDEST_PLATE = 110
# What a map needs of each story.
MAPPED = ("territories__countries", Prefetch("corridors", queryset=Corridor.objects.with_ends()))
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


def story(page: "StoryPage") -> dict[str, Any]:
    """Return everything the story's page shows beside its fields."""
    model = type(page)
    prefetch_related_objects([page], *MAPPED, "territories__level", "themes__parent")
    keys = [key for _pk, key in _keys(page)]
    related = model.objects.readable(locale=page.locale).filter(translation_key__in=keys).for_listing()
    written = (
        type(page)
        .objects.filter(translation_key=page.translation_key)
        .filter(live=True, alias_of__isnull=True)
        .select_related("locale")
    )
    return {
        "item": items([page])[0],
        "step_rows": [_step(block.value) for block in page.steps],
        "gap_rows": [str(block.value) for block in page.gaps],
        "caption": caption(page),
        "partner_rows": [_partner(block.value) for block in page.partners],
        "related_items": items(related),
        "written_in": [
            (version.locale.language_code, version.locale.get_display_name(), version.address) for version in written
        ],
        "map": plate(page),
        "territory_list": list(page.territories.all()),
    }


def _keys(page: "StoryPage") -> list[tuple[int, Any]]:
    ids = [block["value"] for block in page.related.raw_data if block]
    return list(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))


def _step(value: Any) -> dict[str, str]:
    when = value.get("when", "")
    return {
        "title": f"{when}: {value['heading']}" if when else value["heading"],
        "text": value.get("text", ""),
        "state": "done",
    }


def _partner(value: Any) -> dict[str, Any]:
    kinds, roles = labels_of(Vocabulary.ACTOR_KINDS), labels_of(Vocabulary.PARTNER_ROLES)
    return {
        "name": value["name"],
        "detail": ", ".join(
            part for part in (kinds.get(value.get("kind") or "", ""), value.get("country", "")) if part
        ),
        "role": roles.get(value.get("role") or "", ""),
        "lead": (value.get("role") or "") in {"lead", "co-lead"},
        "brought": value.get("brought", ""),
    }


def plate(page: "StoryPage") -> world_map.WorldMap | None:
    """The chart beside the title: the story's places, and the arc to where a stated corridor leads."""
    points = [_place(territory, "practice") for territory in page.territories.all()]
    arcs = _arcs(page, points)
    if not points:
        return None
    places = [*points, *(arc.end for arc in arcs)]
    longitudes = [place.longitude for place in places]
    if max(longitudes) - min(longitudes) > WIDEST_PLATE:
        return world_map.browse_band(places, arcs)
    return world_map.plate(places, arcs)


def browse_map(everything: "StoryQuerySet", found: "StoryQuerySet") -> world_map.WorldMap:
    """The map above the list: what the filters leave, and what they hide."""
    shown = set(found.values_list("pk", flat=True))
    points: list[world_map.Place] = []
    arcs: list[world_map.Arc] = []
    for page in everything.select_related("locale").prefetch_related(*MAPPED):
        state = "practice" if page.pk in shown else "muted"
        own = [_place(territory, state, page.address) for territory in page.territories.all()]
        points += own
        if page.pk in shown:
            arcs += _arcs(page, own)
    return world_map.browse_band(_one_a_spot([*points, *(arc.end for arc in arcs)]), arcs)


def home_map(everything: "StoryQuerySet") -> world_map.WorldMap:
    """The band on the home page: every practice, every stated tie."""
    points: list[world_map.Place] = []
    arcs: list[world_map.Arc] = []
    for page in everything.select_related("locale").prefetch_related(*MAPPED):
        own = [_place(territory, "practice", page.address) for territory in page.territories.all()]
        points += own
        arcs += _arcs(page, own)
    return world_map.home_band(_one_a_spot([*points, *(arc.end for arc in arcs)]), arcs)


def _one_a_spot(points: list[world_map.Place]) -> list[world_map.Place]:
    """Keep one point a spot: a practice wins over a hidden one, that over a partner's ring."""
    rank = {"practice": 0, "muted": 1, "partner": 2}
    best: dict[tuple[float, float], world_map.Place] = {}
    for point in sorted(points, key=lambda point: rank[point.state]):
        best.setdefault((point.latitude, point.longitude), point)
    return list(best.values())


def _place(territory: Territory, state: str, url: str = "") -> world_map.Place:
    return world_map.Place(
        latitude=float(territory.latitude),
        longitude=float(territory.longitude),
        label=territory.name,
        url=url or "",
        state=state,
    )


def _arcs(page: "StoryPage", points: list[world_map.Place]) -> list[world_map.Arc]:
    """Arcs from the story's own place to the other end of each corridor; only what a source states."""
    if not points or page.tie == Tie.PLACE:
        return []
    own = list(page.territories.all())
    here = {*own, *(country for territory in own for country in territory.countries.all())}
    arcs = []
    for corridor in page.corridors.all():
        far = corridor.origin_end if corridor.residence_end in here else corridor.residence_end
        if not isinstance(far, Country | Territory) or far.latitude is None or far.longitude is None:
            continue
        end = world_map.Place(float(far.latitude), float(far.longitude), far.name, state="partner", priority=1)
        arcs.append(world_map.Arc(points[0], end, kind=page.tie))
    return arcs


def caption(page: "StoryPage") -> str:
    """The line under the chart."""
    return _("%(places)s. Coastlines only; no borders are shown.") % {"places": " – ".join(places(page))}
