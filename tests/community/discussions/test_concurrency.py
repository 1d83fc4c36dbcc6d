"""A thread under pressure: many replies at one moment, on real connections, and the same without the lock.

Each case also runs with the lock off and must then go wrong: otherwise it would prove nothing.
"""

import time
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from community.discussions import locks
from community.discussions.models import Post, Thread
from community.discussions.services import posts
from foundation import clock
from tests.factories import discussions as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 20
# Between numbering a post and writing it there is always a moment; here it is long enough to be met every time.
MOMENT = 0.01


@contextmanager
def no_lock(thread_id):
    """What thread_lock gives, without its lock: neither the row's nor, on SQLite, that of the transaction."""
    thread = Thread.objects.select_related("space").get(pk=thread_id)
    if connection.vendor == "sqlite":
        yield thread
    else:
        with transaction.atomic():
            yield thread


@pytest.fixture(autouse=True)
def moment_between_numbering_and_writing(monkeypatch):
    written = posts.place

    def place(*args, **kwargs):
        time.sleep(MOMENT)
        return written(*args, **kwargs)

    monkeypatch.setattr(posts, "place", place)


def rush(together, thread, parent):
    """Twenty members answer at one moment; return what went wrong."""
    authors = [UserFactory() for _number in range(MANY)]
    calls = [
        lambda author=author: posts.reply(
            thread=thread, parent=parent, author=author, text="Me too", language="en", now=clock.now()
        )
        for author in authors
    ]
    return [result for result in together(calls) if isinstance(result, DatabaseError)]


def is_right(thread, parent):
    paths = list(thread.posts.replies().filter(parent=parent).values_list("path", flat=True))
    numbers = {path[-8:] for path in Post.objects.filter(thread=thread).values_list("path", flat=True)}
    fresh = Thread.objects.get(pk=thread.pk)
    return (
        len(paths) == len(set(paths)) == MANY
        and len(numbers) == thread.posts.count() == fresh.next_position - 1
        and fresh.reply_count == thread.posts.replies().count()
        and Post.objects.get(pk=parent.pk).child_count == MANY
    )


def test_twenty_replies_at_once_have_each_their_place(together):
    thread = made.thread()
    parent = made.post(thread)
    assert rush(together, thread, parent) == []
    assert is_right(thread, parent)


def test_twenty_replies_to_the_deepest_post_stand_beside_it(together):
    thread = made.thread()
    parent = made.post(thread, made.post(thread, made.post(thread)))
    assert rush(together, thread, parent) == []
    assert is_right(thread, parent)


def test_control_without_the_lock_twenty_replies_go_wrong(together, monkeypatch):
    thread = made.thread()
    parent = made.post(thread)
    monkeypatch.setattr(locks, "thread_lock", no_lock)
    errors = rush(together, thread, parent)
    assert errors or not is_right(thread, parent)


def test_one_member_cannot_slip_past_the_pace_by_hurrying(together):
    author, now = UserFactory(), clock.now()
    rows = [made.thread() for _number in range(15)]
    calls = [lambda row=row: write_paced(row, author, now) for row in rows]
    together(calls)
    assert Post.objects.filter(author=author).count() == 10


def write_paced(thread, author, now):
    try:
        return posts.reply(thread=thread, parent=None, author=author, text="Quick", language="en", now=now)
    except posts.contributions.ContributionRefused as refusal:
        return refusal


def test_thirty_sendings_of_one_form_are_one_post(together):
    import uuid

    thread, author, form = made.thread(), UserFactory(), uuid.uuid4()
    values = {"parent": None, "text": "Once", "language": "en", "now": clock.now(), "submission": form}
    results = together([lambda: posts.reply(thread=thread, author=author, **values)] * 30)
    assert {result.pk for result in results} == {Post.objects.get(author=author).pk}


def test_hiding_and_replying_at_once_leave_the_count_right(together):
    thread = made.thread()
    found = [made.post(thread) for _number in range(6)]
    now = clock.now()
    calls = [lambda post=post: posts.hide(post=post, reason="x", now=now) for post in found]
    calls += [lambda: made.post(thread)] * 6
    together(calls)
    assert Thread.objects.get(pk=thread.pk).reply_count == 6
