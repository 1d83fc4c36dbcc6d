"""Facilitators who decide at one moment, on real connections."""

import pytest
from django.db import DatabaseError

from community.discussions import locks
from community.members.contributions import ContributionRefused
from community.members.enums import RoleGroup
from community.moderation.contributions import find
from community.moderation.models import Appeal, Decision, Flag, Repair
from community.moderation.services import appeals, authors, decisions, flags
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation import clock
from tests.community.discussions.test_concurrency import no_lock
from tests.factories import comments as made_comments
from tests.factories import contacts as made_contacts
from tests.factories import discussions as made_threads
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 10


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    # Sending is the outbox's own matter and tested there; here only what is owed counts.
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)


def rush(together, case):
    people = [UserFactory(role=RoleGroup.FACILITATORS) for _number in range(MANY)]
    now = clock.now()
    calls = [lambda actor=actor: decisions.hide(case=case, actor=actor, reason=actor.name, now=now) for actor in people]
    return [one for one in together(calls) if one is None or not isinstance(one, DatabaseError)]


@pytest.mark.parametrize("kind", ["post", "comment"])
def test_ten_facilitators_hide_once(together, kind):
    rows = {
        "post": lambda: made_threads.post(made_threads.thread()),
        "comment": lambda: made_comments.comment(made_comments.story()),
    }
    row = rows[kind]()
    results = rush(together, find(kind, row.pk))
    assert results.count(None) == MANY - 1
    assert Decision.objects.count() == Mail.objects.count() == 1
    row.refresh_from_db()
    assert row.hidden_reason == Decision.objects.get().reason


def test_control_without_the_lock_they_hide_more_than_once(together, monkeypatch, settings):
    from django.db import connection

    if connection.vendor == "sqlite":
        pytest.skip("the decision's own transaction serialises writers on SQLite")
    row = made_threads.post(made_threads.thread())
    monkeypatch.setattr(locks, "thread_lock", no_lock)
    rush(together, find("post", row.pk))
    assert Decision.objects.count() > 1


def test_thirty_reports_of_one_member_are_one(together):
    row, member = made_threads.post(made_threads.thread()), UserFactory()
    case, now = find("post", row.pk), clock.now()
    together([lambda: flags.flag(case=case, reporter=member, reason="spam", note="", now=now)] * 30)
    assert Flag.objects.count() == 1


@pytest.mark.parametrize("kind", ["post", "comment"])
def test_reports_that_arrive_together_hide_once_and_write_once(together, kind):
    rows = {
        "post": lambda: made_threads.post(made_threads.thread()),
        "comment": lambda: made_comments.comment(made_comments.story()),
    }
    case, now = find(kind, rows[kind]().pk), clock.now()
    flags.flag(case=case, reporter=UserFactory(), reason="spam", note="", now=now)
    # The second and the third come at one moment, with seven more behind them.
    people = [UserFactory() for _number in range(MANY - 1)]
    calls = [lambda one=one: outcome(lambda: report_by(case, one, now)) for one in people]
    results = together(calls)
    assert not [one for one in results if isinstance(one, DatabaseError)]
    assert find(kind, case.pk).is_hidden
    assert Decision.objects.filter(action="auto_hide").count() == 1
    assert Repair.objects.count() == 1
    assert Mail.objects.filter(kind="moderation.paused").count() == 1
    # Two made three with the first; who came after found it hidden.
    assert Flag.objects.count() == 3


def report_by(case, member, now):
    return flags.flag(case=case, reporter=member, reason="spam", note="", now=now)


def outcome(call):
    """Return what a call gives, or the sentence by which it was refused."""
    try:
        return call()
    except ContributionRefused as refusal:
        return refusal.sentence


def test_control_without_the_lock_reports_hide_more_than_once(together, monkeypatch):
    from django.db import connection

    if connection.vendor == "sqlite":
        pytest.skip("the report's own transaction serialises writers on SQLite")
    case, now = find("post", made_threads.post(made_threads.thread()).pk), clock.now()
    monkeypatch.setattr(locks, "thread_lock", no_lock)
    people = [UserFactory() for _number in range(MANY)]
    together([lambda one=one: outcome(lambda: report_by(case, one, now)) for one in people])
    assert Flag.objects.count() != 3 or Mail.objects.filter(kind="moderation.paused").count() != 1


@pytest.mark.parametrize("kind", ["post", "comment", "message"])
def test_of_two_decisions_on_an_appeal_one_counts(together, kind):
    rows = {
        "post": lambda: made_threads.post(made_threads.thread()),
        "comment": lambda: made_comments.comment(made_comments.story()),
        "message": lambda: made_contacts.message(UserFactory(), made_contacts.reachable()),
    }
    case, now = find(kind, rows[kind]().pk), clock.now()
    decider = UserFactory(role=RoleGroup.FACILITATORS)
    decisions.hide(case=case, actor=decider, reason="x", now=now)
    authors.appeal(case=find(kind, case.pk), author=case.author, text="Why?", now=now)
    judges = [UserFactory(role=RoleGroup.FACILITATORS) for _number in range(4)] + [decider]
    calls = [
        lambda judge=judge, number=number: outcome(
            lambda: appeals.decide(
                case=case, action="grant" if number % 2 else "uphold", actor=judge, reason="y", now=now
            )
        )
        for number, judge in enumerate(judges)
    ]
    results = together(calls)
    assert not [one for one in results if isinstance(one, DatabaseError)]
    made = Decision.objects.filter(action__in=["grant", "uphold"]).get()
    assert made.actor != decider
    assert Appeal.objects.get().outcome == made
    assert find(kind, case.pk).is_published == (made.action == "grant")
    assert Mail.objects.filter(kind__in=["moderation.granted", "moderation.upheld"]).count() == 1


def test_of_an_appeal_sent_twice_one_is_kept(together):
    case, now = find("post", made_threads.post(made_threads.thread()).pk), clock.now()
    decisions.hide(case=case, actor=UserFactory(role=RoleGroup.FACILITATORS), reason="x", now=now)
    again = find("post", case.pk)

    def call():
        return outcome(lambda: authors.appeal(case=again, author=case.author, text="Why?", now=now))

    results = together([call] * 5)
    assert not [one for one in results if isinstance(one, DatabaseError)]
    assert Appeal.objects.count() == 1


def test_a_change_by_the_author_and_a_decision_at_one_moment_leave_one_truth(together):
    case, now = find("post", made_threads.post(made_threads.thread()).pk), clock.now()
    for _number in range(3):
        report_by(case, UserFactory(), now)
    actor = UserFactory(role=RoleGroup.FACILITATORS)
    results = together(
        [
            lambda: outcome(lambda: decisions.hide(case=case, actor=actor, reason="x", now=now)),
            lambda: outcome(lambda: authors.repair(case=case, author=case.author, text="New", language="en", now=now)),
        ]
    )
    assert not [one for one in results if isinstance(one, DatabaseError)]
    # Whichever came first, the facilitator's word is the last.
    fresh = find("post", case.pk)
    assert fresh.is_hidden
    assert fresh.hidden_reason == "x"
    assert not Flag.objects.open().exists()
