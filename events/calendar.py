"""One exchange as a calendar file."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from events.models import ExchangePage


def build(exchange: ExchangePage, *, page: ExchangePage, now: datetime) -> bytes:
    """Return the exchange as iCalendar.

    Args:
        exchange: the source version, whose facts count and which gives the identifier that never changes.
        page: the version whose words are used.
        now: the present, aware.
    """
    address = settings.SITE_URL + page.path_on_site
    event = Event()
    event.add("uid", f"{exchange.translation_key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", now)
    event.add("dtstart", exchange.starts_at)
    event.add("dtend", exchange.ends_at)
    event.add("summary", page.title)
    event.add("description", f"{page.promise}\n\n{address}")
    event.add("url", address)
    event.add("status", "CANCELLED" if exchange.is_cancelled else "CONFIRMED")
    if place := page.place:
        event.add("location", place)
    calendar = Calendar()
    calendar.add("prodid", "-//Corridor//Exchanges//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
