"""When a consultation closes: at the end of its last day, on the clock of the place it names."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def closing(last_day: date, zone: str) -> datetime:
    """Return the moment at which `last_day` is over in `zone`.

    Where clocks jump over midnight, it is the moment of the jump; where they show it twice, the first time.
    """
    return datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def place(zone: str) -> str:
    """Return the place that a time zone is named after: "Africa/Bamako" gives "Bamako"."""
    return zone.rpartition("/")[2].replace("_", " ")
