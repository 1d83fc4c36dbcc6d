"""Maps of who works with whom: a band of the world, and a chart plate of one pair or place.

Rules: section "Map" of docs/components.md. Drawings are in units of their view box; Earth angles in degrees.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext, ngettext

from foundation import projection
from foundation.charts import BANDS, BROWSE, HOME, PLATE_HEIGHT, PLATE_WIDTH, Band, band_base, plate_base, plate_view
from foundation.labels import Box, place

MERGE_UNDER = 14.0
HIT_RADIUS = 15.0
MOST_LABELS = 14
# So many ties of one pair of places are drawn, each with more curve; more would be a hedge.
MOST_ALIKE = 4
POINT_RADIUS = {"practice": 6.0, "partner": 4.5, "muted": 4.5}
# Font sizes; on phones the home band is cropped, the browse band shrunk. They match components.css.
LABEL_SIZE = {"home": 14.5, "browse": 14.5, "plate": 23.0}
NARROW_SIZE = {"home": 23.0, "browse": 42.0}


@dataclass(frozen=True)
class Place:
    """A place with a point on the map. latitude, longitude: degrees, rounded to 0.1.

    state: "practice", "partner" or "muted" (filtered out). priority: the higher, the sooner it gets its label.
    """

    latitude: float
    longitude: float
    label: str
    url: str = ""
    state: str = "practice"
    priority: int = 0

    @property
    def at(self) -> projection.Point:
        """Longitude and latitude, in the order of x and y."""
        return round(self.longitude, 1), round(self.latitude, 1)


@dataclass(frozen=True)
class Arc:
    """A tie a source states. kind: "partnership" (solid) or "movement" (dotted, no agreement)."""

    start: Place
    end: Place
    kind: str = "partnership"


@dataclass(frozen=True)
class Point:
    """One dot of the drawing. x, y, radius: units; count: places merged into it; link: whether it can be one."""

    x: float
    y: float
    radius: float
    state: str
    label: str
    url: str
    count: int
    priority: int
    link: bool = False


@dataclass(frozen=True)
class Label:
    """Words on the map. x, y: base line; anchor: SVG text-anchor; narrow: for phones, which crop the band."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Route:
    """An arc as an SVG path."""

    path: str
    kind: str


@dataclass(frozen=True)
class WorldMap:
    """A drawing ready for its template. kind: "home", "browse" or "plate"; weight: about how many KB it adds."""

    kind: str
    width: int
    height: int
    land: str
    graticule: str
    points: tuple[Point, ...]
    routes: tuple[Route, ...]
    labels: tuple[Label, ...]
    narrow_labels: tuple[Label, ...]
    name: str
    weight: int

    @property
    def view_box(self) -> str:
        """The SVG view box."""
        return f"0 0 {self.width} {self.height}"


