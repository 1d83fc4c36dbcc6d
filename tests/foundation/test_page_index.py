"""The index of pages: who saves one page touches the entry of no other."""

import pytest
from django.db import connection
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from home.practices.models import StoryPage
from tests.factories import stories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite weighs no titles"),
]


def weight(page):
    return IndexEntry.objects.get(object_id=str(page.pk), content_type__model="storypage").title_norm


def test_a_saved_page_is_weighed_and_the_others_are_left_alone():
    short, long = stories.story(title="Desk"), stories.story(title="A desk that lasts longer than its project")
    IndexEntry.objects.filter(object_id=str(short.pk)).update(title_norm=1.0)
    long.save()
    assert weight(short) == 1.0
    assert weight(long) < 1.0
    short.save()
    assert weight(short) > 1.0


def test_what_was_saved_is_found():
    page = stories.story(title="Lanterns of Kayes")
    assert list(get_search_backend().search("lanterns", StoryPage)) == [page]
