"""Stories side by side, fact by fact; what is not known says so."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import labels_of
from home.practices import arranging, filed, reading
from home.practices.enums import Known
from home.practices.models import StoryPage

MOST = 4
# Choices offered to add one more.
OFFERED = 500


def side_by_side(readable: Any, slugs: list[str]) -> dict[str, Any]:
    """Return the stories named, in that order, with their rows of facts; unknown names are left out."""
    found = {story.slug: story for story in _with_all(readable.filter(slug__in=slugs))}
    stories = [found[slug] for slug in slugs if slug in found]
    rows = [(title, [read(story) for story in stories]) for title, read in ROWS] if stories else []
    chosen = [story.slug for story in stories]
    others = readable.exclude(slug__in=chosen).order_by("title").values_list("slug", "title")[:OFFERED]
    return {
        "columns": [(story, [other for other in chosen if other != story.slug]) for story in stories],
        "rows": [(title, answers) for title, answers in rows if any(answers)] + _unanswered(rows),
        "chosen": chosen,
        "others": list(others) if len(stories) < MOST else [],
        "missing": len(slugs) - len(stories),
    }


def _unanswered(rows: list[tuple[Any, list[str]]]) -> list[tuple[Any, list[str]]]:
    """Facts no story states stand last: that nobody knows is worth seeing too."""
    return [(title, answers) for title, answers in rows if not any(answers)]


def _with_all(stories: Any) -> Any:
    return stories.select_related("locale", "alias_of__locale", "maturity").prefetch_related("instruments")


def _matching(story: StoryPage, fact: str) -> str:
    values = [block["value"] for block in story.arrangements.raw_data if block["type"] == "matching"]
    if fact == "matchers":
        names = [row["name"] for value in values for row in arranging.listed(value.get("matchers"))]
        return ", ".join(names)
    return "; ".join(value[fact] for value in values if value.get(fact))


def _risk(story: StoryPage) -> str:
    values = [block["value"] for block in story.arrangements.raw_data if block["type"] == "risk_cover"]
    return "; ".join(value["covers"] for value in values)


def _actors(story: StoryPage) -> str:
    labels = labels_of(Vocabulary.ACTOR_KINDS)
    kinds = dict.fromkeys(block["value"].get("kind") or "" for block in story.partners.raw_data)
    return ", ".join(labels[kind] for kind in kinds if kind in labels)


def _failures(story: StoryPage) -> str:
    told = [block["value"]["text"] for block in story.failures.raw_data]
    return " ".join(told) or (_("Nothing reported") if story.nothing_reported else "")


def _answer(value: str) -> str:
    return "" if value == Known.UNKNOWN else str(Known(value).label)


def _results(story: StoryPage) -> str:
    return " ".join(f"{block['value']['text'].rstrip('.')}." for block in story.results.raw_data)


ROWS: list[tuple[Any, Any]] = [
    (gettext_lazy("Type"), lambda story: str(story.get_kind_display())),
    (gettext_lazy("Place"), lambda story: " – ".join(part for part in (story.place, story.partner_place) if part)),
    (gettext_lazy("Who acts"), lambda story: ", ".join(sorted({spot.level_label for spot in filed.places(story)}))),
    (gettext_lazy("When"), reading.period),
    (gettext_lazy("Themes"), lambda story: ", ".join(term.label for term in filed.themes(story))),
    (gettext_lazy("Instruments"), lambda story: ", ".join(term.label for term in story.instruments.all())),
    (gettext_lazy("Who takes part"), _actors),
    (gettext_lazy("Matching: ratio"), lambda story: _matching(story, "ratio")),
    (gettext_lazy("Matching: rule"), lambda story: _matching(story, "rule")),
    (gettext_lazy("Matching: who tops up"), lambda story: _matching(story, "matchers")),
    (gettext_lazy("Risk covered"), _risk),
    (gettext_lazy("Budget"), reading.budget),
    (gettext_lazy("Staff"), lambda story: story.staff),
    (gettext_lazy("Works with few resources"), lambda story: _answer(story.low_resource)),
    (gettext_lazy("Legal act"), lambda story: _answer(story.act)),
    (gettext_lazy("Regular budget line"), lambda story: _answer(story.budget_line)),
    (gettext_lazy("Needs a competence on migration"), lambda story: _answer(story.needs_migration_power)),
    (gettext_lazy("Maturity"), lambda story: story.maturity.label if story.maturity else ""),
    (gettext_lazy("Results"), _results),
    (gettext_lazy("Evidence"), lambda story: str(story.get_evidence_display())),
    (gettext_lazy("What did not work"), _failures),
]
