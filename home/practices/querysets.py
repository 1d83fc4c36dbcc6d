"""Reads of stories."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from wagtail.models import Locale, Page

from community.taxonomy.models import Term
from foundation.pages import WalledQuerySet

if TYPE_CHECKING:
    from home.practices.facets import Chosen
    from home.practices.models import StoryFacet  # noqa: F401  # the row type, named in strings below


class StoryFacetQuerySet(models.QuerySet["StoryFacet"]):
    """Facet rows, narrowed by adjectives."""

    def matching(self, facet: str, values: tuple[str, ...]) -> "StoryFacetQuerySet":
        """Rows of one facet with one of `values`."""
        return self.filter(facet=facet, value__in=values)

    def counted(self) -> dict[tuple[str, str], int]:
        """How many stories have each (facet, value), in one query."""
        rows = self.order_by().values_list("facet", "value").annotate(n=Count("story_key", distinct=True))
        return {(facet, value): n for facet, value, n in rows}


class StoryQuerySet(WalledQuerySet):
    """Stories, narrowed by adjectives."""

    def readable(self, *, locale: Locale) -> "StoryQuerySet":
        """Live stories of one language tree, stand-ins for missing translations included, none behind a wall."""
        return self.open_to_all().filter(locale=locale)

    def sources(self) -> "StoryQuerySet":
        """Each public story once: the version the others come from, in whatever language it was written."""
        older = self.model._default_manager.filter(
            translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"), alias_of__isnull=True
        )
        return self.open_to_all().filter(~Exists(older), alias_of__isnull=True)

    def fitting(self, chosen: "Chosen") -> "StoryQuerySet":
        """Stories that fit every facet chosen; within a facet, any of its values."""
        rows: Any = self
        rows_of_facets = self.model.facet_rows()
        for facet, values in chosen.values:
            if facet == "language":
                rows = rows.filter(translation_key__in=written_in(list(values)).values("translation_key"))
            else:
                found = rows_of_facets.matching(facet, values).filter(story_key=OuterRef("translation_key"))
                rows = rows.filter(Exists(found))
        return rows

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
    return Page.objects.filter(Q(live=True, alias_of__isnull=True, locale__language_code__in=languages))
