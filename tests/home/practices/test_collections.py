"""Collections: an editor's note, the stories in order, the whole as one document."""

import contextlib
import re
import zlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from foundation import pdf
from home.practices.models import CollectionPage
from tests.factories import pages, stories

pytestmark = pytest.mark.django_db


def collect(*chosen, **fields):
    values = {"title": "Desks", "slug": "desks", "note": "Look at who staffs them."} | fields
    page = pages.child(stories.index(), CollectionPage, **values)
    page.stories = [("story", {"story": story, "why": why}) for story, why in chosen]
    page.save()
    return page


def test_a_collection_shows_its_note_its_stories_and_why(client):
    page = collect((stories.story(title="Second"), "It lasted."), (stories.story(title="First"), ""))
    text = client.get(page.url).content.decode()
    assert "Look at who staffs them." in text
    assert "It lasted." in text
    assert text.index("Second") < text.index("First")
    assert page.title in client.get("/en/practices/").content.decode()


def test_a_collection_is_one_document_with_contents_and_whole_texts(client):
    told = stories.story(title="Told", steps=[("step", {"heading": "Open", "text": "In the hall."})])
    text = client.get(f"{collect((told, '')).url}document/").content.decode()
    assert f'<a href="#{told.slug}">Told</a>' in text
    assert "In the hall." in text
    assert "Look at who staffs them." in text


def test_a_story_that_is_no_longer_public_leaves_a_line(client):
    gone = stories.story(title="Gone")
    page = collect((gone, ""), (stories.story(title="Here"), ""))
    gone.unpublish()
    text = client.get(page.url).content.decode()
    assert "1 story of this collection is no longer public." in text
    assert "Gone" not in text
    assert "Gone" not in client.get(f"{page.url}document/").content.decode()


def test_a_collection_behind_a_wall_is_in_no_list_and_no_document(client):
    page = collect((stories.story(), ""))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert page.title not in client.get("/en/practices/").content.decode()
    assert client.get(f"{page.url}document/").status_code == 404


def test_an_empty_collection_says_so(client):
    assert "No stories yet" in client.get(collect().url).content.decode()


def test_a_collection_takes_the_same_queries_for_one_and_three(client):
    page = collect((stories.story(themes=[stories.theme()]), ""))

    def count():
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return len(queries)

    one = count()
    page.stories = [("story", {"story": stories.story(themes=[stories.theme()]), "why": ""}) for _n in range(3)]
    page.save()
    assert count() == one


@pytest.fixture
def html(monkeypatch):
    """What a PDF is made from, without making it."""
    seen = []
    monkeypatch.setattr(pdf, "make", lambda html: seen.append(html) or b"%PDF")
    return seen


def test_a_collection_is_a_tagged_pdf_with_bookmarks(client):
    told = stories.story(title="Told", steps=[("step", {"heading": "Open", "text": "In the hall."})])
    page = collect((told, "It lasted."))
    assert f"{page.url}pdf/" in client.get(page.url).content.decode()
    answer = client.get(f"{page.url}pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="corridor-collection-desks-en.pdf"'
    assert answer.content.startswith(b"%PDF-1.7")
    made = b"".join(inflated(answer.content))
    for mark in (b"/StructTreeRoot", b"/Outlines", b"pdfuaid:part", b"Desks", b"/Lang"):
        assert mark in made, mark


def inflated(made):
    yield made
    for part in re.findall(rb"stream\r?\n(.*?)endstream", made, re.DOTALL):
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(part)


def test_the_pdf_has_a_title_page_the_note_the_contents_and_the_stories_in_order(client, html):
    second, first = stories.story(title="Second"), stories.story(title="First")
    client.get(f"{collect((second, 'It lasted.'), (first, '')).url}pdf/")
    body = html[0].partition("<body>")[2]
    order = ['class="title-page"', "2 practices", "Look at who staffs them.", f'href="#{second.slug}"']
    order += [f'href="#{first.slug}"', f'id="{second.slug}"', "It lasted.", f'id="{first.slug}"']
    places = [body.index(words) for words in order]
    assert places == sorted(places)
    assert f"http://testserver{second.address}" in body


def test_an_arabic_collection_runs_from_right_to_left(client, html):
    page = collect((stories.story(title="Told"), ""))
    stories.index("ar")
    pages.publish(page.copy_for_translation(pages.locales()["ar"], copy_parents=True), slug=page.slug)
    client.get(f"/ar/practices/{page.slug}/pdf/")
    assert '<html lang="ar" dir="rtl">' in html[0]


def test_what_is_not_public_is_in_no_pdf(client, html):
    gone = stories.story(title="Gone")
    page = collect((gone, ""), (stories.story(title="Here"), ""))
    gone.unpublish()
    client.get(f"{page.url}pdf/")
    assert "Here" in html[0]
    assert "Gone" not in html[0]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{page.url}pdf/").status_code == 404
    assert client.get("/en/practices/nothing/pdf/").status_code == 404


def test_where_no_pdf_can_be_made_the_page_leads_to_the_printable_document(client, monkeypatch):
    def refuse(html):
        raise pdf.Unavailable

    monkeypatch.setattr(pdf, "make", refuse)
    page = collect((stories.story(), ""))
    answer = client.get(f"{page.url}pdf/")
    assert answer.status_code == 503
    assert f"{page.url}document/" in answer.content.decode()
