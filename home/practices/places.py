"""What the pages of territories and corridors show of practices."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.territories import sections
from community.territories.models import Corridor, Territory
from foundation.pages import tree_of
from home.practices.models import StoryPage


def _rows(stories: Any) -> sections.Rows:
    return [
        {"kind": _("Practice"), "title": story.title, "url": story.address, "summary": story.standfirst}
        for story in stories.newest_first()
    ]


def of_territory(territory: Territory) -> sections.Rows:
    """Stories of a territory, in the reader's language tree."""
    return _rows(StoryPage.objects.readable(locale=tree_of(get_language())).filter(territories=territory))


def of_corridor(corridor: Corridor) -> sections.Rows:
    """Stories along a corridor, in the reader's language tree."""
    return _rows(StoryPage.objects.readable(locale=tree_of(get_language())).filter(corridors=corridor))


def join() -> None:
    """Tell the pages of places."""
    sections.register(of_territory=of_territory, of_corridor=of_corridor)
