"""The facets of the list of practices: what an address asks for, and how many stories each value would leave."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import labels_of, terms_of
from community.territories import names as place_names
from community.territories.enums import WorldRegion
from home.practices import enums
from home.practices.models.facet import StoryFacet
from home.practices.querysets import StoryQuerySet, written_in

TITLES = {
    "theme": _("Theme"),
    "movement": _("Movement of people"),
    "level": _("Who acts"),
    "kind": _("Type"),
    "language": _("Language"),
    "evidence": _("Evidence"),
    "region": _("Region of the world"),
    "country": _("Country"),
    "corridor": _("Corridor"),
    "actor": _("Who takes part"),
    "stage": _("Stage of migration"),
    "service": _("Service"),
    "instrument": _("Instrument"),
    "depth": _("What the authority gives"),
    "beneficiary": _("Whom it serves"),
    "maturity": _("Maturity"),
    "direction": _("Direction of sharing"),
    "risk": _("Covers a risk"),
    "act": _("Legal act"),
    "budget": _("Regular budget line"),
    "low_resource": _("Works with few resources"),
    "power": _("Needs a competence on migration"),
}
# Shown at once; the others stand behind "More filters", open where one of them is chosen.
FIRST = ("theme", "movement", "level", "kind", "language", "evidence")
VOCABULARIES = {
    "theme": Vocabulary.THEMES,
    "level": Vocabulary.TERRITORY_LEVELS,
    "actor": Vocabulary.ACTOR_KINDS,
    "stage": Vocabulary.MIGRATION_STAGES,
    "instrument": Vocabulary.INSTRUMENTS,
    "beneficiary": Vocabulary.BENEFICIARY_GROUPS,
    "maturity": Vocabulary.INITIATIVE_MATURITY,
    "direction": Vocabulary.SHARING_DIRECTIONS,
}
CHOICES: dict[str, Iterable[tuple[Any, Any]]] = {
    "movement": enums.Movement.choices,
    "kind": enums.Kind.choices,
    "evidence": enums.Evidence.choices,
    "region": WorldRegion.choices,
    "service": enums.Service.choices,
    "depth": enums.Depth.choices,
    "language": settings.LANGUAGES,
    "risk": [(enums.Known.YES, enums.Known.YES.label)],
    "act": enums.Known.choices,
    "budget": enums.Known.choices,
    "low_resource": enums.Known.choices,
    "power": enums.Known.choices,
}
LONGEST_VALUE = 80
MOST_VALUES = 20


@dataclass(frozen=True)
class Chosen:
    """What the address asks for: (facet, its values) in the facets' order; facets without a choice are left out."""

    values: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict) -> "Chosen":
        """Read the facets of a query string; an empty value chooses nothing, an unknown one fits nothing."""
        read = (
            (name, tuple(dict.fromkeys(value[:LONGEST_VALUE] for value in query.getlist(name) if value))[:MOST_VALUES])
            for name in TITLES
        )
        return cls(tuple((name, values) for name, values in read if values))

    def of(self, facet: str) -> tuple[str, ...]:
        """The values chosen of one facet."""
        return dict(self.values).get(facet, ())

    def without(self, facet: str, value: str | None = None) -> "Chosen":
        """The same choice with one value, or a whole facet, left out."""
        kept = (
            (name, values if name != facet else tuple(v for v in values if value is not None and v != value))
            for name, values in self.values
        )
        return Chosen(tuple((name, values) for name, values in kept if values))

    def query(self) -> str:
        """The choice as a query string, without the question mark."""
        made = QueryDict(mutable=True)
        for name, values in self.values:
            made.setlist(name, list(values))
        return made.urlencode()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every (facet, value) chosen."""
        return [(name, value) for name, values in self.values for value in values]


@dataclass(frozen=True)
class Value:
    """One line of a facet; a term's children stand below it."""

    slug: str
    label: str
    count: int
    chosen: bool
    children: list["Value"] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """The line, or one below it, is chosen."""
        return self.chosen or any(child.chosen for child in self.children)


@dataclass(frozen=True)
class Facet:
    """One facet with its lines, in the vocabulary's own order."""

    name: str
    title: Any
    values: list[Value]

    @property
    def first(self) -> bool:
        """It is shown at once."""
        return self.name in FIRST


def count(everything: StoryQuerySet, chosen: Chosen) -> list[Facet]:
    """Return the facets; each value's count obeys the choices in the other facets.

    One counting query, whatever is chosen: the facets without a choice, those with one, and languages, one below the
    other.
    """
    counts = _counts(everything, chosen)
    names = _names(counts, chosen)
    found = (Facet(name, TITLES[name], _lines(name, counts, chosen, names)) for name in TITLES)
    return [facet for facet in found if facet.first or any(value.count or value.open for value in facet.values)]


