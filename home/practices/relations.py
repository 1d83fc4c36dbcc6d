"""Which practices belong beside another: those an editor chose, then those that share most, with the reason."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from wagtail.models import Page

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import labels_of
from home.practices import filed
from home.practices.models.facet import StoryFacet

if TYPE_CHECKING:
    from home.practices.models import StoryPage

MOST = 3
# How much a shared value says: a corridor ties two places, a country is often shared, a theme is what is looked for.
WEIGHTS = {"corridor": 4, "country": 2, "theme": 3, "instrument": 1}


def beside(page: "StoryPage", walls: Iterable[str] | None = None) -> "list[StoryPage]":
    """Return at most three stories to show beside `page`, in its language tree, in one query.

    Each has `chosen`: an editor named it; and `weight`: how much it shares.
    """
    own = sorted(pair for pair in filed.facets(page) if pair[0] in WEIGHTS)
    ids = [block["value"] for block in page.related.raw_data if block]
    named = Page.objects.filter(pk__in=ids).values("translation_key")
    rows = type(page).objects.readable(locale=page.locale, walls=walls).exclude(translation_key=page.translation_key)
    rows = rows.annotate(
        chosen=Case(When(translation_key__in=named, then=1), default=0, output_field=IntegerField()),
        weight=Coalesce(Subquery(_weights(own)), 0) if own else Value(0),
    )
    return list(rows.filter(Q(chosen=1) | Q(weight__gt=0)).for_listing().order_by("-chosen", "-weight", "pk")[:MOST])


def _weights(own: list[tuple[str, str]]) -> "QuerySet[Any, Any]":
    """How much the story of the outer query shares with the pairs in `own`."""
    same = Q.create([Q(facet=facet, value=value) for facet, value in own], connector=Q.OR)
    weight = Case(
        *(When(facet=facet, then=Value(weight)) for facet, weight in WEIGHTS.items()), output_field=IntegerField()
    )
    rows = StoryFacet.objects.filter(same, story_key=OuterRef("translation_key")).order_by().values("story_key")
    return rows.annotate(total=Sum(weight)).values("total")


def reason(page: "StoryPage", other: "StoryPage") -> str:
    """Say in words why `other` stands beside `page`."""
    if getattr(other, "chosen", 0):
        return _("Chosen by the editors")
    shared = filed.facets(page) & filed.facets(other)
    words = []
    if any(facet == "corridor" for facet, _value in shared):
        words.append(_("same corridor"))
    if any(facet == "country" for facet, _value in shared):
        words.append(_("same country"))
    slugs = {value for facet, value in shared if facet == "theme"}
    themes = [label for slug, label in labels_of(Vocabulary.THEMES).items() if slug in slugs]
    if themes:
        words.append(_("same theme: %(theme)s") % {"theme": themes[-1]})
    return ", ".join(words or [_("same instrument")])
