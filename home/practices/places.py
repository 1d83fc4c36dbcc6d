"""What the pages of territories and corridors show of practices."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.territories import sections
from community.territories.models import Corridor, Territory
from foundation.pages import tree_of
from home.practices import reading
from home.practices.models import StoryPage

PARTNERS_SHOWN = 20


def _rows(stories: Any) -> sections.Rows:
    return [
        {"kind": _("Practice"), "title": story.title, "url": story.address, "summary": story.standfirst}
        for story in stories.for_listing().newest_first()
    ]


def of_territory(territory: Territory) -> sections.Rows:
    """Stories of a territory, in the reader's language tree."""
    return _rows(StoryPage.objects.readable(locale=tree_of(get_language())).filter(territories=territory))


def of_corridor(corridor: Corridor) -> sections.Rows:
    """Stories along a corridor, in the reader's language tree."""
    return _rows(StoryPage.objects.readable(locale=tree_of(get_language())).filter(corridors=corridor))


def partnerships(territory: Territory, reader: Any) -> sections.Shelf:
    """Who works together in the stories of a territory: each partner that may be named, with its role."""
    stories = StoryPage.objects.readable(locale=tree_of(get_language())).filter(territories=territory)
    rows: dict[tuple[str, int], dict[str, str]] = {}
    for story in stories.select_related("locale").only("title", "url_path", "locale", "partners").newest_first():
        for row in reading.named_partners(story):
            note = f"{row['role']}: {story.title}" if row["role"] else story.title
            rows.setdefault((row["name"], story.pk), {"title": row["name"], "url": story.address, "note": note})
    return sections.Shelf(title=_("Partnerships"), rows=list(rows.values())[:PARTNERS_SHOWN])


def join() -> None:
    """Tell the pages of places."""
    sections.register_shelf(partnerships)
    sections.register(of_territory=of_territory, of_corridor=of_corridor)
