"""Two workers at once send each mail once: real connections, real threads."""

import threading
from datetime import UTC, datetime

import pytest
from django.core import mail as sent
from django.db import connection

from community.outbox import delivery, renderers
from community.outbox.services import debts
from foundation.mail import Letter

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
MAILS = 40


def _deliver_side_by_side() -> list[str]:
    start = threading.Barrier(4)

    def work() -> None:
        try:
            start.wait()
            while delivery.deliver_due(now=NOW, limit=5):
                pass
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [message.to[0] for message in sent.outbox]


def _owe_all() -> list[str]:
    renderers.register("test.greeting", lambda mail, now: Letter("Hello", "text", ""))
    people = [f"person{number}@example.org" for number in range(MAILS)]
    for person in people:
        debts.owe(kind="test.greeting", recipient=person, period="one", language="en", now=NOW)
    sent.outbox.clear()
    return people


@pytest.fixture(autouse=True)
def _own_renderers(monkeypatch):
    monkeypatch.setattr(renderers, "_renderers", {})
    monkeypatch.setattr("community.outbox.services.debts.wake", lambda mail_id: None)


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_send_each_mail_once():
    people = _owe_all()
    assert sorted(_deliver_side_by_side()) == sorted(people)


@pytest.mark.django_db(transaction=True)
def test_control_without_claims_workers_repeat_themselves(monkeypatch):
    _owe_all()
    rows = delivery.Mail.objects.all()

    def careless(*, now, limit, mail_id=None):
        claimed = list(rows.claimable(now=now)[:limit])
        barrier.wait()
        return claimed

    barrier = threading.Barrier(4)
    monkeypatch.setattr(delivery, "claim", careless)
    reached: list[str] = []

    def work() -> None:
        try:
            delivery.deliver_due(now=NOW, limit=5)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reached += [message.to[0] for message in sent.outbox]
    assert len(reached) > len(set(reached))
