"""The parts of a map that no reader changes: land and graticule. Each is drawn once and kept.

Units are those of the view box; angles are degrees.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from foundation import projection
from foundation.projection import Frame, Point, Ring

# Land smaller than this many steradians, or wholly south of this latitude, is left out of the bands.
SMALLEST_LAND = 0.0002
SOUTHERNMOST = -58.0
MARGIN = 12.0

PLATE_WIDTH, PLATE_HEIGHT = 720, 480
NEATLINE = 14.0


@dataclass(frozen=True)
class Band:
    """A rectangle cut from the Equal Earth projection. west to north: degrees; narrow: x kept on phones."""

    kind: str
    west: float
    east: float
    south: float
    north: float
    width: int
    height: int
    narrow: tuple[float, float]

    @property
    def scale(self) -> float:
        """Units per sphere radius."""
        return self.width / (projection.equal_earth(self.east, 0)[0] - projection.equal_earth(self.west, 0)[0])

    def project(self, longitude: float, latitude: float) -> Point:
        """Return the drawing point of a place, which may lie outside the band."""
        x, y = projection.equal_earth(longitude, latitude)
        left, top = projection.equal_earth(self.west, 0)[0], projection.equal_earth(0, self.north)[1]
        return (x - left) * self.scale, (top - y) * self.scale


HOME = Band("home", -168, 150, -46, 58, 1280, 520, (296, 888))
BROWSE = Band("browse", -138, 148, -38, 62, 1200, 520, (0, 1200))
BANDS = {band.kind: band for band in (HOME, BROWSE)}


@lru_cache(maxsize=4)
def band_base(kind: str) -> tuple[str, str]:
    """Return the land and graticule paths of the band of that kind ("home" or "browse")."""
    band = BANDS[kind]
    frame = Frame(-MARGIN, -MARGIN, band.width + MARGIN, band.height + MARGIN)
    rings: list[Ring] = []
    for ring in projection.coastlines("land-world"):
        if max(y for _x, y in ring) < SOUTHERNMOST:
            continue
        for part in projection.shifted(ring):
            drawn = [band.project(x, y) for x, y in part]
            if projection.area(drawn) / band.scale**2 < SMALLEST_LAND:
                continue
            cut = projection.clip(drawn, frame)
            if len(cut) > 2:
                rings.append(projection.simplify(cut, 0.45))
    return projection.outline(rings), _band_graticule(band)


def _band_graticule(band: Band) -> str:
    parts = []
    for longitude in range(-180, 181, 30):
        meridian = [band.project(longitude, latitude) for latitude in range(-60, 76, 5)]
        inside = [(x, y) for x, y in meridian if -60 <= x <= band.width + 60]
        parts.append(projection.line(projection.simplify(inside, 0.4)))
    for latitude in range(-60, 90, 30):
        y = band.project(0, latitude)[1]
        if 0 <= y <= band.height:
            parts.append(f"M0 {y:.0f}H{band.width}")
    return "".join(parts)


@dataclass(frozen=True)
class View:
    """How a plate looks at the Earth. longitude, latitude: its middle; scale: units per sphere radius."""

    longitude: float
    latitude: float
    scale: float

    def project(self, longitude: float, latitude: float) -> Point:
        """Return the drawing point of a place."""
        return self.place(projection.azimuthal(longitude, latitude, (self.longitude, self.latitude)))

    def place(self, spot: Point) -> Point:
        """Return the drawing point of a projected point, in sphere radii with y upwards."""
        return PLATE_WIDTH / 2 + spot[0] * self.scale, PLATE_HEIGHT / 2 - spot[1] * self.scale

    @property
    def reach(self) -> float:
        """Degrees from the middle to beyond the corners, at most a hemisphere."""
        corner = math.hypot(PLATE_WIDTH, PLATE_HEIGHT) / 2 / self.scale * 1.1
        return math.degrees(2 * math.asin(min(corner / 2, 0.85)))


def plate_view(spots: tuple[Point, ...]) -> View:
    """Return the view that shows (longitude, latitude) spots with room for their words; one spot: 32 degrees wide."""
    longitude, latitude = projection.middle(spots)
    drawn = [projection.azimuthal(x, y, (longitude, latitude)) for x, y in spots]
    across = max(x for x, _y in drawn) - min(x for x, _y in drawn)
    down = max(y for _x, y in drawn) - min(y for _x, y in drawn)
    widest = PLATE_WIDTH / math.radians(32)
    scale = min(widest, PLATE_WIDTH * 0.62 / max(across, 1e-6), PLATE_HEIGHT * 0.66 / max(down, 1e-6))
    return View(round(longitude, 2), round(latitude, 2), round(scale, 1))


@lru_cache(maxsize=512)
def plate_base(view: View) -> tuple[str, str]:
    """Return the land and graticule paths of a plate."""
    centre, reach = (view.longitude, view.latitude), view.reach
    frame = Frame(-MARGIN, -MARGIN, PLATE_WIDTH + MARGIN, PLATE_HEIGHT + MARGIN)
    rings: list[Ring] = []
    wrong = False
    for ring in projection.coastlines("land-near"):
        if not any(_near(spot, centre, reach) for spot in ring):
            continue
        pressed, flipped = projection.within(ring, centre, reach)
        wrong ^= flipped
        cut = projection.clip([view.place(spot) for spot in pressed], frame)
        if len(cut) > 2 and projection.area(cut) > 5:
            rings.append(projection.simplify(cut, 0.7))
    if wrong:
        rings.append([(frame.left, frame.top), (frame.right, frame.top), (frame.right, frame.bottom),
                      (frame.left, frame.bottom)])  # fmt: skip
    return projection.outline(rings), _plate_graticule(view)


def _near(spot: Point, centre: Point, reach: float) -> bool:
    # The cheap test of latitude spares most of the world the costly one.
    return abs(spot[1] - centre[1]) <= reach and projection.angle_between(spot, centre) <= reach


def _plate_graticule(view: View) -> str:
    step = 5 if view.reach < 18 else 10
    parts = []
    for number in range(-180, 180, step):
        for fixed in (True, False):
            steps = range(-80, 81, 2) if fixed else range(-180, 181, 2)
            if not fixed and not -80 <= number <= 80:
                continue
            run: list[Point] = []
            for other in steps:
                spot = (number, other) if fixed else (other, number)
                if projection.angle_between(spot, (view.longitude, view.latitude)) <= view.reach:
                    run.append(view.project(*spot))
                elif run:
                    parts.append(projection.line(projection.simplify(run, 0.5)))
                    run = []
            if run:
                parts.append(projection.line(projection.simplify(run, 0.5)))
    return "".join(parts)
