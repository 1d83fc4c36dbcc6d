"""Collections: an editor's note, the stories in order, the whole as one document."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

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
