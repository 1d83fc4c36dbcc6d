"""Comments for tests, written through the service, and pages to write them on."""

from typing import Any

from wagtail.models import Page

from community.comments.models import PageComment
from community.comments.services import comments
from foundation import clock
from home.practices.models import PracticeIndexPage, StoryPage
from tests.factories import pages
from tests.factories.members import UserFactory

_count = iter(range(1, 10**6))


def story(**fields: Any) -> StoryPage:
    """Return a live story in English."""
    home = pages.home()
    index = PracticeIndexPage.objects.child_of(home).first()
    if index is None:
        index = pages.child(home, PracticeIndexPage, title="Practices", slug="practices")
    number = next(_count)
    values: dict[str, Any] = {
        "title": f"Story {number}",
        "slug": f"story-{number}",
        "standfirst": "What was done.",
        "place": "Kayes",
    }
    values["nothing_reported"] = True
    return pages.child(index, StoryPage, **{**values, **fields})


def translated(page: StoryPage, language: str, *, alias: bool = False) -> StoryPage:
    """Return a language version of a story: a translation, or one that stands in for it."""
    index = PracticeIndexPage.objects.child_of(pages.home()).get()
    home, locale = pages.home(language), pages.locales()[language]
    if not PracticeIndexPage.objects.child_of(home).exists():
        pages.publish(index.copy_for_translation(locale), slug="practices")
    made: Page = page.copy_for_translation(locale, alias=alias)
    return StoryPage.objects.get(pk=made.pk) if alias else pages.publish(made, slug=page.slug)


def comment(page: Page, parent: PageComment | None = None, **fields: Any) -> PageComment:
    """Return a comment by a new member."""
    values: dict[str, Any] = {
        "text": f"Comment {next(_count)}",
        "language": "en",
        "now": clock.now(),
        "paced": False,
        **fields,
    }
    values["author"] = values.get("author") or UserFactory()
    return comments.write(page=page, parent=parent, **values)
