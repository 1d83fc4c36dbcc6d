"""Two at one moment: two verdicts make one outcome, two who take the last place make one review."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction

from community.outbox.services import debts
from foundation import clock
from home.reviews import locks
from home.reviews.enums import Outcome
from home.reviews.models import Review, Round
from home.reviews.services import decisions, proposals
from home.reviews.services.refusals import EnoughReviewers
from home.submissions.enums import State
from home.submissions.models import Move, Submission
from tests.factories import reviews

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_delivery(monkeypatch):
    """Sending is the outbox's own matter."""
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)


def together(*calls):
    """Run calls in threads that start at one moment; return the results or what was raised, in order."""
    barrier, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        try:
            barrier.wait(timeout=20)
            results[number] = call()
        except Exception as error:  # noqa: BLE001  # handed to the test
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def verdicts(round_, people, verdict):
    both = [reviews.accepted(round_, person) for person in people[:2]]
    return [
        lambda review=review, person=person: decisions.decide(
            review=review, by=person, verdict=verdict, reason="", now=clock.now()
        )
        for review, person in zip(both, people, strict=False)
    ]


@pytest.mark.parametrize(("verdict", "state"), [("approve", State.PUBLIC), ("decline", State.DECLINED)])
def test_two_verdicts_at_one_moment_end_the_round_once(verdict, state):
    row, round_, people = reviews.waiting()
    results = together(*verdicts(round_, people, verdict))
    assert all(isinstance(result, Review) for result in results), results
    assert Round.objects.get(pk=round_.pk).outcome == Outcome(verdict)
    assert Submission.objects.get(pk=row.pk).state == state
    assert Move.objects.filter(submission=row, after=state).count() == 1
    assert round_.reviews.count() == 2


def test_a_tie_at_one_moment_calls_one_third_reviewer():
    _row, round_, people = reviews.waiting(reviewers=5)
    first, second = (reviews.accepted(round_, person) for person in people[:2])
    results = together(
        lambda: decisions.decide(review=first, by=people[0], verdict="approve", reason="", now=clock.now()),
        lambda: decisions.decide(review=second, by=people[1], verdict="changes", reason="", now=clock.now()),
    )
    assert all(isinstance(result, Review) for result in results), results
    assert round_.reviews.count() == 3


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_without_the_lock_two_verdicts_miss_each_other(monkeypatch):
    """The control: both look before either has written, so that neither ends the round."""
    _row, round_, people = reviews.waiting()
    calls = verdicts(round_, people, "approve")
    looked = threading.Barrier(2)

    @contextmanager
    def unlocked(round_id):
        with transaction.atomic():
            yield Round.objects.select_related("page__locale", "revision", "submission", "task_state").get(pk=round_id)

    settle = decisions._settle

    def late(row, *, now):
        looked.wait(timeout=20)
        settle(row, now=now)

    monkeypatch.setattr(locks, "round_lock", unlocked)
    monkeypatch.setattr(decisions, "_settle", late)
    together(*calls)
    assert Round.objects.get(pk=round_.pk).outcome == ""


def test_two_who_take_the_last_place_make_one_review():
    _row, round_, first = reviews.waiting(reviewers=1)
    others = [reviews.reviewer() for _number in range(2)]
    results = together(
        *[lambda person=person: proposals.claim(row=round_, by=person, now=clock.now()) for person in others]
    )
    assert sorted(type(result).__name__ for result in results) == [EnoughReviewers.__name__, Review.__name__]
    assert round_.reviews.count() == 2
    assert first
