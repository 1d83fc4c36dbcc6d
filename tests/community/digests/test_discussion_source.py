"""What digests hear of threads."""

from datetime import timedelta

import pytest

from community.digests import discussion_source
from community.digests.sources import Section
from community.discussions.models import Thread
from community.discussions.services import posts, threads
from community.taxonomy.models import Term
from foundation import clock
from tests.factories import discussions as made
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db


def collect(since, now, language="fr"):
    return {item.title: item for item in discussion_source.collect(language, since, now)}


def test_new_threads_and_new_replies_are_told():
    now = clock.now()
    week = timedelta(days=7)
    old, revived, new = (
        made.thread(title=title, now=then)
        for title, then in (("Old", now - 3 * week), ("Revived", now - 3 * week), ("New", now - timedelta(days=1)))
    )
    made.post(revived, now=now - 2 * week)
    answer = made.post(revived, now=now - timedelta(hours=1))
    found = collect(now - week, now)
    assert set(found) == {"Revived", "New"}
    item = found["Revived"]
    assert item.key == f"thread:{revived.pk}"
    assert item.stamp == answer.created_at
    assert item.section == Section.THREADS
    assert item.replies == (now - 2 * week, now - timedelta(hours=1))
    assert item.path == revived.get_absolute_url().replace("/en/", "/fr/", 1)
    assert found["New"].section == Section.QUESTIONS
    assert found["New"].summary == "How did you do it?"
    assert old.title not in found
    assert collect(now - 4 * week, now - 3 * week)["Old"].key == f"thread:{old.pk}"
    assert new.pk


def test_what_not_everybody_may_read_is_not_told():
    now = clock.now()
    made.thread(space=made.members_space(), title="Between us")
    hidden = made.thread(title="Hidden")
    posts.hide(post=threads.opening(hidden), reason="x", now=now)
    kept = made.thread(title="Kept")
    posts.hide(post=made.post(kept), reason="x", now=now)
    found = collect(now - timedelta(days=1), now + timedelta(days=1))
    assert set(found) == {"Kept"}
    assert found["Kept"].replies == ()


def test_themes_come_with_their_parents_and_answers_are_counted():
    child = TermFactory(slug="below", parent=TermFactory(slug="above"))
    thread = made.thread(title="Filed")
    thread.themes.set([Term.objects.get(pk=child.pk)])
    made.post(thread)
    item = collect(clock.now() - timedelta(days=1), clock.now() + timedelta(days=1), "en")["Filed"]
    assert item.themes == {"below", "above"}
    assert item.note == "1 answer."


def test_it_costs_the_same_for_one_and_for_three(count_queries):
    made.post(made.thread(themes=("a",)))
    now = clock.now() + timedelta(days=1)
    one = count_queries(lambda: collect(now - timedelta(days=9), now))
    for _number in range(2):
        made.post(made.thread(themes=("a", "b")))
    assert count_queries(lambda: collect(now - timedelta(days=9), now)) == one
    assert Thread.objects.count() == 3
