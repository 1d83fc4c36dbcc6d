"""New stories, for digests."""

from datetime import datetime

from django.db.models import Prefetch

from community.digests.sources import Item, Section, register
from community.taxonomy.models import Term
from foundation.pages import tree_of
from home.practices.models import StoryPage


def collect(language: str, since: datetime, now: datetime) -> list[Item]:
    """Return the stories first published after `since`, as the tree of `language` shows them."""
    locale = tree_of(language)
    stories = (
        StoryPage.objects.readable(locale=locale)
        .filter(first_published_at__gt=since, first_published_at__lte=now)
        .select_related("locale", "alias_of__locale")
        .prefetch_related(Prefetch("themes", queryset=Term.objects.select_related("parent")))
    )
    return [
        Item(
            key=f"story:{story.translation_key}",
            stamp=story.first_published_at,
            section=Section.STORIES,
            title=story.title,
            summary=story.standfirst,
            place=" – ".join(part for part in (story.place, story.partner_place) if part),
            path=f"/{language}/practices/{story.slug}/",
            language=story.content_language,
            themes=frozenset(slug for term in story.themes.all() for slug in term.branch),
        )
        for story in stories
    ]


def join() -> None:
    """Tell digests of this source."""
    register("stories", collect)
