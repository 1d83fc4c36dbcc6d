"""What the page of a brief shows beside its own text: what it rests on, who cites it, its versions and languages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext as _

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import labels_of
from foundation.pages import paths_of_walls
from home.briefs import levels, sources, standing
from home.briefs.enums import Cited
from home.briefs.nodes import Node, Reading
from home.practices.enums import Evidence

if TYPE_CHECKING:
    from home.briefs.models import BriefPage, Citation


def rows(briefs: "Iterable[BriefPage]") -> list[dict[str, Any]]:
    """Return what a list shows of each brief."""
    return [
        {
            "brief": brief,
            "decisions": [block["value"]["headline"] for block in brief.recommendations.raw_data],
            "practices": len({one.pk for one in sources.named(brief) if one.kind == Cited.STORY}),
        }
        for brief in briefs
    ]


def _table(name: str) -> Any:
    return apps.get_model("briefs", name)._default_manager


def detour(page: "BriefPage") -> dict[str, str]:
    """Say, by field, that what the brief cites comes back to it."""
    keys = [UUID(row.key) for row in sources.build(page) if row.kind == Cited.BRIEF]
    way = _table("Citation").leads_back(page.translation_key, keys) if keys else []
    if not way:
        return {}
    titles = dict(
        apps.get_model("briefs", "BriefPage")
        ._default_manager.filter(translation_key__in=way, locale=page.locale)
        .values_list("translation_key", "title")
    )
    names = [titles.get(key, "") for key in way]
    if way == [page.translation_key]:
        return {"cites": _("A brief cannot cite itself.")}
    words = _("These citations run in a circle: %(way)s already rests on this brief. Take one of them out.")
    return {"cites": words % {"way": " → ".join(f"“{name}”" for name in names)}}


def citations_of(page: "BriefPage", *, draft: bool) -> "list[Citation]":
    """Return the citations of the published text; of a draft, those its text would make."""
    if draft:
        return sources.build(page)
    return list(_table("Citation").filter(brief=page.original_id).with_contributions().order_by("pk"))


def brief(
    page: "BriefPage", *, user: Any = None, walls: list[str] | None = None, draft: bool = False
) -> dict[str, Any]:
    """Return everything the brief's page shows beside its fields.

    user: who reads, for posts that not everybody may read; walls: of the tree, where they are known already;
    draft: the text is not the one that is published.
    """
    walls = paths_of_walls() if walls is None else walls
    citations = citations_of(page, draft=draft)
    reading = Reading(page, citations, user=user, walls=walls)
    labels = {"who": labels_of(Vocabulary.ACTOR_KINDS), "levels": levels.labels()}
    by_reference: dict[str, list[Node]] = {}
    for row in citations:
        by_reference.setdefault(row.reference, []).append(reading.node(row))
    stories = reading.shown_stories()
    page.language_versions = reading.versions
    page.__dict__.setdefault("source", reading.source)
    return {
        "decisions": [_decision(block["value"], by_reference, labels) for block in page.recommendations.raw_data],
        "road": _road(page, by_reference),
        "also_cites": by_reference.get("", []),
        "cited_by": reading.citing,
        "practice_count": len(stories),
        "evaluated_count": sum(story.evidence == Evidence.EVALUATED for story in stories),
        "reference_rows": [block["value"] for block in page.references.raw_data],
        "issued_at": labels["levels"].get(page.issuing_level.slug, "") if page.issuing_level else "",
        "written_in": [
            (version.locale.language_code, version.locale.get_display_name(), version.address)
            for version in reading.versions
            if version.alias_of_id is None
        ],
        **standing.of(page),
    }


def _decision(value: Any, by_reference: dict[str, list[Node]], labels: dict[str, dict[str, str]]) -> dict[str, Any]:
    nodes = by_reference.get(value["reference"], [])
    return {
        "reference": value["reference"],
        "headline": value["headline"],
        "text": value["text"],
        "levels": [labels["levels"].get(slug, slug) for slug in value.get("levels") or []],
        "who": [labels["who"].get(slug, slug) for slug in value.get("addressed_to") or []],
        "watch_out": value.get("watch_out", ""),
        "evidence": nodes,
        "references": _plain(value.get("references")),
    }


def _plain(items: Any) -> list[dict[str, Any]]:
    return [item.get("value", item) for item in items or []]


def _road(page: "BriefPage", by_reference: dict[str, list[Node]]) -> list[dict[str, Any]]:
    return [
        {
            "heading": block["value"]["heading"],
            "when": block["value"].get("when", ""),
            "text": block["value"]["text"],
            "evidence": by_reference.get(sources.step_reference(number), []),
        }
        for number, block in enumerate(page.steps.raw_data, start=1)
    ]
