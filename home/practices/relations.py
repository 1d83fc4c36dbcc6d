"""Which practices belong beside another: those an editor chose, then those that share most, with the reason."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, Sum, Value, When
from django.utils.translation import gettext as _
from wagtail.models import Page

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import labels_of
from home.practices.models.facet import StoryFacet

if TYPE_CHECKING:
    from home.practices.models import StoryPage

MOST = 3
# How much a shared value says: a corridor ties two places, a country is often shared, a theme is what is looked for.
WEIGHTS = {"corridor": 4, "country": 2, "theme": 3, "instrument": 1}


@dataclass
class Related:
    """Stories in the order in which they are shown, and why each is there."""

    stories: "list[StoryPage]"
    chosen: set[UUID]
    shared: dict[UUID, list[tuple[str, str]]] = field(default_factory=dict)

    def reason(self, story: "StoryPage") -> str:
        """Say in words why a story is related."""
        if story.translation_key in self.chosen:
            return _("Chosen by the editors")
        facets = self.shared.get(story.translation_key, [])
        words = []
        if any(facet == "corridor" for facet, _value in facets):
            words.append(_("same corridor"))
        if any(facet == "country" for facet, _value in facets):
            words.append(_("same country"))
        labels = labels_of(Vocabulary.THEMES)
        themes = [labels[value] for facet, value in facets if facet == "theme" and value in labels]
        if themes:
            words.append(_("same theme: %(theme)s") % {"theme": themes[-1]})
        if not words:
            words.append(_("same instrument"))
        return ", ".join(words)


def of(page: "StoryPage") -> Related:
    """Return at most three stories beside `page`, in its language tree; queries do not grow with their number."""
    chosen = _chosen(page)
    own = list(
        StoryFacet.objects.filter(story_key=page.translation_key, facet__in=WEIGHTS).values_list("facet", "value")
    )
    wanted = [*chosen, *_sharing(page, own, but={page.translation_key, *chosen})][:MOST]
    found: dict[Any, StoryPage] = {
        story.translation_key: story
        for story in type(page).objects.readable(locale=page.locale).filter(translation_key__in=wanted).for_listing()
    }
    shared: dict[UUID, list[tuple[str, str]]] = {}
    rows = StoryFacet.objects.filter(story_key__in=[key for key in wanted if key not in chosen], facet__in=WEIGHTS)
    for key, facet, value in rows.values_list("story_key", "facet", "value"):
        if (facet, value) in own:
            shared.setdefault(key, []).append((facet, value))
    return Related([found[key] for key in wanted if key in found], set(chosen), shared)


def _chosen(page: "StoryPage") -> list[UUID]:
    ids = [block["value"] for block in page.related.raw_data if block]
    if not ids:
        return []
    keys = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
    return [keys[pk] for pk in ids if pk in keys]


def _sharing(page: "StoryPage", own: list[tuple[str, str]], *, but: set[UUID]) -> list[UUID]:
    """Keys of the readable stories that share most, heaviest first."""
    if not own:
        return []
    same = Q()
    for facet, value in own:
        same |= Q(facet=facet, value=value)
    weight = Case(
        *(When(facet=facet, then=Value(weight)) for facet, weight in WEIGHTS.items()), output_field=IntegerField()
    )
    readable = type(page).objects.readable(locale=page.locale).values("translation_key")
    rows = (
        StoryFacet.objects.filter(same, story_key__in=readable)
        .exclude(story_key__in=but)
        .values("story_key")
        .annotate(weight=Sum(weight))
        .order_by("-weight", "story_key")
    )
    return [row["story_key"] for row in rows[:MOST]]
