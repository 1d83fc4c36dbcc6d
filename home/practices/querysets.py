"""Reads of stories."""

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet
from wagtail.models import Locale, Page

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from foundation.pages import WalledQuerySet

if TYPE_CHECKING:
    from home.practices.facets import Chosen


class StoryQuerySet(WalledQuerySet):
    """Stories, narrowed by adjectives."""

    def readable(self, *, locale: Locale) -> "StoryQuerySet":
        """Live stories of one language tree, stand-ins for missing translations included, none behind a wall."""
        return self.open_to_all().filter(locale=locale)

    def originals(self) -> "StoryQuerySet":
        """Each story once: the version others are translated from or stand in for."""
        return self.open_to_all().filter(alias_of__isnull=True, locale=Locale.get_default())

    def fitting(self, chosen: "Chosen") -> "StoryQuerySet":
        """Stories that fit every facet chosen; within a facet, any of its values."""
        rows: Any = self
        if chosen.theme:
            rows = rows.filter(themes__in=Term.objects.of(Vocabulary.THEMES).with_children(list(chosen.theme)))
        if chosen.level:
            rows = rows.filter(
                territories__level__in=Term.objects.of(Vocabulary.TERRITORY_LEVELS).with_children(list(chosen.level))
            )
        if chosen.movement:
            rows = rows.filter(movement__in=chosen.movement)
        if chosen.evidence:
            rows = rows.filter(evidence__in=chosen.evidence)
        if chosen.country:
            rows = rows.filter(territories__countries__iso__in=chosen.country)
        if chosen.language:
            rows = rows.filter(
                translation_key__in=written_in(list(chosen.language)).values("translation_key"),
            )
        return rows.distinct()

    def for_listing(self) -> "StoryQuerySet":
        """With what a row shows, whatever the number of rows."""
        return self.select_related("locale", "alias_of__locale").prefetch_related(
            Prefetch("themes", queryset=Term.objects.select_related("parent")), "territories__level"
        )

    def newest_first(self) -> "StoryQuerySet":
        """By first publication."""
        return self.order_by("-first_published_at", "pk")


def written_in(languages: list[str]) -> "QuerySet[Page]":
    """Pages that somebody wrote in one of `languages` (codes); stand-ins do not count."""
    return Page.objects.filter(live=True, alias_of__isnull=True, locale__language_code__in=languages)
