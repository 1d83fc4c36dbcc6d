"""New briefs, for digests."""

from datetime import datetime

from django.db.models import Prefetch

from community.digests.sources import Item, Section, register
from community.taxonomy.models import Term
from foundation.pages import tree_of
from home.briefs.models import BriefPage


def collect(language: str, since: datetime, now: datetime) -> list[Item]:
    """Return the briefs first published after `since`, as the tree of `language` shows them."""
    locale = tree_of(language)
    briefs = (
        BriefPage.objects.readable(locale=locale)
        .filter(first_published_at__gt=since, first_published_at__lte=now, withdrawn_on__isnull=True)
        .prefetch_related(Prefetch("themes", queryset=Term.objects.select_related("parent")))
    )
    return [
        Item(
            key=f"brief:{brief.translation_key}",
            stamp=brief.first_published_at,
            section=Section.BRIEFS,
            title=brief.title,
            summary=brief.standfirst,
            path=f"/{language}/briefs/{brief.slug}/",
            language=brief.content_language,
            themes=frozenset(slug for term in brief.themes.all() for slug in term.branch),
        )
        for brief in briefs
    ]


def join() -> None:
    """Tell digests of this source."""
    register("briefs", collect)
