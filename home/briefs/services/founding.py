"""Publishing the founding report's recommendations as briefs."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.html import escape
from wagtail.models import Locale

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from home.briefs.models import BriefIndexPage, BriefPage
from home.practices.models import StoryPage

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
RHYTHM = timedelta(days=9)


@transaction.atomic
def load(*, index: BriefIndexPage, now: datetime) -> int:
    """Publish the briefs of the fixtures, with their translations, where there is no brief yet; return how many."""
    if BriefPage.objects.child_of(index).exists():
        return 0
    rows = json.loads((FIXTURES / "briefs.json").read_text(encoding="utf-8"))
    translations = json.loads((FIXTURES / "brief_translations.json").read_text(encoding="utf-8"))
    stories = {page.slug: page.pk for page in StoryPage.objects.filter(locale=index.locale)}
    briefs: dict[str, BriefPage] = {}
    for row in rows:
        published_at = now - RHYTHM * (len(rows) - row["number"]) - timedelta(hours=7)
        briefs[row["slug"]] = _publish(index, row, stories, published_at=published_at)
    by_slug = {row["slug"]: row for row in rows}
    for slug, versions in translations.items():
        for language, text in versions.items():
            _translate(briefs[slug], language, by_slug[slug], text, stories)
    return len(rows)


def _publish(
    index: BriefIndexPage, row: dict[str, Any], stories: dict[str, int], *, published_at: datetime
) -> BriefPage:
    page = BriefPage(
        slug=row["slug"],
        locale=index.locale,
        number=row["number"],
        source_lines=row["source_lines"],
        **_texts(row, row["recommendations"], stories),
    )
    page.first_published_at = page.last_published_at = published_at
    slugs = {slug for recommendation in row["recommendations"] for slug in recommendation["themes"]}
    page.themes = list(Term.objects.of(Vocabulary.THEMES).filter(slug__in=slugs))
    index.add_child(instance=page)
    page.save_revision(changed=False).publish(skip_permission_checks=True)
    return page


def _texts(row: dict[str, Any], recommendations: list[dict[str, Any]], stories: dict[str, int]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "standfirst": row["standfirst"],
        "audience": row.get("audience", ""),
        "recommendations": [("recommendation", _recommendation(item, stories)) for item in recommendations],
        "plain_summary": row["plain_summary"],
        "key_messages": [("message", text) for text in row["key_messages"]],
        "evidence_text": f"<p>{escape(row['evidence_text'])}</p>",
        "references": [("reference", reference) for reference in row["references"]],
        "unknowns": [("unknown", text) for text in row["unknowns"]],
        "made_how": "".join(f"<p>{escape(text)}</p>" for text in _list(row["made_how"])),
    }


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _recommendation(item: dict[str, Any], stories: dict[str, int]) -> dict[str, Any]:
    pages = StoryPage.objects.in_bulk([stories[slug] for slug in item["practices"] if slug in stories])
    return {
        "reference": item.get("reference") or item["id"],
        "headline": item["headline"],
        "text": item["text"],
        "levels": item["levels"],
        "addressed_to": item["addressed_to"],
        "themes": item["themes"],
        "watch_out": item.get("watch_out", ""),
        "evidence": list(pages.values()),
        "references": [],
    }


def _translate(
    page: BriefPage, language: str, row: dict[str, Any], text: dict[str, Any], stories: dict[str, int]
) -> None:
    locale = Locale.objects.get(language_code=language)
    if page.get_translation_or_none(locale) is not None:
        return
    version = page.copy_for_translation(locale)
    merged = [
        {**source, **words} for source, words in zip(row["recommendations"], text["recommendations"], strict=True)
    ]
    for name, value in _texts({**row, **text}, merged, stories).items():
        setattr(version, name, value)
    version.slug = page.slug
    version.save_revision().publish(skip_permission_checks=True)
    BriefPage.objects.filter(pk=version.pk).update(first_published_at=page.first_published_at)
    version.versions.update(published_at=page.first_published_at)
