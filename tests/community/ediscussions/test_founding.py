"""The demo's facilitated discussion: open, with a summary, and left alone the second time."""

from datetime import timedelta

import pytest

from community.discussions.models import Thread
from community.discussions.services import founding as threads
from community.ediscussions.enums import State
from community.ediscussions.models import EDiscussion, Summary
from community.ediscussions.services import founding, turning
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


def test_loading_twice_is_loading_once(people):
    now = clock.now()
    for later in (timedelta(0), timedelta(days=3)):
        threads.load(now=now + later, members=people)
        founding.load(now=now + later, members=people)
    row = EDiscussion.objects.get()
    assert row.state(now=now, is_published=False) == State.OPEN
    assert (row.today(now) - row.starts_on).days == 8
    assert Summary.objects.count() == 2


def test_the_demo_reads_as_a_discussion_under_way(client, people):
    now = clock.now()
    threads.load(now=now, members=people)
    founding.load(now=now, members=people)
    turning.turn(now=now)
    row = EDiscussion.objects.get()
    page = client.get(Thread.objects.get(room__discussion=row).get_absolute_url()).content.decode()
    for words in ("So far we agree on the table", "Week 1:", "Week 2:", "Day 9 of 19", "Demo Facilitator"):
        assert words in page, words
    assert Summary.objects.first().posts.exists()
