"""What the pages of briefs show beside their own text."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import labels_of
from home.practices.display import items
from home.practices.enums import Evidence
from home.practices.models import StoryPage

if TYPE_CHECKING:
    from home.briefs.models import BriefPage

Keys = dict[int, Any]


def rows(briefs: "Iterable[BriefPage]") -> list[dict[str, Any]]:
    """Return what a list shows of each brief."""
    return [
        {
            "brief": brief,
            "decisions": [block["value"]["headline"] for block in brief.recommendations.raw_data],
            "practices": len(_ids(brief)),
        }
        for brief in briefs
    ]


def brief(page: "BriefPage") -> dict[str, Any]:
    """Return everything the brief's page shows beside its fields."""
    keys = dict(Page.objects.filter(pk__in=_ids(page)).values_list("pk", "translation_key"))
    stories = StoryPage.objects.readable(locale=page.locale).filter(translation_key__in=keys.values()).for_listing()
    by_key = {item["story"].translation_key: item for item in items(stories)}
    labels = labels_of(Vocabulary.ACTOR_KINDS)
    decisions = [_decision(block, keys, by_key, labels) for block in page.recommendations.raw_data]
    written = (
        type(page)
        .objects.filter(translation_key=page.translation_key)
        .filter(live=True, alias_of__isnull=True)
        .select_related("locale")
    )
    return {
        "decisions": decisions,
        "practice_count": len(by_key),
        "evaluated_count": sum(item["story"].evidence == Evidence.EVALUATED for item in by_key.values()),
        "written_in": [
            (version.locale.language_code, version.locale.get_display_name(), version.address) for version in written
        ],
    }


def _decision(block: Any, keys: Keys, by_key: dict[Any, Any], labels: dict[str, str]) -> dict[str, Any]:
    value = block["value"]
    return {
        "reference": value["reference"],
        "headline": value["headline"],
        "text": value["text"],
        "who": [labels.get(slug, slug) for slug in value.get("addressed_to") or []],
        "watch_out": value.get("watch_out", ""),
        "evidence": [by_key[keys[pk]] for pk in story_ids(value) if keys.get(pk) in by_key],
    }


def story_ids(value: Any) -> list[int]:
    """Primary keys of the stories that a recommendation's raw value names."""
    return [item["value"] if isinstance(item, dict) else item for item in value.get("evidence") or []]


def _ids(page: "BriefPage") -> set[int]:
    return {pk for block in page.recommendations.raw_data for pk in story_ids(block["value"]) if pk}
