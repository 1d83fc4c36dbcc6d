"""Facilitators who decide at one moment, on real connections."""

import pytest
from django.db import DatabaseError

from community.discussions import locks
from community.members.enums import RoleGroup
from community.moderation.contributions import find
from community.moderation.models import Decision, Flag
from community.moderation.services import decisions, flags
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation import clock
from tests.community.discussions.test_concurrency import no_lock
from tests.factories import comments as made_comments
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
