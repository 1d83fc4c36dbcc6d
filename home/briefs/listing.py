"""The list of briefs: what an address asks for, and how many each filter would leave."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import labels_of, terms_of
from home.briefs import display
from home.briefs.enums import BriefKind

if TYPE_CHECKING:
    from home.briefs.querysets import BriefQuerySet


@dataclass(frozen=True)
class Choice:
    """One line of a filter."""

    slug: str
    label: str
    count: int
    chosen: bool
    url: str


def gather(briefs: "BriefQuerySet", query: QueryDict) -> dict[str, Any]:
    """Return the briefs that fit, and the filters; each line counts what the other filter leaves."""
    kind, theme = query.get("kind", "")[:20], query.get("theme", "")[:60]
    found = list(briefs)
    filed = _themes_of(found)
    below = {term.slug for term in terms_of(Vocabulary.THEMES) if term.parent and term.parent.slug == theme} | {theme}
    of_kind = [one for one in found if not kind or one.kind == kind]
    on_theme = [one for one in found if not theme or filed[one.pk] & below]
    shown = [one for one in of_kind if one in on_theme]
    return {
        "briefs": display.rows(shown),
        "kind": kind,
        "theme": theme,
        "theme_label": labels_of(Vocabulary.THEMES).get(theme, theme),
        "kinds": _kinds(on_theme, kind, theme),
        "themes": _themes(of_kind, filed, kind, theme),
        "found": len(shown),
        "total": len(found),
    }


def _themes_of(briefs: list[Any]) -> dict[int, set[str]]:
    """Return the slugs of each brief's themes."""
    filed: dict[int, set[str]] = {one.pk: set() for one in briefs}
    if briefs:
        through = type(briefs[0]).themes.through.objects
        pairs = through.filter(briefpage__in=filed).values_list("briefpage_id", "term__slug")
        for pk, slug in pairs:
            filed[pk].add(slug)
    return filed


def _url(**wanted: str) -> str:
    made = QueryDict(mutable=True)
    made.update({name: value for name, value in wanted.items() if value})
    return f"?{made.urlencode()}"


def _kinds(briefs: list[Any], kind: str, theme: str) -> list[Choice]:
    counts = Counter(one.kind for one in briefs)
    return [
        Choice(one.value, str(one.label), counts[one.value], one == kind, _url(kind=one.value, theme=theme))
        for one in BriefKind
        if counts[one.value] or one == kind
    ]


def _themes(briefs: list[Any], filed: dict[int, set[str]], kind: str, theme: str) -> list[Choice]:
    counts = Counter(slug for one in briefs for slug in _branches(filed[one.pk]))
    return [
        Choice(term.slug, term.label, counts[term.slug], term.slug == theme, _url(kind=kind, theme=term.slug))
        for term in terms_of(Vocabulary.THEMES)
        if term.parent_id is None and (counts[term.slug] or term.slug == theme)
    ]


def _branches(slugs: set[str]) -> set[str]:
    """The top themes of a brief: a brief on a narrow theme counts for the wide one."""
    tops = {term.slug: (term.parent or term).slug for term in terms_of(Vocabulary.THEMES)}
    return {tops[slug] for slug in slugs if slug in tops}
