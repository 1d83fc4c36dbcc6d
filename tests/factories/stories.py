"""Stories and briefs for tests."""

from datetime import datetime
from itertools import count
from typing import Any

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from home.briefs.models import BriefIndexPage, BriefPage
from home.practices.models import PracticeIndexPage, StoryPage
from tests.factories import pages
from tests.factories.taxonomy import TermFactory

_numbers = count(1)


def theme(slug: str = "remittances", parent: Term | None = None) -> Term:
    """Return a theme, made if missing."""
    return TermFactory(vocabulary=Vocabulary.THEMES, slug=slug, parent=parent)


def index(language: str = "en") -> PracticeIndexPage:
    """Return the list of practices of a language."""
    home = pages.home()
    source = PracticeIndexPage.objects.child_of(home).first() or pages.child(
        home, PracticeIndexPage, title="Practices", slug="practices"
    )
    if language == "en":
        return source
    own = pages.home(language)
    found = PracticeIndexPage.objects.child_of(own).first()
    return found or pages.publish(source.copy_for_translation(own.locale), slug="practices")


def story(*, themes: list[Term] | None = None, published_at: datetime | None = None, **fields: Any) -> StoryPage:
    """Return a live story in English."""
    number = next(_numbers)
    values = {
        "title": f"Story {number}",
        "slug": f"story-{number}",
        "standfirst": "What was done.",
        "place": "Exampletown",
        "nothing_reported": True,
    } | fields
    page = StoryPage(locale=index().locale, **values)
    page.themes = themes or []
    if published_at is not None:
        page.first_published_at = published_at
    index().add_child(instance=page)
    return page


def brief(*, evidence: list[StoryPage] | None = None, themes: list[Term] | None = None, **fields: Any) -> BriefPage:
    """Return a published brief in English with one recommendation."""
    home = pages.home()
    parent = BriefIndexPage.objects.child_of(home).first() or pages.child(
        home, BriefIndexPage, title="Briefs", slug="briefs"
    )
    number = next(_numbers)
    values = {
        "title": f"Brief {number}",
        "slug": f"brief-{number}",
        "number": number,
        "standfirst": "Decide.",
        "plain_summary": "Talk first. Then write it down.",
        "key_messages": [("message", "Talk first."), ("message", "Then write it down.")],
        "references": [("reference", {"title": "A report", "author": "JMDI", "number": "", "year": 2013, "url": ""})],
    } | fields
    page = BriefPage(locale=parent.locale, **values)
    page.themes = themes or []
    page.recommendations = [
        (
            "recommendation",
            {
                "reference": f"r-{number}",
                "headline": "Invite them first",
                "text": "Ownership grows from there.",
                "levels": [],
                "addressed_to": [],
                "themes": [],
                "watch_out": "",
                "evidence": evidence or [],
                "references": [],
            },
        )
    ]
    parent.add_child(instance=page)
    page.save_revision().publish(skip_permission_checks=True)
    return BriefPage.objects.get(pk=page.pk)
