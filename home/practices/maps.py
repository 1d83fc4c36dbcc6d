"""Maps of practices: the plate beside a story, the band above the list and on the home page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation import world_map
from foundation.pages import address_at
from home.practices import filed
from home.practices.enums import Tie

if TYPE_CHECKING:
    from home.practices.facets import Chosen
    from home.practices.models import StoryPage
    from home.practices.querysets import StoryQuerySet

# Degrees of longitude; places farther apart are shown on the world.
WIDEST_PLATE = 110


def plate(page: "StoryPage") -> world_map.WorldMap | None:
    """The chart beside the title: the story's places, and the arc to where a stated corridor leads."""
    reader = get_language() or "en"
    points = [_place(spot, "practice", reader) for spot in filed.places(page) if spot.at]
    arcs = _arcs(filed.places(page), filed.corridors(page), page.tie, points, reader)
    if not points:
        return None
    places = [*points, *(arc.end for arc in arcs)]
    longitudes = [place.longitude for place in places]
    if max(longitudes) - min(longitudes) > WIDEST_PLATE:
        return world_map.browse_band(places, arcs)
    return world_map.plate(places, arcs)


@dataclass(frozen=True)
class Drawn:
    """A map, and how many stories it shows of how many there are."""

    map: world_map.WorldMap
    shown: int
    total: int


def browse(everything: "StoryQuerySet", chosen: "Chosen") -> Drawn:
    """The map above the list: what the filters leave, and what they hide; one query, whatever the number."""
    points: list[world_map.Place] = []
    arcs: list[world_map.Arc] = []
    shown = total = 0
    for group in _groups(everything, chosen):
        total += group.count
        points += group.points
        if group.fits:
            shown += group.count
            arcs += group.arcs
    drawing = world_map.browse_band(_one_a_spot([*points, *(arc.end for arc in arcs)]), arcs)
    return Drawn(drawing, shown, total)


def home_map(everything: "StoryQuerySet") -> world_map.WorldMap:
    """The band on the home page: every practice, every stated tie."""
    groups = list(_groups(everything))
    arcs = [arc for group in groups for arc in group.arcs]
    points = [point for group in groups for point in group.points]
    return world_map.home_band(_one_a_spot([*points, *(arc.end for arc in arcs)]), arcs)


@dataclass(frozen=True)
class _Group:
    """Stories at the same places, which a map draws alike."""

    count: int
    fits: bool
    points: list[world_map.Place]
    arcs: list[world_map.Arc]


def _groups(everything: "StoryQuerySet", chosen: "Chosen | None" = None) -> Iterator[_Group]:
    # Asked once: a thousand places would ask a thousand times.
    reader = get_language() or "en"
    for row in everything.by_place(chosen):
        places, corridors, tie, language, fits, count, url_path, _first = row
        own, address = filed.places_in(places or "[]"), address_at(url_path, language)
        points = [_place(spot, "practice" if fits else "muted", reader, address) for spot in own if spot.at]
        arcs = _arcs(own, filed.corridors_in(corridors or "[]"), tie, points, reader) if fits else []
        yield _Group(count, fits, points, arcs * min(count, world_map.MOST_ALIKE))


def _one_a_spot(points: list[world_map.Place]) -> list[world_map.Place]:
    """Keep one point a spot: a practice wins over a hidden one, that over a partner's ring."""
    rank = {"practice": 0, "muted": 1, "partner": 2}
    best: dict[tuple[float, float], world_map.Place] = {}
    for point in sorted(points, key=lambda point: rank[point.state]):
        best.setdefault((point.latitude, point.longitude), point)
    return list(best.values())


def _place(spot: filed.Spot, state: str, language: str, url: str = "") -> world_map.Place:
    latitude, longitude = spot.at or (0.0, 0.0)
    return world_map.Place(latitude, longitude, spot.name_in(language), url=url, state=state)


def _arcs(
    own: Iterable[filed.Spot], corridors: Iterable[filed.Tied], tie: str, points: list[world_map.Place], language: str
) -> list[world_map.Arc]:
    """Arcs from the story's own place to the other end of each corridor; only what a source states."""
    if not points or tie == Tie.PLACE:
        return []
    here = {("territory", spot.key) for spot in own} | {("country", iso) for spot in own for iso in spot.countries}
    arcs = []
    for tied in corridors:
        far = tied.origin if (tied.residence.kind, tied.residence.key) in here else tied.residence
        if far.at is None:
            continue
        end = world_map.Place(*far.at, far.name_in(language), state="partner", priority=1)
        arcs.append(world_map.Arc(points[0], end, kind=tie))
    return arcs


def caption(page: "StoryPage") -> str:
    """The line under the chart."""
    return _("%(places)s. Coastlines only; no borders are shown.") % {
        "places": " – ".join(name for name in (page.place, page.partner_place) if name)
    }
