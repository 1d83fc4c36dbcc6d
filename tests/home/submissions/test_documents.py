"""Documents of a practice: taken by what they hold, for who may read the text, and public with it."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from community.groups import tokens
from community.members.enums import RoleGroup
from foundation import clock, documents
from home.practices import attached
from home.practices.models import StoryPage
from home.reviews import emails
from home.reviews.services import links
from home.submissions.enums import State
from home.submissions.forms.attached import MOST_DOCUMENTS
from home.submissions.models import Submission
from home.submissions.services import drafts
from tests.factories import library, reviews, submissions
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 the act"


def file(content=PDF, name="act.pdf"):
    target = io.BytesIO(content)
    target.name = name
    return target


def office(*more):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as parts:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            parts.writestr(name, "x")
    return target.getvalue()


@pytest.fixture
def draft(client):
    row = submissions.complete(UserFactory())
    client.force_login(row.author)
    return row


def send(client, row, **data):
    return client.post(reverse("submissions:step", args=[row.pk, "done"]), {"go": "leave", **data})


def told(row):
    return drafts.text_of(Submission.objects.select_related("story").get(pk=row.pk))


def titles(row):
    return [block.value["title"] for block in told(row).documents]


def address(row, number=0):
    return reverse("practices:attachment", args=[row.story_id, told(row).documents[number].value["document"].pk])


def as_(user):
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def got(client, url):
    answer = client.get(url)
    return b"".join(answer) if answer.streaming else answer.status_code


def test_a_document_is_kept_under_a_name_that_tells_nothing_and_saved_never_opened(client, draft):
    assert send(client, draft, document=file(), document_title="The act").status_code == 302
    kept = told(draft).documents[0].value
    assert kept["title"] == "The act"
    assert "act" not in kept["document"].filename
    assert kept["document"].filename.endswith(".pdf")
    page = client.get(reverse("submissions:step", args=[draft.pk, "done"])).content.decode()
    assert address(draft) in page
    answer = client.get(address(draft))
    assert b"".join(answer) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="the-act.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(("content", "kind"), [(office(), "docx"), (PDF, "pdf")])
def test_what_a_document_is_decides_its_ending_not_its_name(client, draft, content, kind):
    send(client, draft, document=file(content, "report.exe"), document_title="A report")
    assert told(draft).documents[0].value["document"].file_extension == kind


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ\x90\x00\x03", "act.pdf", "This kind of file is not taken"),
        (b"<html><script>alert(1)</script>", "act.pdf", "This kind of file is not taken"),
        (office("word/vbaProject.bin"), "act.docx", "Files with macros are not taken"),
        (b"%PDF-" + b"0" * documents.MOST_BYTES, "act.pdf", "at most 10 MB"),
        (b"\x89PNG\r\n\x1a\n", "act.pdf", "This kind of file is not taken"),
    ],
)
def test_what_is_no_document_is_refused_with_its_reason_and_what_was_typed_stays(client, draft, content, name, words):
    data = {"document": file(content, name), "document_title": "The act", "picture_caption": "Kept words"}
    answer = send(client, draft, **data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="The act"' in page
    assert "Kept words" in page
    assert "Choose the picture or document again" in page
    assert 'href="#id_document"' in page
    assert titles(draft) == []


def test_a_picture_is_no_document(client, draft):
    answer = send(client, draft, document=file(library.picture(), "act.pdf"), document_title="The act")
    assert "This is a picture. Add it above, as a picture." in answer.content.decode()


def test_a_document_says_what_it_is(client, draft):
    answer = send(client, draft, document=file())
    assert answer.status_code == 422
    assert "Say in a few words what the document is." in answer.content.decode()


def test_a_form_sent_twice_keeps_one_document(client, draft):
    for _time in range(2):
        send(client, draft, document=file(), document_title="The act")
    assert titles(draft) == ["The act"]
    assert Document.objects.count() == 1


def test_a_document_is_taken_out_again(client, draft):
    send(client, draft, document=file(), document_title="The act")
    send(client, draft, document=file(office()), document_title="The form")
    gone = address(draft)
    send(client, draft, without_documents=[str(told(draft).documents[0].value["document"].pk)])
    assert titles(draft) == ["The form"]
    assert client.get(gone).status_code == 404


def test_a_practice_has_at_most_ten_documents(client, draft):
    for number in range(MOST_DOCUMENTS):
        send(client, draft, document=file(PDF + str(number).encode()), document_title=f"Act {number}")
    answer = send(client, draft, document=file(PDF + b"more"), document_title="One more")
    assert answer.status_code == 422
    assert "at most ten documents" in answer.content.decode()
    first = str(told(draft).documents[0].value["document"].pk)
    data = {"document": file(PDF + b"more"), "document_title": "One more", "without_documents": [first]}
    assert send(client, draft, **data).status_code == 302
    assert len(titles(draft)) == MOST_DOCUMENTS


def test_words_sent_with_a_document_after_the_session_ended_are_there_again(draft):
    client = Client()
    answer = send(client, draft, document=file(), document_title="The act of the council of 2009")
    assert answer.status_code == 403
    assert "The act of the council of 2009" in answer.content.decode()
    client.force_login(draft.author)
    page = client.get(reverse("submissions:step", args=[draft.pk, "done"])).content.decode()
    assert 'value="The act of the council of 2009"' in page


def test_a_document_of_a_draft_is_for_its_authors_alone(client, draft):
    send(client, draft, document=file(), document_title="The act")
    colleague = UserFactory()
    draft.co_authors.create(member=colleague, added_at=clock.now())
    url = address(draft)
    assert got(client, url) == PDF
    assert got(as_(colleague), url) == PDF
    for other in (None, UserFactory(), UserFactory(role=RoleGroup.FACILITATORS), UserFactory(role=RoleGroup.EDITORS)):
        assert got(as_(other), url) == 404


def test_the_back_offices_own_address_of_a_document_is_closed_to_members(client, draft):
    send(client, draft, document=file(), document_title="The act")
    document = Document.objects.get()
    assert as_(None).get(document.url).status_code == 302
    assert client.get(document.url).status_code in {302, 403}
    assert got(as_(UserFactory(role=RoleGroup.EDITORS)), document.url) == PDF


def test_a_reviewer_gets_the_document_once_she_declared_and_a_facilitator_at_once(client, draft):
    reviews.house()
    people = [reviews.reviewer() for _number in range(2)]
    send(client, draft, document=file(), document_title="The act")
    client.post(reverse("submissions:send", args=[draft.pk]))
    url = address(draft)
    row = draft.story.review_rounds.get()
    expert = UserFactory(profile__is_expert=True)
    asked = row.reviews.create(
        reviewer=expert, proposed_at=row.opened_at, due_on=row.opened_at.date(), state="proposed"
    )
    reader = as_(expert)
    assert got(reader, url) == 404
    reader.post(reverse("reviews:declare", args=[asked.pk]), {"conflict": "no"})
    page = reader.get(reverse("reviews:review", args=[asked.pk])).content.decode()
    assert url in page
    assert "The act" in page
    assert got(reader, url) == PDF
    assert got(as_(people[0]), url) == PDF


def test_an_outside_reader_gets_the_document_of_her_version_as_long_as_her_link_stands(client, draft):
    send(client, draft, document=file(), document_title="The act")
    reviews.house()
    client.post(reverse("submissions:send", args=[draft.pk]))
    boss = UserFactory(role=RoleGroup.FACILITATORS)
    page = StoryPage.objects.get(pk=draft.story_id)
    link = links.make(page=page, by=boss, name="Awa", email="awa@example.org", language="en", now=clock.now())
    token = tokens.recover(emails.name_of_link(page.pk, link.email), link.nonce, link.token_hash)
    url = reverse("reviews:outside_document", args=[token, told(draft).documents[0].value["document"].pk])
    assert url in as_(None).get(reverse("reviews:outside", args=[token])).content.decode()
    answer = as_(None).get(url)
    assert b"".join(answer) == PDF
    assert answer["Referrer-Policy"] == "no-referrer"
    other = attached.keep("pdf", ContentFile(PDF + b"2"), title="Of another story")
    assert got(as_(None), reverse("reviews:outside_document", args=[token, other.pk])) == 404
    assert got(as_(None), address(draft)) == 404
    links.revoke(link=link, by=boss, now=clock.now())
    assert got(as_(None), url) == 410


def test_an_accepted_practice_shows_its_documents_to_everybody_until_it_is_archived(client, draft):
    send(client, draft, document=file(), document_title="The act")
    reviews.house()
    people = [reviews.reviewer() for _number in range(2)]
    client.post(reverse("submissions:send", args=[draft.pk]))
    row = draft.story.review_rounds.get()
    for person in people:
        reviews.says(row, person, "approve")
    url = address(draft)
    page = as_(None).get(f"/en/practices/{draft.story.slug}/").content.decode()
    assert ">Documents</h2>" in page
    assert "The act" in page
    assert url in page
    assert got(as_(None), url) == PDF
    draft.refresh_from_db()
    assert draft.state == State.PUBLIC
    client.post(reverse("submissions:archive", args=[draft.pk]))
    assert got(as_(None), url) == 404
    assert got(client, url) == PDF


def test_a_document_of_a_new_version_stays_closed_while_the_public_ones_stay_open(client, draft):
    send(client, draft, document=file(), document_title="The act")
    reviews.house()
    people = [reviews.reviewer() for _number in range(2)]
    client.post(reverse("submissions:send", args=[draft.pk]))
    for person in people:
        reviews.says(draft.story.review_rounds.get(), person, "approve")
    old = address(draft)
    client.post(reverse("submissions:revise", args=[draft.story_id]))
    newer = Submission.objects.open().get(story=draft.story_id)
    first = str(told(newer).documents[0].value["document"].pk)
    packed = office()  # carries the second in which it was made
    send(client, newer, document=file(packed), document_title="The new act", without_documents=[first])
    assert titles(newer) == ["The new act"]
    assert got(as_(None), old) == PDF
    assert got(as_(None), address(newer)) == 404
    assert got(as_(people[0]), address(newer)) == 404
    assert got(client, address(newer)) == packed
