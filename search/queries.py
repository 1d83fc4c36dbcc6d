"""Answering a search: hits once a thing, facets with counts, extracts."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from community.groups.models import Group
from community.groups.querysets import is_member
from community.members.models import Organisation
from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import terms_of
from search import engines
from search.engines.base import MOST_RANKED
from search.enums import Audience, Kind, of_group
from search.folding import words
from search.highlighting import extract, mark
from search.models import Entry

LONGEST_QUERY = 200


@dataclass(frozen=True)
class Asked:
    """What a search asks for."""

    text: str = ""
    kind: str = ""
    theme: str = ""
    language: str = ""


@dataclass(frozen=True)
class Row:
    """What is known of a hit before its text is read."""

    entry_id: int
    kind: str
    themes: tuple[str, ...]


@dataclass(frozen=True)
class FacetValue:
    """One line of a facet."""

    slug: str
    label: Any
    count: int
    chosen: bool


@dataclass(frozen=True)
class Answer:
    """The hits in order, as primary keys, and the facets."""

    ids: list[int]
    kinds: list[FacetValue]
    themes: list[FacetValue]
    is_bounded: bool

    @property
    def count(self) -> int:
        """How many things fit, at most MOST_RANKED."""
        return len(self.ids)


@dataclass(frozen=True)
class Result:
    """A hit, ready to be shown."""

    title: SafeString
    extract: SafeString
    kind: str
    kind_label: Any
    place: str
    language: str
    path: str


def answer(asked: Asked, *, user: Any, reading: str) -> Answer:
    """Return what fits `asked` among what `user` may find; each thing once, in her language where there is a choice.

    Args:
        asked: words, and facets that narrow.
        user: who asks; may be anonymous.
        reading: code of the language she reads the site in.
    """
    hits = engines.current().find(asked.text[:LONGEST_QUERY], audiences=audiences_of(user))
    rows = _once_a_thing([hit.entry_id for hit in hits], asked.language, reading)
    of_kind = [row for row in rows if not asked.kind or row.kind == asked.kind]
    on_theme = [row for row in rows if not asked.theme or asked.theme in row.themes]
    both = [row for row in of_kind if not asked.theme or asked.theme in row.themes]
    return Answer(
        ids=[row.entry_id for row in both],
        kinds=_kinds(Counter(row.kind for row in on_theme), asked.kind),
        themes=_themes(Counter(slug for row in of_kind for slug in row.themes), asked.theme),
        is_bounded=len(hits) >= MOST_RANKED,
    )


def audiences_of(user: Any) -> list[str]:
    """Return the audiences that `user` belongs to at this moment: who left a group a moment ago is outside."""
    if not is_member(user):
        return [Audience.PUBLIC.value]
    groups = [of_group(pk) for pk in Group.objects.open_to(user).order_by("pk").values_list("pk", flat=True)]
    return [Audience.PUBLIC.value, Audience.MEMBERS.value, *groups]


def results(ids: list[int], *, asked: Asked) -> list[Result]:
    """Return the hits of one page, in the order of `ids`, with extracts."""
    terms = words(asked.text[:LONGEST_QUERY])
    entries = Entry.objects.in_bulk(ids)
    places = _places(list(entries.values()))
    labels = dict(Kind.choices)
    return [
        Result(
            title=mark(entry.title, terms),
            extract=extract(entry.body, terms),
            kind=entry.kind,
            kind_label=labels[entry.kind],
            place=places.get(entry.pk, entry.place),
            language=entry.language,
            path=entry.path,
        )
        for pk in ids
        if (entry := entries.get(pk)) is not None
    ]


def _places(entries: list[Entry]) -> dict[int, str]:
    """Return where organisations are, in the reader's language; a story's place is in the story's."""
    keys = {entry.source_pk: entry.pk for entry in entries if entry.kind == Kind.ORGANISATION}
    rows = Organisation.objects.filter(pk__in=keys, territory__isnull=False).select_related("territory").order_by()
    return {keys[row.pk]: str(row.territory) for row in rows} if keys else {}


def _once_a_thing(ids: list[int], language: str, reading: str) -> list[Row]:
    known = {
        pk: (thing, kind, code, themes)
        for pk, thing, kind, code, themes in Entry.objects.filter(pk__in=ids).values_list(
            "pk", "thing", "kind", "language", "themes"
        )
    }
    best: dict[str, int] = {}
    for pk in ids:
        thing, _kind, code, _themes_of = known[pk]
        if language and code != language:
            continue
        if thing not in best or (code == reading and known[best[thing]][2] != reading):
            best[thing] = pk
    order = dict.fromkeys(known[pk][0] for pk in ids)
    return [Row(pk, known[pk][1], tuple(known[pk][3])) for thing in order if (pk := best.get(thing, 0))]


def _kinds(counts: Counter[str], chosen: str) -> list[FacetValue]:
    return [FacetValue(kind, label, counts.get(kind, 0), kind == chosen) for kind, label in Kind.choices]


def _themes(counts: Counter[str], chosen: str) -> list[FacetValue]:
    return [
        FacetValue(term.slug, term.label, counts.get(term.slug, 0), term.slug == chosen)
        for term in terms_of(Vocabulary.THEMES)
        if term.parent_id is None
    ]