def control_point(start: projection.Point, end: projection.Point, k: float) -> projection.Point:
    """Return the control point of the arc between two drawing points.

    It lies 2k chord lengths from the middle, along the normal that points to the top of the map.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    normal = (dy, -dx) if dx >= 0 else (-dy, dx)
    return (start[0] + end[0]) / 2 + 2 * k * normal[0], (start[1] + end[1]) / 2 + 2 * k * normal[1]


def curvature(chord: float, width: float, repeat: int = 0) -> float:
    """Return k for a chord on a map of that width, both in units. repeat: how often the pair came before."""
    k = 0.5 if chord < 60 else 0.12 if chord > width / 2 else 0.20
    return k + 0.06 * repeat


def home_band(places: Sequence[Place], arcs: Sequence[Arc] = ()) -> WorldMap:
    """Return the wide band of the home page, 1280 by 520 units."""
    return _band(HOME, places, arcs)


def browse_band(places: Sequence[Place], arcs: Sequence[Arc] = ()) -> WorldMap:
    """Return the band above the list of practices, 1200 by 520 units."""
    return _band(BROWSE, places, arcs)


def plate(places: Sequence[Place], arcs: Sequence[Arc] = ()) -> WorldMap:
    """Return a chart plate round one place or a few, 720 by 480 units."""
    everyone = _with_ends(places, arcs)
    view = plate_view(tuple(entry.at for entry in everyone))
    base = plate_base(view)
    spots = {entry.at: view.project(*entry.at) for entry in everyone}
    return _draw("plate", PLATE_WIDTH, PLATE_HEIGHT, base, spots, everyone, arcs)


def _band(band: Band, places: Sequence[Place], arcs: Sequence[Arc]) -> WorldMap:
    everyone = _with_ends(places, arcs)
    spots = {entry.at: band.project(*entry.at) for entry in everyone}
    return _draw(band.kind, band.width, band.height, band_base(band.kind), spots, everyone, arcs)


def _with_ends(places: Sequence[Place], arcs: Sequence[Arc]) -> list[Place]:
    found = {entry.at: entry for arc in arcs for entry in (arc.start, arc.end)}
    found.update({entry.at: entry for entry in places})
    return list(found.values())


def _draw(
    kind: str,
    width: int,
    height: int,
    base: tuple[str, str],
    spots: dict[projection.Point, projection.Point],
    places: list[Place],
    arcs: Sequence[Arc],
) -> WorldMap:
    shown = [entry for entry in places if 0 <= spots[entry.at][0] <= width and 0 <= spots[entry.at][1] <= height]
    points = with_links(merged([_point(entry, spots[entry.at]) for entry in shown], MERGE_UNDER))
    routes = _routes(arcs, spots, width)
    narrow: tuple[Label, ...] = ()
    if kind in BANDS:
        narrow = _labels(points, NARROW_SIZE[kind], width, height, crop=BANDS[kind].narrow)
    return WorldMap(
        kind=kind,
        width=width,
        height=height,
        land=base[0],
        graticule=base[1],
        points=tuple(points),
        routes=tuple(routes),
        labels=_labels(points, LABEL_SIZE[kind], width, height),
        narrow_labels=narrow,
        name=_name(shown, routes),
        weight=max(1, round(len(base[0]) * 0.45 / 1000)),
    )


def _point(entry: Place, spot: projection.Point) -> Point:
    x, y = round(spot[0], 1), round(spot[1], 1)
    return Point(x, y, POINT_RADIUS[entry.state], entry.state, entry.label, entry.url, 1, entry.priority)


def merged(points: Sequence[Point], under: float) -> list[Point]:
    """Return the points with any nearer than `under` units to another made one point with a count.

    The point of highest priority keeps its place, words and state; ones filtered out join only each other.
    """
    kept: list[Point] = []
    # Only points in the same square or in one beside it can be near.
    squares: dict[tuple[bool, int, int], list[int]] = defaultdict(list)
    rank = {"practice": 2, "partner": 1, "muted": 0}
    for point in sorted(points, key=lambda one: (-rank[one.state], -one.priority)):
        muted, column, row = point.state == "muted", int(point.x // under), int(point.y // under)
        beside = [
            at for dx in (-1, 0, 1) for dy in (-1, 0, 1) for at in squares.get((muted, column + dx, row + dy), ())
        ]
        near = (at for at in sorted(beside) if math.dist((point.x, point.y), (kept[at].x, kept[at].y)) < under)
        at = next(near, None)
        if at is None:
            squares[muted, column, row].append(len(kept))
            kept.append(point)
        else:
            other = kept[at]
            kept[at] = replace(other, count=other.count + point.count, radius=max(other.radius, 9.0), url="")
    return kept


def with_links(points: Sequence[Point]) -> list[Point]:
    """Return the points, marking as links those with an address whose hit circle meets no earlier one."""
    done: list[Point] = []
    for point in points:
        free = all(math.hypot(point.x - other.x, point.y - other.y) >= 2 * HIT_RADIUS for other in done if other.link)
        done.append(replace(point, link=bool(point.url) and free))
    return done


def _routes(arcs: Sequence[Arc], spots: dict[projection.Point, projection.Point], width: float) -> list[Route]:
    seen: dict[frozenset[projection.Point], int] = {}
    routes = []
    for arc in arcs:
        pair = frozenset((arc.start.at, arc.end.at))
        if len(pair) < 2:
            continue
        repeat = seen.get(pair, 0)
        if repeat == MOST_ALIKE:
            continue
        seen[pair] = repeat + 1
        start, end = spots[arc.start.at], spots[arc.end.at]
        k = curvature(math.dist(start, end), width, repeat)
        x, y = control_point(start, end, k)
        path = f"M{start[0]:.0f} {start[1]:.0f}Q{x:.0f} {y:.0f} {end[0]:.0f} {end[1]:.0f}"
        routes.append(Route(path, arc.kind))
    return routes


def _labels(
    points: Sequence[Point], size: float, width: float, height: float, crop: tuple[float, float] | None = None
) -> tuple[Label, ...]:
    left, right = crop or (0, width)
    taken = [
        Box(one.x - one.radius - 2, one.y - one.radius - 2, one.x + one.radius + 2, one.y + one.radius + 2)
        for one in points
    ]
    taken += [Box(-1e4, -1e4, left, 1e4), Box(right, -1e4, 1e4, 1e4)]
    found: list[Label] = []
    for point in sorted(points, key=lambda one: (one.state == "muted", -one.priority)):
        if point.state == "muted" or not point.label or len(found) == MOST_LABELS:
            continue
        gap = point.radius + max(6, size * 0.35)
        spot = place(point.label, point.x, point.y, size=size, gap=gap, taken=taken, width=width, height=height)
        if spot is not None:
            taken.append(spot.box)
            found.append(Label(point.label, spot.x, spot.y, spot.anchor))
    return tuple(found)


def _name(places: Sequence[Place], routes: Sequence[Route]) -> str:
    if len(places) <= 4:
        shown = ", ".join(entry.label for entry in places if entry.label)
        return gettext("Map: %(places)s. Coastlines only.") % {"places": shown}
    practices = sum(entry.state == "practice" for entry in places)
    first = ngettext("Map of %(count)d place with a practice", "Map of %(count)d places with a practice", practices)
    then = ngettext("and %(count)d tie between places", "and %(count)d ties between places", len(routes))
    end = gettext("The list on this page says the same.")
    return f"{first % {'count': practices}} {then % {'count': len(routes)}}. {end}"
