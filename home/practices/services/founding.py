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
from community.territories.models import Corridor, Territory
from home.practices.enums import Form, Need, Side
from home.practices.models import PracticeIndexPage, StoryPage

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
REPORT = "Mapping local authorities’ practices in migration and development"
PUBLISHER = "Joint Migration and Development Initiative"
YEAR = 2013
SOURCE_NAME = f"{REPORT} (JMDI, {YEAR})"
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
    page = StoryPage(slug=row["slug"], locale=index.locale, **_texts(row, row["full"]["sides"]), **_facts(row))
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
    Vocabulary.SHARING_DIRECTIONS: "directions",
    Vocabulary.BENEFICIARY_GROUPS: "beneficiary_groups",
    Vocabulary.MIGRANT_CAPITALS: "capitals",
}


def _terms(row: dict[str, Any], vocabulary: Vocabulary) -> list[Term]:
    slugs = ({"directions": row["full"]["directions"]} | row)[_MANY[vocabulary]]
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
        "partners": [("partner", _partner(partner, row)) for partner in row["partners"]],
        "given": [("contribution", contribution) for contribution in _given(row["authority_contributions"])],
        "nothing_reported": not row["full"]["failures"],
        "sources": [("source", source) for source in _sources(row)],
        "form": Form.FULL,
        **{name: row["full"][name] for name in _ANSWERS},
        "coverage": [("stage", stage) for stage in row["full"]["coverage"]],
    }


_ANSWERS = ("begins", "ends", "needs_migration_power", "plan", "associations_joined")


def _partner(row: dict[str, str], story: dict[str, Any]) -> dict[str, str]:
    return {**row, "side": _side(row.get("country") or "", story["corridors"])}


def _side(iso: str, corridors: list[str]) -> str:
    """Which end of the story's one corridor a country is; not stated where there are several or none."""
    corridor = Corridor.objects.filter(slug=corridors[0]).with_ends().first() if len(corridors) == 1 else None
    ends = {Side.ORIGIN: corridor.origin, Side.RESIDENCE: corridor.residence} if corridor else {}
    return next((side for side, end in ends.items() if end is not None and end.iso == iso), Side.UNKNOWN)


def _given(slugs: list[str]) -> list[dict[str, str]]:
    """Contributions with the depth that the founding report's own list gives them."""
    depths = dict(Term.objects.of(Vocabulary.AUTHORITY_CONTRIBUTIONS).values_list("slug", "depth"))
    return [{"what": slug, "depth": depths[slug], "note": ""} for slug in slugs if depths.get(slug)]


def _sources(row: dict[str, Any]) -> list[dict[str, Any]]:
    lines = "; ".join(f"{first}–{last}" for first, last in row["source_lines"])
    return [{"title": REPORT, "author": PUBLISHER, "number": lines, "year": YEAR, "url": ""}]


def _texts(row: dict[str, Any], sides: list[str]) -> dict[str, Any]:
    full = row["full"]
    return {
        "title": row["headline"],
        "standfirst": row["standfirst"],
        "context": _prose(row["context"]),
        "challenge": _prose(row["challenge"]),
        "steps": [("step", step) for step in row["steps"]],
        "results": [("result", {"text": text, "side": side}) for text, side in zip(row["results"], sides, strict=True)],
        "lessons": [("lesson", text) for text in row["lessons"]],
        "transfer": [("need", {"kind": Need.OTHER, **need}) for need in row["transfer"]],
        "gaps": [("gap", text) for text in row["gaps"]],
        "failures": [("failure", failure) for failure in full["failures"]],
        "components": [("component", component) for component in full["components"]],
        "arrangements": [(row["type"], row["value"]) for row in full["arrangements"]],
        **{name: full[name] for name in ("who_decides", "framework_origin", "framework_residence", "plan_note")},
    }


def _prose(paragraphs: list[str]) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)


def _translate(page: StoryPage, language: str, text: dict[str, Any]) -> None:
    locale = Locale.objects.get(language_code=language)
    if page.get_translation_or_none(locale) is not None:
        return
    version = page.copy_for_translation(locale)
    sides = [block.value["side"] for block in page.results]
    for name, value in _texts(text, sides).items():
        setattr(version, name, value)
    version.slug = page.slug
    names = _place_names(page.slug, language)
    if names:
        version.place, version.partner_place = names
    version.partners = [
        ("partner", {**block.value, **words}) for block, words in zip(page.partners, text["partners"], strict=True)
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
