"""Coming exchanges, for digests."""

from datetime import datetime, timedelta

from django.db.models import Prefetch, Q

from community.digests.sources import Item, Section, register
from community.taxonomy.models import Term
from events.models import ExchangePage
from foundation.pages import tree_of

# So near, an exchange is told however long ago it was announced; whoever heard of it hears nothing again.
NEAR = timedelta(days=21)


def collect(language: str, since: datetime, now: datetime) -> list[Item]:
    """Return coming exchanges that were announced after `since` or are near, as the tree of `language` shows them."""
    locale = tree_of(language)
    new = Q(first_published_at__gt=since)
    exchanges = (
        ExchangePage.objects.published(locale=locale)
        .filter(new | Q(starts_at__lte=now + NEAR), first_published_at__lte=now, starts_at__gt=now)
        .scheduled()
        .order_by("starts_at", "pk")
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
