"""Reads of stories."""

from collections.abc import Iterable
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, Min, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast
from wagtail.models import Locale, Page

from foundation.pages import WalledQuerySet

if TYPE_CHECKING:
    from home.practices.facets import Chosen
    from home.practices.models import StoryFacet  # noqa: F401  # the row type, named in strings below


# A condition that every row meets.
ANY = Q(pk__isnull=False)
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
        """The rows of such a count: facet, value, number of stories.

        A story has a value once, so that rows are counted: telling stories apart takes a sort of all rows.
        """
        return self.order_by().values_list("facet", "value").annotate(n=Count("pk"))


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

    def counts_fitting(self, choices: "list[Chosen]") -> list[int]:
        """How many stories fit each of several choices, in one query."""
        counts = {f"n{at}": Count("pk", filter=self._condition(chosen)) for at, chosen in enumerate(choices)}
        found: dict[str, int] = self.aggregate(**counts)
        return list(found.values())

    def by_place(self, chosen: "Chosen | None" = None) -> QuerySet[Any, Any]:
        """What a map draws, in one row for all stories that are filed at the same places and corridors, in one query.

        Rows: places and corridors as texts that `filed` reads, tie, language, whether the stories fit the choice, how
        many they are, the path in addresses of one of them, the place in the tree of the first.
        """
        condition = self._condition(chosen) if chosen else ANY
        fits = Case(When(condition, then=True), default=False, output_field=models.BooleanField())
        alike = ("spots", "ties", "tie", "locale__language_code", "fits")
        kept = {
            "spots": Cast("filed__places", models.TextField()),
            "ties": Cast("filed__corridors", models.TextField()),
        }
        rows = self.order_by().annotate(fits=fits, **kept).values_list(*alike)
        return rows.annotate(n=Count("pk"), url_path=Min("url_path"), first=Min("path")).order_by("first")

    def _condition(self, chosen: "Chosen") -> Q:
        return reduce(and_, self._conditions(chosen), ANY)

    def _conditions(self, chosen: "Chosen") -> list[Q]:
        """One condition a facet. Each holds a list of keys, which the database makes once for all stories."""
        found = []
        for facet, values in chosen.values:
            if facet == "language":
                keys = written_in(list(values)).values("translation_key")
            else:
                keys = self.model.facet_rows().matching(facet, values).values("story_key")
            found.append(Q(translation_key__in=keys))
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
        """With what a row shows, whatever the number of rows; without the long texts, which no list shows.

        Each has `written_en` and so on: somebody wrote it in that language.
        """
        written = {
            f"written_{code}": Exists(written_in([code]).filter(translation_key=OuterRef("translation_key")))
            for code, _name in settings.LANGUAGES
        }
        return self.select_related("locale", "alias_of__locale").defer(*TEXTS).annotate(**written)

    def newest_first(self) -> "StoryQuerySet":
        """By first publication."""
        return self.order_by("-first_published_at", "pk")


def written_in(languages: list[str]) -> "QuerySet[Page]":
    """Pages that somebody wrote in one of `languages` (codes); stand-ins do not count."""
    return Page.objects.filter(Q(live=True, alias_of__isnull=True, locale__language_code__in=languages))