def one(name: str, rows: StoryQuerySet) -> Facet:
    """Return one facet over `rows`, with nothing chosen."""
    found = StoryFacet.objects.filter(facet=name, story_key__in=rows.values("translation_key")).counted()
    return Facet(name, TITLES[name], _lines(name, found, Chosen(), {}))


def _counts(everything: StoryQuerySet, chosen: Chosen) -> dict[tuple[str, str], int]:
    fitting = everything.fitting(chosen).values("translation_key")
    picked = [name for name, _values in chosen.values if name != "language"]
    parts = [StoryFacet.objects.exclude(facet__in=picked).filter(story_key__in=fitting).by_value()]
    if picked:
        own = Q()
        for name in picked:
            less = everything.fitting(chosen.without(name)).values("translation_key")
            own |= Q(facet=name, story_key__in=less)
        parts.append(StoryFacet.objects.filter(own).by_value())
    keys = everything.fitting(chosen.without("language")).values("translation_key")
    written = written_in([code for code, _name in settings.LANGUAGES]).filter(translation_key__in=keys)
    languages = written.order_by().annotate(facet=models.Value("language"))
    parts.append(languages.values_list("facet", "locale__language_code").annotate(n=Count("pk")))
    first, *others = parts
    return {(facet, value): n for facet, value, n in first.union(*others, all=True)}


def _names(counts: dict[tuple[str, str], int], chosen: Chosen) -> dict[str, list[tuple[str, str]]]:
    """The lines of the facets whose values are rows: only those that some story has, or that are asked for."""
    known: dict[str, set[str]] = {"country": set(chosen.of("country")), "corridor": set(chosen.of("corridor"))}
    for facet, value in counts:
        if facet in known:
            known[facet].add(value)
    named = {"country": place_names.countries(), "corridor": place_names.corridors()}
    return {
        facet: sorted(((key, named[facet][key]) for key in keys if key in named[facet]), key=lambda pair: pair[1])
        for facet, keys in known.items()
    }


def _lines(
    name: str, counts: dict[tuple[str, str], int], chosen: Chosen, names: dict[str, list[tuple[str, str]]]
) -> list[Value]:
    picked = chosen.of(name)

    def line(slug: str, text: Any, children: list[Value] | None = None) -> Value:
        return Value(slug, str(text), counts.get((name, slug), 0), slug in picked, children or [])

    if name in VOCABULARIES:
        terms = terms_of(VOCABULARIES[name])
        below: dict[int, list[Value]] = {}
        for term in terms:
            if term.parent_id and (counts.get((name, term.slug)) or term.slug in picked):
                below.setdefault(term.parent_id, []).append(line(term.slug, term.label))
        return [line(term.slug, term.label, below.get(term.pk)) for term in terms if term.parent_id is None]
    return [line(str(slug), text) for slug, text in names.get(name) or CHOICES.get(name, ())]


def nearest(everything: StoryQuerySet, chosen: Chosen) -> dict[str, Any] | None:
    """Return the one filter whose removal finds most, as {label, count, query}; None when no removal helps.

    One query, however many filters there are.
    """
    pairs = chosen.pairs
    if not pairs:
        return None
    less = [chosen.without(facet, value) for facet, value in pairs]
    counts = everything.counts_fitting(less)
    most = max(counts)
    if not most:
        return None
    at = counts.index(most)
    return {"label": label(*pairs[at]), "count": most, "query": less[at].query()}


def removals(facets: list[Facet], chosen: Chosen) -> list[dict[str, str]]:
    """Return, for each value chosen, its words and the query string that leaves it out."""
    words = {
        (facet.name, value.slug): value.label
        for facet in facets
        for line in facet.values
        for value in (line, *line.children)
    }
    return [
        {
            "label": f"{TITLES[facet]}: {words.get((facet, value), value)}",
            "url": f"?{chosen.without(facet, value).query()}",
        }
        for facet, value in chosen.pairs
    ]


def known_theme(chosen: Chosen) -> str:
    """Return the one theme chosen, if it is one; else an empty string."""
    slugs = chosen.of("theme")
    return slugs[0] if len(slugs) == 1 and slugs[0] in labels_of(Vocabulary.THEMES) else ""


def label(facet: str, slug: str) -> str:
    """The words for one value of a facet."""
    if facet in VOCABULARIES:
        return labels_of(VOCABULARIES[facet]).get(slug, slug)
    if facet == "country":
        return place_names.countries().get(slug, slug)
    if facet == "corridor":
        return place_names.corridors().get(slug, slug)
    return str(dict(CHOICES.get(facet, ())).get(slug, slug))
