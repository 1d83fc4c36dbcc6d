"""Where a story belongs, as it is kept with the story: lists and maps read it without another query.

Written by `filing`; labels of terms are not kept, they are read from the vocabularies in memory.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.taxonomy.words import labels_of, terms_of

if TYPE_CHECKING:
    from home.practices.models import StoryPage

LANGUAGES = ("en", "fr", "es", "ar")
# A map reads the same few hundred texts at each visit: so many are kept read.
READ = 4096


@dataclass(frozen=True)
class Spot:
    """A territory, country or region of the world. key: its slug or ISO code; at: latitude and longitude, degrees."""

    kind: str
    key: str
    names: dict[str, str]
    at: tuple[float, float] | None = None
    level: str = ""
    countries: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in the active language, English when that one has none."""
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """The name in a language (a code), English when that one has none."""
        return self.names.get(language[:2]) or self.names.get("en", "")

    @property
    def url(self) -> str:
        """The territory's own page."""
        return reverse("territories:territory", args=[self.key])

    @property
    def level_label(self) -> str:
        """The level in the active language."""
        return labels_of(Vocabulary.TERRITORY_LEVELS).get(self.level, self.level)


@dataclass(frozen=True)
class Tied:
    """A corridor: its slug and its two ends."""

    slug: str
    origin: Spot
    residence: Spot

    def __str__(self) -> str:
        return f"{self.origin.name} – {self.residence.name}"

    @property
    def url(self) -> str:
        """The corridor's own page."""
        return reverse("territories:corridor", args=[self.slug])


def _spot(row: dict[str, Any]) -> Spot:
    at = row.get("at")
    return Spot(
        row["kind"],
        row["key"],
        row["names"],
        (at[0], at[1]) if at else None,
        row.get("level", ""),
        tuple(row.get("countries", ())),
    )


def _tied(row: dict[str, Any]) -> Tied:
    return Tied(row["slug"], _spot(row["origin"]), _spot(row["residence"]))


def places(story: "StoryPage") -> list[Spot]:
    """The story's territories."""
    return [_spot(row) for row in story.filed.get("places", ())]


def corridors(story: "StoryPage") -> list[Tied]:
    """The story's corridors."""
    return [_tied(row) for row in story.filed.get("corridors", ())]


@lru_cache(maxsize=READ)
def places_in(text: str) -> tuple[Spot, ...]:
    """The territories of a story, from the text of what is kept."""
    return tuple(_spot(row) for row in json.loads(text))


@lru_cache(maxsize=READ)
def corridors_in(text: str) -> tuple[Tied, ...]:
    """The corridors of a story, from the text of what is kept."""
    return tuple(_tied(row) for row in json.loads(text))


def themes(story: "StoryPage") -> list[Term]:
    """The story's themes, in the vocabulary's order."""
    slugs = set(story.filed.get("themes", ()))
    return [term for term in terms_of(Vocabulary.THEMES) if term.slug in slugs]


def facets(story: "StoryPage") -> set[tuple[str, str]]:
    """Every (facet, value) the story is found by."""
    return {(facet, value) for facet, value in story.filed.get("facets", ())}
