"""The facets of the library: what an address asks for, and how many items each value would leave."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import terms_of
from foundation import countries
from home.library.enums import Kind, Language
from home.library.models import Item
from home.library.querysets import ItemQuerySet

TITLES = {
    "type": _("Type"),
    "theme": _("Theme"),
    "year": _("Year"),
    "language": _("Language"),
    "country": _("Country"),
}
LONGEST_VALUE = 60
LONGEST_TEXT = 200
MOST_VALUES = 20
NONE = "none"
Filed = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Asked:
    """What an address asks for: words, and values a facet."""

    text: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict) -> "Asked":
        """Read a query string; an empty value chooses nothing, an unknown one fits nothing."""
        pairs = (
            (name, value[:LONGEST_VALUE]) for name in TITLES for value in query.getlist(name)[:MOST_VALUES] if value
        )
        text = " ".join(query.get("q", "").replace("\0", "").split())[:LONGEST_TEXT]
        return cls(text, tuple(dict.fromkeys(pairs)))

    def of(self, facet: str) -> frozenset[str]:
        """The values chosen of one facet."""
        return frozenset(value for name, value in self.values if name == facet)

    def without(self, facet: str, value: str) -> "Asked":
        """The same with one value left out."""
        return replace(self, values=tuple(pair for pair in self.values if pair != (facet, value)))

    def query(self) -> str:
        """As a query string, without the question mark."""
        made = QueryDict(mutable=True)
        if self.text:
            made["q"] = self.text
        for name, value in self.values:
            made.appendlist(name, value)
        return made.urlencode()

    def fits(self, filed: Filed, *, but: str = "") -> bool:
        """Whether an item has one of the values chosen in each facet, leaving the facet `but` out."""
        return all(filed[name] & self.of(name) for name in {pair[0] for pair in self.values} - {but})


@dataclass(frozen=True)
class Value:
    """One line of a facet."""

    slug: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One facet with its lines."""

    name: str
    title: Any
    values: list[Value]


@dataclass(frozen=True)
class Found:
    """The keys of the items that fit, newest first, and the facets."""

    keys: list[int]
    facets: list[Facet]
    filed: list[Filed]


def find(rows: ItemQuerySet, asked: Asked) -> Found:
    """Return what fits, and the facets; each value's count obeys the words and the choices in the other facets.

    Two queries, whatever is chosen: the items with their plain values, and their themes.
    """
    filed = _filed(rows.holding(asked.text))
    keys = [pk for pk, values in filed.items() if asked.fits(values)]
    return Found(keys, [_facet(name, filed.values(), asked) for name in TITLES], list(filed.values()))


def _filed(rows: ItemQuerySet) -> dict[int, Filed]:
    plain = rows.order_by("-public_at", "-pk").values_list("pk", "kind", "year", "language", "country")
    themes: dict[int, set[str]] = {}
    slugs = {term.pk: term.branch for term in terms_of(Vocabulary.THEMES)}
    pairs = Item.themes.through.objects.filter(item__in=rows.order_by().values("pk")).values_list("item_id", "term_id")
    for item, term in pairs:
        themes.setdefault(item, set()).update(slugs.get(term, ()))
    return {
        pk: {
            "type": frozenset({kind}),
            "theme": frozenset(themes.get(pk, ())),
            "year": frozenset({str(year) if year else NONE}),
            "language": frozenset({language}),
            "country": frozenset({country or NONE}),
        }
        for pk, kind, year, language, country in plain
    }


def _facet(name: str, filed: Iterable[Filed], asked: Asked) -> Facet:
    counts = Counter(value for values in filed if asked.fits(values, but=name) for value in values[name])
    chosen = asked.of(name)
    lines = [
        Value(slug, str(label), counts[slug], slug in chosen)
        for slug, label in _labels(name, set(counts) | chosen)
        if counts[slug] or slug in chosen
    ]
    return Facet(name, TITLES[name], lines)


def _labels(name: str, known: set[str]) -> list[tuple[str, Any]]:
    """Return (value, words) in the order of the facet."""
    if name == "type":
        return [(kind.value, kind.label) for kind in Kind]
    if name == "theme":
        return [(term.slug, term.label) for term in terms_of(Vocabulary.THEMES)]
    if name == "language":
        return [(language.value, language.label) for language in Language]
    last = [(NONE, _("Not known") if name == "year" else _("No single country"))] if NONE in known else []
    rest = known - {NONE}
    if name == "year":
        return [*((year, year) for year in sorted(rest, reverse=True)), *last]
    return [*sorted(((iso, countries.name_of(iso)) for iso in rest), key=lambda pair: pair[1]), *last]


def removals(facets: list[Facet], asked: Asked) -> list[dict[str, str]]:
    """Return, for each value chosen, its words and the query string that leaves it out."""
    words = {(facet.name, line.slug): line.label for facet in facets for line in facet.values}
    return [
        {
            "label": f"{TITLES[name]}: {words.get((name, value), value)}",
            "url": f"?{asked.without(name, value).query()}",
        }
        for name, value in asked.values
    ]


def nearest(found: Found, asked: Asked) -> dict[str, Any] | None:
    """Return the one filter whose removal finds most, as {label, count, query}; None when no removal helps."""
    options = []
    for (name, value), told in zip(asked.values, removals(found.facets, asked), strict=True):
        less = asked.without(name, value)
        if count := sum(less.fits(filed) for filed in found.filed):
            options.append({"label": told["label"], "count": count, "query": less.query()})
    return max(options, key=lambda option: int(str(option["count"])), default=None)
