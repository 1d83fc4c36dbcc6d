"""The facets of the list of practices: what an address asks for, and how many stories each value would leave."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import labels_of, terms_of
from home.practices.enums import Evidence, Movement
from home.practices.querysets import StoryQuerySet, written_in

TITLES = {
    "theme": _("Theme"),
    "movement": _("Movement of people"),
    "level": _("Who acts"),
    "language": _("Language"),
    "evidence": _("Evidence"),
}


@dataclass(frozen=True)
class Chosen:
    """What the address asks for: slugs by facet."""

    theme: tuple[str, ...] = ()
    movement: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    country: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict) -> "Chosen":
        """Read the facets of a query string; an empty value chooses nothing, an unknown one fits nothing."""
        return cls(
            **{
                name: tuple(dict.fromkeys(value[:60] for value in query.getlist(name) if value))[:20]
                for name in cls.__dataclass_fields__
            }
        )

    def without(self, facet: str, value: str | None = None) -> "Chosen":
        """The same choice with one value, or a whole facet, left out."""
        kept = tuple(slug for slug in getattr(self, facet) if value is not None and slug != value)
        return replace(self, **{facet: kept})

    def query(self) -> str:
        """The choice as a query string, without the question mark."""
        made = QueryDict(mutable=True)
        for name in self.__dataclass_fields__:
            made.setlist(name, list(getattr(self, name)))
        return made.urlencode()

    def pairs(self) -> list[tuple[str, str]]:
        """Every (facet, value) chosen."""
        return [(name, value) for name in self.__dataclass_fields__ for value in getattr(self, name)]


@dataclass(frozen=True)
class Value:
    """One line of a facet."""

    slug: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One facet with its lines, most common first within the vocabulary's own order."""

    name: str
    title: Any
    values: list[Value]


def count(everything: StoryQuerySet, chosen: Chosen) -> list[Facet]:
    """Return the facets; each value's count obeys the choices in the other facets."""
    return [
        Facet(name, TITLES[name], _values(name, everything.fitting(chosen.without(name)), getattr(chosen, name)))
        for name in TITLES
    ]


def one(name: str, rows: StoryQuerySet) -> Facet:
    """Return one facet over `rows`, with nothing chosen."""
    return Facet(name, TITLES[name], _values(name, rows, ()))


def nearest(everything: StoryQuerySet, chosen: Chosen) -> dict[str, Any] | None:
    """Return the one filter whose removal finds most, as {label, count, query}; None when no removal helps."""
    found = [
        {"label": label(facet, value), "count": rows, "query": less.query()}
        for facet, value in chosen.pairs()
        if (rows := everything.fitting(less := chosen.without(facet, value)).count())
    ]
    return max(found, key=lambda row: row["count"], default=None)


def removals(chosen: Chosen) -> list[dict[str, str]]:
    """Return, for each value chosen, its words and the query string that leaves it out."""
    return [
        {"label": label(facet, value), "url": f"?{chosen.without(facet, value).query()}"}
        for facet, value in chosen.pairs()
    ]


def known_theme(chosen: Chosen) -> str:
    """Return the one theme chosen, if it is one; else an empty string."""
    slug = chosen.theme[0] if len(chosen.theme) == 1 else ""
    return slug if slug in labels_of(Vocabulary.THEMES) else ""


def label(facet: str, slug: str) -> str:
    """The words for one value of a facet."""
    if facet in {"theme", "level"}:
        vocabulary = Vocabulary.THEMES if facet == "theme" else Vocabulary.TERRITORY_LEVELS
        return labels_of(vocabulary).get(slug, slug)
    known = dict(_fixed(facet))
    return str(known.get(slug, slug))


def _fixed(facet: str) -> Iterable[tuple[str, Any]]:
    choices: dict[str, Any] = {
        "movement": Movement.choices,
        "evidence": Evidence.choices,
        "language": settings.LANGUAGES,
    }
    return choices.get(facet, ())


def _values(facet: str, rows: StoryQuerySet, chosen: tuple[str, ...]) -> list[Value]:
    counts, lines = _term_counts(facet, rows) if facet in {"theme", "level"} else _plain_counts(facet, rows)
    return [Value(slug, str(text), counts.get(slug, 0), slug in chosen) for slug, text in lines]


def _plain_counts(facet: str, rows: StoryQuerySet) -> tuple[dict[str, int], list[tuple[str, Any]]]:
    lines = list(_fixed(facet))
    if facet == "language":
        keys = rows.values("translation_key")
        pairs = (
            written_in([code for code, _name in lines])
            .filter(translation_key__in=keys)
            .order_by()
            .values_list("locale__language_code")
            .annotate(n=Count("pk"))
        )
    else:
        pairs = rows.order_by().values_list(facet).annotate(n=Count("pk", distinct=True))
    return dict(pairs), lines


def _term_counts(facet: str, rows: StoryQuerySet) -> tuple[dict[str, int], list[tuple[str, Any]]]:
    """Count by top term: a story on a child term counts for its parent, once."""
    path = "themes" if facet == "theme" else "territories__level"
    vocabulary = Vocabulary.THEMES if facet == "theme" else Vocabulary.TERRITORY_LEVELS
    found = set(
        rows.order_by()
        .filter(**{f"{path}__isnull": False})
        .values_list("pk", f"{path}__slug", f"{path}__parent__slug")
        .distinct()
    )
    counts = Counter(slug for _pk, slug in {(pk, parent or slug) for pk, slug, parent in found})
    return dict(counts), [(term.slug, term.label) for term in terms_of(vocabulary) if term.parent_id is None]
