"""Days on the clock of a discussion's zone. A state is never stored: it is right at the very local midnight."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


def today(zone: str, now: datetime) -> date:
    """Return the day it is in a zone."""
    return now.astimezone(ZoneInfo(zone)).date()


def midnight(day: date, zone: str) -> datetime:
    """Return the first moment of a day in a zone, also where the clocks jump over midnight or show it twice.

    A time that a clock jumps over is read as if it had not jumped yet: that is the moment of the jump, which begins
    the day there. Of a midnight that comes twice the first begins the day.
    """
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
