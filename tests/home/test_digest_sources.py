"""What digests hear of stories and briefs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from community.digests.sources import Section
from foundation import clock
from home.briefs import digest_source as briefs
from home.briefs.models import BriefPage
from home.practices import digest_source as stories
from home.practices.models import StoryPage
from tests.factories import comments, pages
from tests.factories import stories as made

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KINDS = [
    pytest.param(made.story, stories.collect, "practices", "story", Section.STORIES, id="story"),
    pytest.param(made.brief, briefs.collect, "briefs", "brief", Section.BRIEFS, id="brief"),
]


def published(make, ago, **fields):
    """Return a page first published so long ago."""
    page = make(**fields)
    type(page).objects.filter(pk=page.pk).update(first_published_at=clock.now() - ago)
    return type(page).objects.get(pk=page.pk)


def told(collect, language="en"):
    now = clock.now()
    return {item.title: item for item in collect(language, now - 7 * DAY, now)}


@pytest.mark.parametrize(("make", "collect", "room", "name", "section"), KINDS)
def test_what_is_new_is_told_and_what_is_old_is_not(make, collect, room, name, section):
    themes = [made.theme("below", parent=made.theme("above"))]
    page = published(make, DAY, title="New", themes=themes, standfirst="What was done.")
    published(make, 8 * DAY, title="Old")
    published(make, -DAY, title="Tomorrow")
    item = told(collect)["New"]
    assert set(told(collect)) == {"New"}
    assert (item.key, item.stamp, item.section) == (f"{name}:{page.translation_key}", page.first_published_at, section)
    assert (item.summary, item.path, item.language) == ("What was done.", f"/en/{room}/{page.slug}/", "en")
    assert item.themes == {"below", "above"}


@pytest.mark.parametrize(("make", "collect", "room", "name", "section"), KINDS)
def test_drafts_and_what_is_behind_a_wall_are_told_in_no_language(make, collect, room, name, section):
    walled = published(make, DAY, title="Walled")
    PageViewRestriction.objects.create(page=walled, restriction_type=PageViewRestriction.LOGIN)
    draft = published(make, DAY, title="Draft")
    draft.unpublish()
    assert told(collect) == {}


def test_a_story_is_told_in_the_readers_words_or_as_a_stand_in():
    page = published(made.story, DAY, title="In English", place="Kayes", partner_place="Montreuil")
    comments.translated(page, "fr", alias=True)
    pages.publish(comments.translated(page, "es"), title="En español")
    StoryPage.objects.update(first_published_at=page.first_published_at)
    french, spanish = told(stories.collect, "fr")["In English"], told(stories.collect, "es")["En español"]
    assert (french.language, french.path) == ("en", f"/fr/practices/{page.slug}/")
    assert (spanish.language, spanish.path) == ("es", f"/es/practices/{page.slug}/")
    assert french.key == spanish.key
    assert french.place == "Kayes – Montreuil"


def test_a_withdrawn_brief_is_not_told():
    page = published(made.brief, DAY)
    BriefPage.objects.filter(pk=page.pk).update(withdrawn_on=clock.now().date())
    assert told(briefs.collect) == {}


@pytest.mark.parametrize(("make", "collect", "room", "name", "section"), KINDS)
def test_it_costs_the_same_for_one_and_for_three(make, collect, room, name, section):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            told(collect)
        return len(queries)

    published(make, DAY, themes=[made.theme("a")])
    one = cost()
    for _number in range(2):
        published(make, DAY, themes=[made.theme("a"), made.theme("b")])
    assert cost() == one
