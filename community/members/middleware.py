"""Times are shown in the reader's own zone."""

import zoneinfo
from collections.abc import Callable
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

ZONE_COOKIE = "corridor_zone"


class TimeZoneMiddleware:
    """Activate the zone of the member's profile, else the one a visitor chose (cookie), else UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle the request in the reader's zone."""
        with timezone.override(_known(self._zone(request))):
            return self.get_response(request)

    def _zone(self, request: HttpRequest) -> str:
        profile = getattr(request.user, "profile", None)
        return profile.time_zone if profile is not None else request.COOKIES.get(ZONE_COOKIE, "UTC")


def _known(name: str) -> zoneinfo.ZoneInfo:
    # A cookie is whatever its sender likes: an unknown name is nobody's fault and means UTC.
    return zoneinfo.ZoneInfo(name if name in _zones() else "UTC")


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())
