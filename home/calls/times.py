"""When a call opens and closes: on the reader's clock and on the caller's."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from events.times import city


@dataclass(frozen=True)
class Moment:
    """One moment on two clocks; `there` is naive, so that templates leave it alone."""

    here: datetime
    here_label: str
    there: datetime
    there_label: str

    @property
    def same_clock(self) -> bool:
        """Reader and caller read the same time."""
        return timezone.make_naive(self.here) == self.there


def moment(at: datetime, zone: str) -> Moment:
    """Return a moment on the clock of the reader and on that of `zone`."""
    here = timezone.localtime(at)
    there = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return Moment(here, city(timezone.get_current_timezone_name()), there, city(zone))


def on_clock_of(zone: str, typed: datetime, *, late: bool = False) -> datetime | None:
    """Return the moment a clock in `zone` shows `typed`; None when it jumps over that hour.

    Where the clock shows it twice, the first time counts, or the second when `late`: nobody is shut out early.
    """
    local = typed.replace(tzinfo=ZoneInfo(zone), fold=int(late))
    moment_there = local.astimezone(ZoneInfo("UTC"))
    shown = moment_there.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    return moment_there if shown == typed else None
