"""Reads of stories."""

from collections.abc import Iterable
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value, When
from wagtail.models import Locale, Page

from foundation.pages import WalledQuerySet

if TYPE_CHECKING:
    from home.practices.facets import Chosen
    from home.practices.models import StoryFacet  # noqa: F401  # the row type, named in strings below


# Long texts that lists and cross-references never show.
TEXTS = (
    "context",
    "challenge",
    "steps",
    "pictures",
    "documents",
    "components",
    "partners",
    "given",
    "results",
    "indicators",
    "failures",
    "lessons",
    "transfer",
    "gaps",
    "arrangements",
    "maturity_history",
    "coverage",
    "sources",
)


class StoryFacetQuerySet(models.QuerySet["StoryFacet"]):
    """Facet rows, narrowed by adjectives."""

    def matching(self, facet: str, values: tuple[str, ...]) -> "StoryFacetQuerySet":
        """Rows of one facet with one of `values`."""
        return self.filter(facet=facet, value__in=values)

    def counted(self) -> dict[tuple[str, str], int]:
        """How many stories have each (facet, value), in one query."""
        return {(facet, value): n for facet, value, n in self.by_value()}

    def by_value(self) -> QuerySet[Any, Any]:
        """The rows of such a count: facet, value, number of stories."""
        return self.order_by().values_list("facet", "value").annotate(n=Count("story_key", distinct=True))


class StoryQuerySet(WalledQuerySet):
    """Stories, narrowed by adjectives."""

    def readable(self, *, locale: Locale, walls: Iterable[str] | None = None) -> "StoryQuerySet":
        """Live stories of one language tree, stand-ins for missing translations included, none behind a wall.

        walls: what `foundation.pages.paths_of_walls` said, for who asks several times.
        """
        return self.open_to_all(walls).filter(locale=locale)

    def sources(self) -> "StoryQuerySet":
        """Each public story once: the version the others come from, in whatever language it was written."""
        older = self.model._default_manager.filter(
            translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"), alias_of__isnull=True
        )
        return self.open_to_all().filter(~Exists(older), alias_of__isnull=True)

    def fitting(self, chosen: "Chosen") -> "StoryQuerySet":
        """Stories that fit every facet chosen; within a facet, any of its values."""
        return self.filter(*self._conditions(chosen))

    def marked(self, chosen: "Chosen") -> "StoryQuerySet":
        """All stories, each with `fits`: whether it fits every facet chosen."""
        conditions = self._conditions(chosen)
        fits: Any = Value(True)
        if conditions:
            fits = Case(When(reduce(and_, map(Q, conditions)), then=fits), default=Value(False))
        return self.annotate(fits=ExpressionWrapper(fits, output_field=models.BooleanField()))

    def _conditions(self, chosen: "Chosen") -> list[Any]:
        found: list[Any] = []
        for facet, values in chosen.values:
            if facet == "language":
                found.append(Q(translation_key__in=written_in(list(values)).values("translation_key")))
            else:
                rows = self.model.facet_rows().matching(facet, values)
                found.append(Exists(rows.filter(story_key=OuterRef("translation_key"))))
        return found

    def touching(self, place: Any) -> "StoryQuerySet":
        """Stories, public or not, that keep something of a territory, a country or a corridor."""
        name = type(place).__name__.lower()
        ends = Q()
        for side in ("origin", "residence"):
            ends |= Q(**{f"corridors__{side}_territory" if name == "territory" else f"corridors__{side}": place})
        lookups = {
            "territory": Q(territories=place) | ends,
            "country": Q(territories__countries=place) | ends,
            "corridor": Q(corridors=place),
        }
        return self.filter(lookups[name]).distinct()

    def for_listing(self) -> "StoryQuerySet":
        """With what a row shows, whatever the number of rows; without the long texts, which no list shows."""
        return self.select_related("locale", "alias_of__locale").defer(*TEXTS)

    def newest_first(self) -> "StoryQuerySet":
        """By first publication."""
        return self.order_by("-first_published_at", "pk")


def written_in(languages: list[str]) -> "QuerySet[Page]":
    """Pages that somebody wrote in one of `languages` (codes); stand-ins do not count."""
    return Page.objects.filter(Q(live=True, alias_of__isnull=True, locale__language_code__in=languages))
