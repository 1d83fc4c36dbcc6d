"""The arc as a measure of time: the time-box of a discussion and the day arc of an exchange.

Lengths are in drawing units of the SVG view box unless stated.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from foundation.labels import Box, text_width

Point = tuple[float, float]

DAY_START, DAY_END = 8, 18


def split(start: Point, control: Point, end: Point, t: float) -> tuple[Point, Point, Point]:
    """Return (first control, point at t, second control) of a quadratic curve cut at t (0 to 1)."""

    def between(a: Point, b: Point) -> Point:
        return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t

    first, second = between(start, control), between(control, end)
    return first, between(first, second), second


def path(start: Point, control: Point, end: Point) -> str:
    """Return the SVG path of a quadratic curve, with one decimal."""
    return f"M{_n(start[0])} {_n(start[1])}Q{_n(control[0])} {_n(control[1])} {_n(end[0])} {_n(end[1])}"


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class TimeBox:
    """A span of days as an arc. state: "before", "open", "last" or "closed"; day and days count from 1."""

    state: str
    opens: date
    closes: date
    day: int
    days: int
    days_left: int
    days_until: int
    closes_at: datetime | None
    done: str
    rest: str
    now: Point | None


def time_box(opens: date | datetime, closes: date | datetime, now: date | datetime) -> TimeBox:
    """Return the time-box of the days from opens to closes, both included, seen at now.

    Datetimes are read in the current time zone; dates are taken as they are.
    """
    first, last, today = _day(opens), _day(closes), _day(now)
    days = (last - first).days + 1
    day = min(max((today - first).days + 1, 1), days)
    shut = isinstance(closes, datetime) and isinstance(now, datetime) and now >= closes
    if today < first:
        state, t = "before", 0.0
    elif today > last or shut:
        state, t = "closed", 1.0
    elif today == last:
        state, t = "last", 0.95
    else:
        state, t = "open", min(max((day - 0.5) / days, 0.05), 0.93)
    start, control, end = (7.0, 50.0), (120.0, -36.0), (233.0, 50.0)
    first_control, here, second_control = split(start, control, end, t)
    return TimeBox(
        state=state,
        opens=first,
        closes=last,
        day=day,
        days=days,
        days_left=(last - today).days,
        days_until=(first - today).days,
        closes_at=timezone.localtime(closes) if isinstance(closes, datetime) else None,
        done=path(start, first_control, here) if t > 0 else "",
        rest=path(here, second_control, end) if t < 1 else "",
        now=here if state in ("open", "last") else None,
    )


def _day(moment: date | datetime) -> date:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


@dataclass(frozen=True)
class Hour:
    """One or more places that share a clock time. x, y: where; label_x, label_y, anchor: the words' place."""

    places: tuple[str, ...]
    time: str
    day_shift: int
    own: bool
    in_hours: bool
    x: float
    y: float
    label_x: float = 0
    label_y: float = 0
    anchor: str = "start"

    @property
    def names(self) -> str:
        """The places' names, separated by commas."""
        return ", ".join(self.places)


@dataclass(frozen=True)
class DayArc:
    """Twenty-four hours as an arc, with the start of one exchange in several places."""

    start: datetime
    end: datetime
    own_label: str
    hours: tuple[Hour, ...]
    early: str
    day: str
    late: str
    ticks: tuple[tuple[str, float], ...] = field(default=())
    view_box: str = "0 0 700 228"


WIDTH, BASE, PEAK_CONTROL, SIDE = 700.0, 190.0, -150.0, 30.0
SIZE = 16.0


def day_arc(
    start: datetime, end: datetime, zone: str, label: str, others: Sequence[tuple[str, str]], *, mirrored: bool
) -> DayArc:
    """Return the day arc of an exchange.

    start, end: aware datetimes. zone, label: the reader's own time zone (IANA name) and place.
    others: (place, IANA zone) of the rest. mirrored: the day runs from right to left.
    """
    own = ZoneInfo(zone)
    own_day = start.astimezone(own).date()
    shared: dict[tuple[str, int], list[str]] = {}
    for name, other in [(label, zone), *others]:
        local = start.astimezone(ZoneInfo(other))
        names = shared.setdefault((local.strftime("%H:%M"), (local.date() - own_day).days), [])
        if name not in names:
            names.append(name)
    hours = [_hour(names, clock, shift, label, mirrored) for (clock, shift), names in shared.items()]
    hours.sort(key=lambda hour: (not hour.own, hour.time))
    taken: list[Box] = [Box(hour.x - 9, hour.y - 9, hour.x + 9, hour.y + 9) for hour in hours]
    taken += [Box(x - 2, y - 2, x + 2, y + 2) for x, y in (_place(step / 4, mirrored) for step in range(97))]
    placed = sorted((_label(hour, taken) for hour in hours), key=lambda hour: (hour.day_shift, hour.time))
    left, control, right = _ends(mirrored)
    first, at_start, rest = split(left, control, right, DAY_START / 24)
    middle, at_end, last = split(at_start, rest, right, (DAY_END - DAY_START) / (24 - DAY_START))
    return DayArc(
        start=start.astimezone(own),
        end=end.astimezone(own),
        own_label=label,
        hours=tuple(placed),
        early=path(left, first, at_start),
        day=path(at_start, middle, at_end),
        late=path(at_end, last, right),
        ticks=tuple((f"{hour:02}:00", _place(hour, mirrored)[0]) for hour in (0, 6, 12, 18, 24)),
    )


def _ends(mirrored: bool) -> tuple[Point, Point, Point]:
    left, right = (SIDE, BASE), (WIDTH - SIDE, BASE)
    control = (WIDTH / 2, PEAK_CONTROL)
    return (right, control, left) if mirrored else (left, control, right)


def _place(hour: float, mirrored: bool) -> Point:
    return split(*_ends(mirrored), hour / 24)[1]


def _hour(names: list[str], clock: str, shift: int, own: str, mirrored: bool) -> Hour:
    hour = int(clock[:2]) + int(clock[3:]) / 60
    x, y = _place(hour, mirrored)
    return Hour(tuple(names), clock, shift, own in names, DAY_START <= hour < DAY_END, round(x, 1), round(y, 1))


def _label(hour: Hour, taken: list[Box]) -> Hour:
    """Return the hour with its words at the first free place; the last place tried is kept even if taken."""
    width = text_width(f"{hour.time} {hour.names}", SIZE)
    before, after = (hour.x - 14, "end"), (hour.x + 14, "start")
    sides = [before, after] if hour.x < WIDTH / 2 else [after, before]
    below, above = (hour.x, hour.y + 30, "middle"), (hour.x, hour.y - 18, "middle")
    tries = [(sides[0][0], hour.y - 6, sides[0][1]), below, (sides[1][0], hour.y + 8, sides[1][1])]
    tries += [(hour.x, hour.y + 52, "middle"), above]
    if hour.own:
        # Under the arc, on the side where it rises away.
        inner = -1 if hour.x > WIDTH / 2 else 1
        tries = [(hour.x - 14 * inner, hour.y + 30, "end" if inner < 0 else "start"), below, *tries]
    elif not hour.in_hours:
        # Early and late places have their words inside the arc, where there is room.
        tries = [(sides[1][0], hour.y + 11, sides[1][1]), *tries]
    for x, y, anchor in tries:
        left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
        box = Box(left, y - SIZE, left + width, y + 4)
        if left >= 0 and left + width <= WIDTH and not any(box.meets(other) for other in taken):
            break
    taken.append(box)
    return replace(hour, label_x=round(x, 1), label_y=round(y, 1), anchor=anchor)
