"""When an exchange is: on the reader's clock, on the host's, and where the others are."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from datetime import time as clock
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.core import UnknownLocaleError
from babel.dates import get_timezone_location
from django.utils import timezone
from django.utils.translation import get_language

if TYPE_CHECKING:
    from events.models import ExchangePage

WORKING_HOURS = range(8, 18)
PLACES_ON_ARC = 5


def city(zone: str) -> str:
    """Return the place that a time zone is named after, in the active language: "Asia/Manila" gives "Manille"."""
    plain = zone.rpartition("/")[2].replace("_", " ")
    try:
        found = get_timezone_location(zone, locale=get_language() or "en", return_city=True)
    except (LookupError, UnknownLocaleError):
        return plain
    # Where the language has no name of its own, Babel gives the zone's, region and all; and a number for Etc/GMT.
    return plain if "/" in found or "GMT" in found else found


@dataclass(frozen=True)
class When:
    """The times of one exchange on the reader's clock and, naive, on the host's. label, host_label: the places."""

    start: datetime
    end: datetime
    zone: str
    label: str
    host_start: datetime
    host_end: datetime
    host_label: str
    others: tuple[tuple[str, str], ...] = ()

    @property
    def same_clock(self) -> bool:
        """Reader and host read the same time."""
        return self.start.replace(tzinfo=None) == self.host_start

    @property
    def is_late(self) -> bool:
        """It begins outside working hours where the reader is."""
        return self.start.hour not in WORKING_HOURS

    @property
    def is_early(self) -> bool:
        """It begins before working hours where the reader is."""
        return self.start.hour < WORKING_HOURS.start

    @property
    def everywhere(self) -> list[tuple[str, clock, clock]]:
        """Place, local start and local end, the reader's own first."""
        places = dict.fromkeys([(self.label, self.zone), *self.others])
        return [
            (name, self.start.astimezone(ZoneInfo(zone)).time(), self.end.astimezone(ZoneInfo(zone)).time())
            for name, zone in places
        ]


def when(exchange: "ExchangePage", *, label: str = "", zones: "Counter[str] | None" = None) -> When:
    """Return an exchange's times.

    Args:
        exchange: its facts, with host and territory at hand.
        label: the reader's place; "" takes the town her time zone is named after.
        zones: how many of those coming live in each time zone.
    """
    zone = timezone.get_current_timezone_name()
    host_label = str(exchange.territory) if exchange.territory_id else city(exchange.zone)
    others = [(host_label, exchange.zone)]
    for name, _number in (zones or Counter()).most_common(PLACES_ON_ARC + 2):
        if name not in (zone, exchange.zone, "UTC") and len(others) <= PLACES_ON_ARC:
            others.append((city(name), name))
    return When(
        start=timezone.localtime(exchange.starts_at),
        end=timezone.localtime(exchange.ends_at),
        zone=zone,
        label=label or city(zone),
        host_start=exchange.host_start,
        host_end=exchange.host_end,
        host_label=host_label,
        others=tuple(others),
    )
