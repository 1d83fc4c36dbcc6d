"""Coming exchanges, for digests."""

from datetime import datetime

from django.db.models import Prefetch

from community.digests.sources import Item, Section, register
from community.taxonomy.models import Term
from events.models import ExchangePage
from foundation.pages import tree_of


def collect(language: str, since: datetime, now: datetime) -> list[Item]:
    """Return the exchanges announced after `since` that are still to come, as the tree of `language` shows them."""
    locale = tree_of(language)
    exchanges = (
        ExchangePage.objects.published(locale=locale)
        .filter(first_published_at__gt=since, first_published_at__lte=now)
        .scheduled()
        .coming(now=now)
        .select_related("locale", "alias_of__locale")
        .prefetch_related(Prefetch("themes", queryset=Term.objects.select_related("parent")))
    )
    return [
        Item(
            key=f"exchange:{exchange.translation_key}",
            stamp=exchange.first_published_at,
            section=Section.EXCHANGES,
            title=exchange.title,
            summary=exchange.promise,
            place=exchange.place,
            path=f"/{language}/exchanges/{exchange.slug}/",
            language=exchange.content_language,
            themes=frozenset(slug for term in exchange.themes.all() for slug in term.branch),
            starts_at=exchange.starts_at,
        )
        for exchange in exchanges
    ]


def join() -> None:
    """Tell digests of this source."""
    register("exchanges", collect)
