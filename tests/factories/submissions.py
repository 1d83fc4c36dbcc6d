"""Submissions for tests."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents.models import AbstractDocument

from community.members.models import User
from foundation import clock
from home.practices import attached
from home.practices.models import StoryPage
from home.submissions.models import Submission
from home.submissions.services import drafts, sending
from tests.factories import stories
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import TerritoryFactory

CONSENTS = {"partners_agree": True, "nobody_named": True, "rights_held": True}


def draft(author: User | None = None, *, title: str = "A desk for newcomers", **values: Any) -> Submission:
    """Return a draft in English with nothing but a title."""
    stories.index()
    return drafts.begin(
        author=author or UserFactory(),
        title=title,
        language="en",
        organisation=values.get("organisation"),
        form_key=None,
        now=clock.now(),
    )


def fill(story: StoryPage) -> None:
    """Write everything the short form asks for."""
    story.standfirst = "A desk was opened. People find help at one door."
    story.place = "Exampletown"
    story.context, story.challenge = "<p>A town.</p>", "<p>Many doors.</p>"
    story.territories = [TerritoryFactory()]
    story.themes = [stories.theme()]
    story.steps = [("step", {"heading": "Open the desk", "text": "In the town hall."})]
    story.partners = [("partner", {"name": "The town", "role": "lead", "brought": "The room.", "hidden": False})]
    story.nothing_reported = True


def complete(author: User | None = None, **values: Any) -> Submission:
    """Return a draft that can be sent."""
    row = draft(author, **values)
    assert row.author is not None
    drafts.write(submission=row, by=row.author, base=None, change=fill, now=clock.now(), consents=CONSENTS)
    return Submission.objects.select_related("story", "author").get(pk=row.pk)


def with_document(row: Submission) -> AbstractDocument:
    """Attach a document to a draft and return it."""
    kept = attached.keep("pdf", ContentFile(b"%PDF-1.7 draft"), title="The act")

    def change(story: StoryPage) -> None:
        story.documents = [("document", {"document": kept, "title": "The act"})]

    assert row.author is not None
    drafts.write(submission=row, by=row.author, base=None, change=change, now=clock.now())
    return kept


def sent(author: User | None = None, **values: Any) -> Submission:
    """Return a submission that waits for its reviewers."""
    row = complete(author, **values)
    assert row.author is not None
    return sending.send(submission=row, by=row.author, now=clock.now())


def colleagues() -> tuple[User, User]:
    """Return two members of one organisation."""
    body = OrganisationFactory()
    return UserFactory(profile__organisation=body), UserFactory(profile__organisation=body)
