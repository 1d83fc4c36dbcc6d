"""Publishing the founding report's practices as stories."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.html import escape
from wagtail.models import Locale

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Corridor, Country, Territory
from home.practices.models import PracticeIndexPage, StoryPage

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SOURCE_NAME = "Mapping local authorities’ practices in migration and development (JMDI, 2013)"
# A new story every third day up to now, so that a demo's lists and digests have something old and something new.
RHYTHM = timedelta(days=3)


@transaction.atomic
def load(*, index: PracticeIndexPage, now: datetime) -> int:
    """Publish the stories of the fixtures, with their translations, where there is no story yet; return how many.

    All or none: a story that an editor deletes or moves later must not come back with the next upgrade.
    """
    if StoryPage.objects.child_of(index).exists():
        return 0
    rows = json.loads((FIXTURES / "stories.json").read_text(encoding="utf-8"))
    translations = json.loads((FIXTURES / "story_translations.json").read_text(encoding="utf-8"))
    stories: dict[str, StoryPage] = {}
    for age, row in enumerate(reversed(rows)):
        stories[row["slug"]] = _publish(index, row, published_at=now - RHYTHM * age - timedelta(hours=5))
    for row in rows:
        page = stories[row["slug"]]
        page.related = [("story", stories[slug]) for slug in row["related"]]  # type: ignore[assignment]  # as Wagtail reads it
        page.save_revision(changed=False).publish(skip_permission_checks=True)
    for slug, versions in translations.items():
        for language, text in versions.items():
            _translate(stories[slug], language, text)
    return len(rows)


def _publish(index: PracticeIndexPage, row: dict[str, Any], *, published_at: datetime) -> StoryPage:
    page = StoryPage(slug=row["slug"], locale=index.locale, **_texts(row), **_facts(row))
    page.first_published_at = published_at
    page.last_published_at = published_at
    terms = {vocabulary: _terms(row, vocabulary) for vocabulary in _MANY}
    for vocabulary, name in _MANY.items():
        setattr(page, name, terms[vocabulary])
    page.territories = list(Territory.objects.filter(slug__in=row["territories"]))
    page.corridors = list(Corridor.objects.filter(slug__in=row["corridors"]))
    index.add_child(instance=page)
    return page


_MANY = {
    Vocabulary.THEMES: "themes",
    Vocabulary.MIGRATION_STAGES: "stages",
    Vocabulary.INSTRUMENTS: "instruments",
    Vocabulary.AUTHORITY_CONTRIBUTIONS: "contributions",
    Vocabulary.BENEFICIARY_GROUPS: "beneficiary_groups",
    Vocabulary.MIGRANT_CAPITALS: "capitals",
}
_KEYS = {Vocabulary.AUTHORITY_CONTRIBUTIONS: "authority_contributions"}


def _terms(row: dict[str, Any], vocabulary: Vocabulary) -> list[Term]:
    slugs = row[_KEYS.get(vocabulary, _MANY[vocabulary])]
    return list(Term.objects.of(vocabulary).filter(slug__in=slugs))


def _facts(row: dict[str, Any]) -> dict[str, Any]:
    line = row["corridor_line"]
    places = line["places"]
    return {
        "source_title": row["source_title"],
        "maturity": Term.objects.of(Vocabulary.INITIATIVE_MATURITY).filter(slug=row["maturity"]).first(),
        "movement": row["movement"],
        "status": row["status"],
        "evidence": row["evidence"],
        "place": ", ".join(places) if line["kind"] == "place" else places[0],
        "partner_place": "" if line["kind"] == "place" else ", ".join(places[1:]),
        "tie": line["kind"],
        "since": row["since"],
        "detail": row["detail"],
        "source_reference": SOURCE_NAME,
        "source_lines": row["source_lines"],
        "partners": [("partner", _partner(partner)) for partner in row["partners"]],
    }


def _partner(row: dict[str, str]) -> dict[str, str]:
    country = Country.objects.filter(iso=row.get("country") or "").first()
    return {**row, "country": country.name_en if country else ""}


def _texts(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": row["headline"],
        "standfirst": row["standfirst"],
        "context": _prose(row["context"]),
        "challenge": _prose(row["challenge"]),
        "steps": [("step", step) for step in row["steps"]],
        "results": [("result", text) for text in row["results"]],
        "lessons": [("lesson", text) for text in row["lessons"]],
        "transfer": [("need", need) for need in row["transfer"]],
        "gaps": [("gap", text) for text in row["gaps"]],
    }


def _prose(paragraphs: list[str]) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)


def _translate(page: StoryPage, language: str, text: dict[str, Any]) -> None:
    locale = Locale.objects.get(language_code=language)
    if page.get_translation_or_none(locale) is not None:
        return
    version = page.copy_for_translation(locale)
    for name, value in _texts(text).items():
        setattr(version, name, value)
    version.slug = page.slug
    names = _place_names(page.slug, language)
    if names:
        version.place, version.partner_place = names
    brought = [partner["brought"] for partner in text["partners"]]
    version.partners = [
        ("partner", {**block.value, "brought": words}) for block, words in zip(page.partners, brought, strict=True)
    ]
    version.save_revision().publish(skip_permission_checks=True)
    StoryPage.objects.filter(pk=version.pk).update(first_published_at=page.first_published_at)


def _place_names(slug: str, language: str) -> tuple[str, str] | None:
    rows = json.loads((FIXTURES / "stories.json").read_text(encoding="utf-8"))
    line = next(row["corridor_line"] for row in rows if row["slug"] == slug)
    names = line.get("names", {}).get(language)
    if not names:
        return None
    if line["kind"] == "place":
        return ", ".join(names), ""
    return names[0], ", ".join(names[1:])
