"""Working days at the desk: counted on its own clock, without the days it rests."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

ONE = timedelta(days=1)


def last_day(start: datetime, days: int | None = None) -> date:
    """Return the last of the working days that begin with the day after `start`.

    days: how many; settings.DESK_ANSWER_DAYS, if None.
    """
    left = settings.DESK_ANSWER_DAYS if days is None else days
    day = start.astimezone(ZoneInfo(settings.DESK_ZONE)).date()
    while left:
        day += ONE
        left -= day.weekday() not in settings.DESK_WEEKEND
    return day


def due(start: datetime) -> datetime:
    """Return the moment at which the answer to a question asked at `start` is late: when the last day is over."""
    return _midnight(last_day(start) + ONE)


def warning(due_at: datetime) -> datetime:
    """Return when the last day before `due_at` begins."""
    return _midnight(due_at.astimezone(ZoneInfo(settings.DESK_ZONE)).date() - ONE)


def day_of(due_at: datetime) -> date:
    """Return the last day on which an answer is in time."""
    return due_at.astimezone(ZoneInfo(settings.DESK_ZONE)).date() - ONE


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(settings.DESK_ZONE)).astimezone(UTC)
