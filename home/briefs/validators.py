"""What a brief must have before it goes public."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from home.briefs.enums import BriefKind

FEWEST_MESSAGES, MOST_MESSAGES = 2, 5


class NotPublishable(ValidationError):
    """A brief is not fit to be public; says what to do, by field."""

    def __init__(self, page: Any, reasons: dict[str, str]) -> None:
        self.title, self.page_pk = str(page.title), page.pk
        super().__init__({name: [words] for name, words in reasons.items()})


def has_sources(page: Any) -> bool:
    """Say whether the brief names a publication, or a practice, that it rests on."""
    if len(page.references.raw_data) or any(block["type"] == "story" for block in page.cites.raw_data):
        return True
    parts = [block["value"] for block in [*page.recommendations.raw_data, *page.steps.raw_data]]
    return any(value.get(name) for value in parts for name in ("evidence", "stories", "references"))


def gaps(page: Any) -> dict[str, str]:
    """Return what keeps a brief from being published, by field: what to do about each."""
    found = {}
    if not page.plain_summary.strip():
        found["plain_summary"] = _("Write the summary in plain words. A brief is published with one.")
    if not FEWEST_MESSAGES <= len(page.key_messages.raw_data) <= MOST_MESSAGES:
        found["key_messages"] = _("Give two to five key messages.")
    if not has_sources(page):
        found["references"] = _("Name what the brief rests on: a practice, or a publication with its year.")
    return found | _gaps_of_kind(page)


def _gaps_of_kind(page: Any) -> dict[str, str]:
    found = {}
    if page.kind == BriefKind.ROADMAP and not len(page.steps.raw_data):
        found["steps"] = _("A roadmap has steps. Add the first.")
    if page.kind == BriefKind.ROADMAP and not all(block["value"].get("stories") for block in page.steps.raw_data):
        found["steps"] = _("Link each step of the roadmap to a practice that shows how.")
    if page.kind == BriefKind.GUIDELINE and page.issuing_level_id is None:
        found["issuing_level"] = _("Say which level issues the guideline.")
    if page.kind == BriefKind.JOINT and not page.forum.strip():
        found["forum"] = _("Name the forum that the submission goes to.")
    if page.kind == BriefKind.JOINT and page.forum_year is None:
        found["forum_year"] = _("Give the year of the forum.")
    return found
