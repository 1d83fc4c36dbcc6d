"""Maps of practices: the plate beside a story, the band above the list and on the home page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from foundation import world_map
from home.practices import filed
from home.practices.enums import Tie

if TYPE_CHECKING:
    from home.practices.facets import Chosen
    from home.practices.models import StoryPage
    from home.practices.querysets import StoryQuerySet

# Degrees of longitude; places farther apart are shown on the world.
WIDEST_PLATE = 110
# What a map needs of each story.
MAPPED = ("locale__language_code", "url_path", "filed", "tie")


def plate(page: "StoryPage") -> world_map.WorldMap | None:
    """The chart beside the title: the story's places, and the arc to where a stated corridor leads."""
    points = [_place(spot, "practice") for spot in filed.places(page) if spot.at]
    arcs = _arcs(page, points)
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
    for page in everything.marked(chosen).select_related("locale").only(*MAPPED):
        total += 1
        shown += page.fits
        state = "practice" if page.fits else "muted"
        own = [_place(spot, state, page.address) for spot in filed.places(page) if spot.at]
        points += own
        if page.fits:
            arcs += _arcs(page, own)
    drawing = world_map.browse_band(_one_a_spot([*points, *(arc.end for arc in arcs)]), arcs)
    return Drawn(drawing, shown, total)


def home_map(everything: "StoryQuerySet") -> world_map.WorldMap:
    """The band on the home page: every practice, every stated tie."""
    points: list[world_map.Place] = []
    arcs: list[world_map.Arc] = []
    for page in everything.select_related("locale").only(*MAPPED):
        own = [_place(spot, "practice", page.address) for spot in filed.places(page) if spot.at]
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


def _place(spot: filed.Spot, state: str, url: str = "") -> world_map.Place:
    latitude, longitude = spot.at or (0.0, 0.0)
    return world_map.Place(latitude, longitude, spot.name, url=url or "", state=state)


def _arcs(page: "StoryPage", points: list[world_map.Place]) -> list[world_map.Arc]:
    """Arcs from the story's own place to the other end of each corridor; only what a source states."""
    if not points or page.tie == Tie.PLACE:
        return []
    own = filed.places(page)
    here = {("territory", spot.key) for spot in own} | {("country", iso) for spot in own for iso in spot.countries}
    arcs = []
    for tied in filed.corridors(page):
        far = tied.origin if (tied.residence.kind, tied.residence.key) in here else tied.residence
        if far.at is None:
            continue
        end = world_map.Place(*far.at, far.name, state="partner", priority=1)
        arcs.append(world_map.Arc(points[0], end, kind=page.tie))
    return arcs


def caption(page: "StoryPage") -> str:
    """The line under the chart."""
    return _("%(places)s. Coastlines only; no borders are shown.") % {
        "places": " – ".join(name for name in (page.place, page.partner_place) if name)
    }
