"""Comments under pressure, on real connections, and the same without the lock, which must then go wrong."""

import time
from collections import Counter
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from wagtail.models import Page

from community.comments import locks
from community.comments.models import PageComment
from community.comments.services import comments
from foundation import clock
from tests.factories import comments as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 30
MOMENT = 0.01


@contextmanager
def no_lock(page_id):
    """What page_lock gives, without its lock."""
    page = Page.objects.get(pk=page_id)
    if connection.vendor == "sqlite":
        yield page
    else:
        with transaction.atomic():
            yield page


@pytest.fixture(autouse=True)
def moment_between_numbering_and_writing(monkeypatch):
    number = PageComment._calculate_thread_data

    def calculate(comment):
        number(comment)
        time.sleep(MOMENT)

    monkeypatch.setattr(PageComment, "_calculate_thread_data", calculate)


def rush(together, page, parent):
    calls = [
        lambda author=author: comments.write(
            page=page, author=author, text="Me too", language="en", parent=parent, now=clock.now()
        )
        for author in [UserFactory() for _number in range(MANY)]
    ]
    return [result for result in together(calls) if isinstance(result, DatabaseError)]


def is_right(page, parent):
    rows = list(PageComment.objects.on(page).in_reading_order())
    orders = Counter(row.order for row in rows if row.thread_id == parent.thread_id)
    stack: list[PageComment] = []
    for row in rows:
        del stack[row.level :]
        if row.thread_id == 0 or (row.level and (not stack or stack[-1].pk != row.parent_id)):
            return False
        stack.append(row)
    return (
        sorted(orders) == list(range(1, len(orders) + 1))
        and set(orders.values()) == {1}
        and PageComment.objects.get(pk=parent.pk).nested_count == MANY
        and len(rows) == MANY + 2
    )


def grown():
    """A page with a comment, and below it one that is answered."""
    page = made.story()
    first = made.comment(page)
    return page, first, made.comment(page)


def test_thirty_comments_at_once_leave_a_tree(together):
    page, parent, _other = grown()
    assert rush(together, page, parent) == []
    assert is_right(page, parent)


def test_control_without_the_lock_thirty_comments_go_wrong(together, monkeypatch):
    page, parent, _other = grown()
    monkeypatch.setattr(locks, "page_lock", no_lock)
    errors = rush(together, page, parent)
    assert errors or not is_right(page, parent)


def test_thirty_sendings_of_one_form_are_one_comment(together):
    import uuid

    page, author, form = made.story(), UserFactory(), uuid.uuid4()
    values = {"text": "Once", "language": "en", "now": clock.now(), "submission": form}
    results = together([lambda: comments.write(page=page, author=author, **values)] * MANY)
    assert {result.pk for result in results} == {PageComment.objects.get().pk}


def test_commenting_while_the_page_is_deleted_leaves_no_orphan(together):
    page, authors = made.story(), [UserFactory() for _number in range(10)]

    def write(author):
        try:
            return comments.write(page=page, author=author, text="x", language="en", now=clock.now())
        except comments.PageClosed as refusal:
            return refusal

    calls = [lambda author=author: write(author) for author in authors]
    together([*calls, lambda: Page.objects.get(pk=page.pk).delete()])
    assert not Page.objects.filter(pk=page.pk).exists()
    assert PageComment.objects.count() == 0
