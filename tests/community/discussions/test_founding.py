"""The demo's threads: complete, in order, and left alone the second time."""

from datetime import timedelta

import pytest

from community.discussions.models import Post, Space, Thread
from community.discussions.services import founding, posts
from community.members.services import founding as members
from community.taxonomy.services import vocabularies
from community.territories.services import places
from foundation import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    vocabularies.load()
    places.load()
    return members.load(password="corridor-test")


def snapshot():
    return list(Post.objects.order_by("pk").values_list("pk", "path", "created_at", "text"))


def test_loading_twice_is_loading_once(people):
    now = clock.now()
    founding.load(now=now, members=people)
    before = snapshot()
    founding.load(now=now + timedelta(days=3), members=people)
    assert snapshot() == before
    assert (Space.objects.count(), Thread.objects.count()) == (5, 14)
    assert Space.objects.filter(audience="members").count() == 1


def test_dates_follow_the_conversation(people):
    now = clock.now()
    founding.load(now=now, members=people)
    for post in Post.objects.select_related("parent"):
        assert post.created_at <= now
        assert post.parent is None or post.created_at > post.parent.created_at
    for thread in Thread.objects.all():
        replies = thread.posts.replies()
        assert thread.reply_count == replies.count()
        assert thread.last_post_at == max([thread.created_at, *replies.values_list("created_at", flat=True)])
        assert thread.themes.exists()
    assert Thread.objects.filter(is_answered=True).count() == 5


def test_what_members_added_since_is_left_alone(people):
    now = clock.now()
    founding.load(now=now, members=people)
    thread = Thread.objects.first()
    posts.reply(thread=thread, parent=None, author=people["member@demo.example"], text="New", language="en", now=now)
    before = snapshot()
    founding.load(now=now, members=people)
    assert snapshot() == before
