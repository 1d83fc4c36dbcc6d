"""What the home page shows of every room."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Locale

from community.discussions.models import Thread
from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import terms_of
from events.models import ExchangePage
from foundation import clock
from home.briefs import display as brief_display
from home.briefs.models import BriefPage
from home.practices import display, facets, maps
from home.practices.display import ICONS
from home.practices.enums import Detail, Movement, Tie
from home.practices.models import StoryPage

PRACTICES = 4


def gather(*, locale: Locale, request: HttpRequest) -> dict[str, Any]:
    """Return the home page's parts: map, sentence form, what is open now, practices, themes, a brief."""
    now = clock.now()
    stories = StoryPage.objects.readable(locale=locale)
    newest = display.items(_lead_first(stories)[:PRACTICES])
    levels, themes = _facets(stories)
    brief = BriefPage.objects.readable(locale=locale).order_by("number").first()
    return {
        "map": maps.home_map(stories),
        "total": stories.count(),
        "lead": newest[0] if newest else None,
        "lead_map": maps.plate(newest[0]["story"]) if newest else None,
        "more": newest[1:],
        "themes": [value for value in themes.values if value.count],
        "theme_icons": ICONS,
        "levels": levels.values,
        "movements": Movement.choices,
        "needs": [term for term in terms_of(Vocabulary.THEMES) if term.parent_id is None],
        "brief": brief_display.rows([brief])[0] if brief else None,
        "exchange": ExchangePage.objects.published(locale=locale).scheduled().coming(now=now).first(),
        "question": Thread.objects.public().waiting().for_listing().order_by("-created_at").first(),
        "busiest": Thread.objects.public()
        .filter(is_closed=False, reply_count__gt=0)
        .for_listing()
        .order_by("-last_post_at")
        .first(),
        "now": now,
    }


def _lead_first(stories: Any) -> list[StoryPage]:
    """The newest told at length with a stated partnership, whose chart has an arc to show; then the newest of all."""
    rows = stories.for_listing().newest_first()
    lead = rows.filter(tie=Tie.PARTNERSHIP, detail=Detail.BOX).first()
    rest = list(rows.exclude(pk=lead.pk if lead else None)[:PRACTICES])
    return [lead, *rest] if lead else rest


def _facets(stories: Any) -> tuple[facets.Facet, facets.Facet]:
    return facets.one("level", stories), facets.one("theme", stories)
