"""Calls that opened, for digests; a closed one is told to nobody."""

from datetime import datetime

from community.digests.sources import Item, Section, register
from home.calls.models import Call


def collect(language: str, since: datetime, now: datetime) -> list[Item]:
    """Return the calls that opened after `since` and are still open."""
    return [
        Item(
            key=f"call:{call.pk}",
            stamp=call.opens_at,
            section=Section.CALLS,
            title=call.title,
            summary=call.text[:300],
            path=f"/{language}/calls/{call.slug}/",
            language=language,
            themes=frozenset(slug for term in call.themes.all() for slug in term.branch),
        )
        for call in Call.objects.open(now=now).filter(opens_at__gt=since).for_listing()
    ]


def join() -> None:
    """Tell digests of this source."""
    register("calls", collect)
