"""Maps of practices: the plate beside a story, the band above the list and on the home page."""

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from community.territories.models import Corridor, Country, Territory
from foundation import world_map
from home.practices.enums import Tie

if TYPE_CHECKING:
    from home.practices.models import StoryPage
    from home.practices.querysets import StoryQuerySet

# Degrees of longitude; places farther apart are shown on the world.
WIDEST_PLATE = 110
# What a map needs of each story.
MAPPED = ("territories__countries", Prefetch("corridors", queryset=Corridor.objects.with_ends()))


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
    return _("%(places)s. Coastlines only; no borders are shown.") % {
        "places": " – ".join(name for name in (page.place, page.partner_place) if name)
    }
