"""New items of the library, for digests."""

from datetime import datetime

from community.digests.sources import Item as Told
from community.digests.sources import Section, register
from home.library.models import Item


def collect(language: str, since: datetime, now: datetime) -> list[Told]:
    """Return the items first public after `since`."""
    rows = Item.objects.public().filter(public_at__gt=since, public_at__lte=now).for_listing()
    return [
        Told(
            key=f"library:{row.pk}",
            stamp=row.public_at or now,
            section=Section.LIBRARY,
            title=row.title,
            summary=row.description[:300],
            note=f"{row.get_kind_display()}, {row.author}",
            path=f"/{language}/library/{row.slug}/",
            language=row.lang or language,
            themes=frozenset(slug for term in row.themes.all() for slug in term.branch),
        )
        for row in rows
    ]


def join() -> None:
    """Tell digests of this source."""
    register("library", collect)
