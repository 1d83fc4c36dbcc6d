"""The weekly summary of a facilitated discussion is in the digest of its week."""

from datetime import timedelta

import pytest

from community.digests import composition, ediscussion_source
from community.digests.models import Preference
from community.digests.sources import Section
from community.following.services import following
from foundation import clock
from tests.factories import discussions as threads
from tests.factories import ediscussions as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def collect(language="en", now=None):
    now = now or clock.now()
    return ediscussion_source.collect(language, now - WEEK, now)


def told_to(member):
    preference, _made = Preference.objects.get_or_create(member=member, defaults={"started_at": clock.now()})
    digest = composition.compose_for(preference, language="en", now=clock.now())
    return [entry.item.title for entry in digest.entries if entry.item.key.startswith("summary:")]


def test_a_summary_is_told_in_the_week_it_came_out():
    row = made.discussion(title="What makes a council work?")
    summary = made.summary(row)
    (item,) = collect()
    assert item.title == "So far we agree on the table"
    assert [item.section, item.place] == [Section.THREADS, "What makes a council work?"]
    assert item.path == summary.get_absolute_url()
    assert item.summary.startswith("Seats are named.")
    assert "local-governance" in item.themes
    assert collect(now=clock.now() + WEEK + timedelta(days=1)) == []


def test_one_version_a_week_is_told_in_the_readers_language_where_it_is_there():
    row = made.discussion()
    made.summary(row)
    made.summary(row, language="fr", title="Jusqu’ici")
    assert [item.title for item in collect("fr")] == ["Jusqu’ici"]
    assert [item.title for item in collect("es")] == ["So far we agree on the table"]


def test_a_summary_of_a_discussion_that_not_everybody_may_read_is_not_told():
    made.summary(made.discussion(space=threads.members_space()))
    assert collect() == []


def test_who_follows_the_discussion_hears_of_its_summary_and_who_muted_it_does_not():
    row = made.discussion()
    made.summary(row)
    follower, muter, stranger = UserFactory(), UserFactory(), UserFactory()
    thread = made.thread_of(row)
    now = clock.now()
    following.choose(member=follower, kind="thread", target=thread.pk, level="followed", now=now)
    following.choose(member=muter, kind="thread", target=thread.pk, level="muted", now=now)
    for member in (muter, stranger):
        assert told_to(member) == []
    assert told_to(follower) == ["So far we agree on the table"]
