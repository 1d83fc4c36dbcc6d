"""From places on Earth to points of a drawing: two equal-area projections, and coastlines cut to a frame.

Angles are in degrees, drawing lengths in units; y grows downwards in drawings.
"""

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

Point = tuple[float, float]
Ring = list[Point]
Projection = Callable[[float, float], Point]

DATA = Path(__file__).resolve().parent / "data"
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT3 = math.sqrt(3)


def equal_earth(longitude: float, latitude: float) -> Point:
    """Return x, y on the Equal Earth projection in sphere radii, y upwards, centred on 0 degrees."""
    theta = math.asin(ROOT3 / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    x = 2 * ROOT3 * math.radians(longitude) * math.cos(theta)
    x /= 3 * (9 * A4 * t6 * t2 + 7 * A3 * t6 + 3 * A2 * t2 + A1)
    return x, theta * (A4 * t6 * t2 + A3 * t6 + A2 * t2 + A1)


def azimuthal(longitude: float, latitude: float, centre: Point) -> Point:
    """Return x, y on Lambert's azimuthal equal-area projection in sphere radii, y upwards.

    centre: (longitude, latitude) of the middle.
    """
    across, north, start = math.radians(longitude - centre[0]), math.radians(latitude), math.radians(centre[1])
    depth = math.sin(start) * math.sin(north) + math.cos(start) * math.cos(north) * math.cos(across)
    k = math.sqrt(2 / max(1 + depth, 1e-9))
    x = k * math.cos(north) * math.sin(across)
    return x, k * (math.cos(start) * math.sin(north) - math.sin(start) * math.cos(north) * math.cos(across))


def angle_between(a: Point, b: Point) -> float:
    """Return the angle between two (longitude, latitude) points."""
    north_a, north_b = math.radians(a[1]), math.radians(b[1])
    half = math.sin((north_b - north_a) / 2) ** 2
    half += math.cos(north_a) * math.cos(north_b) * math.sin(math.radians(b[0] - a[0]) / 2) ** 2
    return math.degrees(2 * math.asin(min(1, math.sqrt(half))))


def middle(places: Iterable[Point]) -> Point:
    """Return the (longitude, latitude) in the middle of some others, over the sphere."""
    x = y = z = 0.0
    for longitude, latitude in places:
        east, north = math.radians(longitude), math.radians(latitude)
        x += math.cos(north) * math.cos(east)
        y += math.cos(north) * math.sin(east)
        z += math.sin(north)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


@lru_cache(maxsize=2)
def coastlines(name: str) -> tuple[tuple[Point, ...], ...]:
    """Return the rings of a data file ("land-world" or "land-near"), as (longitude, latitude)."""
    stored = json.loads((DATA / f"{name}.json").read_text())
    step, rings = stored["precision"], []
    for flat in stored["rings"]:
        x = y = 0
        ring = []
        for i in range(0, len(flat), 2):
            x, y = x + flat[i], y + flat[i + 1]
            ring.append((round(x * step, 2), round(y * step, 2)))
        rings.append(tuple(ring))
    return tuple(rings)


@dataclass(frozen=True)
class Frame:
    """A rectangle that drawings are cut to, from (left, top) to (right, bottom)."""

    left: float
    top: float
    right: float
    bottom: float


def clip(ring: Iterable[Point], frame: Frame) -> Ring:
    """Return the part of a closed ring within a frame (Sutherland and Hodgman)."""
    points = list(ring)
    for axis, limit, sign in ((0, frame.left, 1), (0, frame.right, -1), (1, frame.top, 1), (1, frame.bottom, -1)):
        kept: Ring = []
        for at, here in enumerate(points):
            last = points[at - 1]
            here_in, last_in = (here[axis] - limit) * sign >= 0, (last[axis] - limit) * sign >= 0
            if here_in != last_in:
                t = (limit - last[axis]) / (here[axis] - last[axis])
                kept.append((last[0] + (here[0] - last[0]) * t, last[1] + (here[1] - last[1]) * t))
            if here_in:
                kept.append(here)
        points = kept
        if not points:
            break
    return points


def area(ring: Ring) -> float:
    """Return the area of a closed ring, in square units."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def simplify(ring: Ring, tolerance: float) -> Ring:
    """Return the ring without points nearer than tolerance to the line (Douglas and Peucker)."""
    if len(ring) < 4:
        return ring
    kept = [False] * len(ring)
    kept[0] = kept[-1] = True
    spans = [(0, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        (ax, ay), (bx, by) = ring[first], ring[last]
        length = math.hypot(bx - ax, by - ay)
        worst, at = tolerance, 0
        for i in range(first + 1, last):
            x, y = ring[i]
            off = math.hypot(x - ax, y - ay)
            if length:
                off = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            if off > worst:
                worst, at = off, i
        if at:
            kept[at] = True
            spans += [(first, at), (at, last)]
    return [point for point, keep in zip(ring, kept, strict=True) if keep]


def outline(rings: Iterable[Ring]) -> str:
    """Return one SVG path of closed rings, in whole units and relative steps."""
    parts: list[str] = []
    for ring in rings:
        px, py = round(ring[0][0]), round(ring[0][1])
        steps = []
        x0, y0 = px, py
        for point in ring[1:]:
            x, y = round(point[0]), round(point[1])
            if (x, y) != (px, py):
                steps.append(f"{x - px}{'' if y < py else ' '}{y - py}")
                px, py = x, y
        if len(steps) > 1:
            joined = "".join(step if step.startswith("-") or not at else f" {step}" for at, step in enumerate(steps))
            parts.append(f"M{x0} {y0}l{joined}z")
    return "".join(parts)


def line(points: Iterable[Point]) -> str:
    """Return an open SVG path through points, in whole units."""
    found = [f"{round(x)} {round(y)}" for x, y in points]
    return f"M{found[0]}L{' '.join(found[1:])}" if len(found) > 1 else ""


def shifted(ring: Iterable[Point]) -> list[Ring]:
    """Return a ring with continuous longitudes as rings within -180 to 180 degrees: one, or a part on each side."""
    points = list(ring)
    if all(-180 <= x <= 180 for x, _y in points):
        return [points]
    world = Frame(-180, -91, 180, 91)
    moved = ([(x + turn, y) for x, y in points] for turn in (-360, 0, 360))
    return [part for part in (clip(ring, world) for ring in moved) if part]


def within(ring: Iterable[Point], centre: Point, reach: float) -> tuple[Ring, bool]:
    """Return a ring drawn on the azimuthal projection, pressed to the circle of `reach` degrees round the centre.

    Points beyond the circle move onto it, so nothing near the far side of the Earth cuts across the drawing. The
    second value says whether the pressed ring now wrongly holds, or wrongly lacks, the centre: the caller then
    adds the whole circle once, and the even-odd rule puts it right. Returns sphere radii, y upwards.
    """
    rim = 2 * math.sin(math.radians(reach) / 2)
    pressed: Ring = []
    points = list(ring)
    for at, (longitude, latitude) in enumerate(points):
        x, y = azimuthal(longitude, latitude, centre)
        far = math.hypot(x, y)
        if far > rim:
            before = azimuthal(*points[at - 1], centre)
            pressed += _along_rim(before, (x, y), rim) if math.hypot(*before) > rim else []
            x, y = x / far * rim, y / far * rim
        pressed.append((x, y))
    return pressed, holds(pressed, (0, 0)) != _covers(points, centre)


def _along_rim(a: Point, b: Point, rim: float) -> Ring:
    start, turn = math.atan2(a[1], a[0]), math.atan2(b[1], b[0]) - math.atan2(a[1], a[0])
    turn = (turn + math.pi) % (2 * math.pi) - math.pi
    count = int(abs(turn) / math.radians(10))
    angles = (start + turn * i / (count + 1) for i in range(1, count + 1))
    return [(rim * math.cos(angle), rim * math.sin(angle)) for angle in angles]


def _covers(ring: Ring, place: Point) -> bool:
    return any(holds(ring, (place[0] + turn, place[1])) for turn in (-360, 0, 360))


def holds(ring: Ring, point: Point) -> bool:
    """Return whether a closed ring holds a point, by the even-odd rule."""
    inside = False
    x, y = point
    for at, (ax, ay) in enumerate(ring):
        bx, by = ring[at - 1]
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside
