"""Owed mail: one row, one Message-ID, sent once, whatever happens to the workers."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as sent
from django.db import connection

from community.outbox import delivery, renderers
from community.outbox.enums import MailState
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _renderer(monkeypatch):
    monkeypatch.setattr(renderers, "_renderers", {})
    renderers.register("test.greeting", lambda mail, now: Letter("Hello", "Good day.\n", "<p>Good day.</p>"))


def owe(period="one", recipient="person@example.org", **values):
    return debts.owe(kind="test.greeting", recipient=recipient, period=period, language="fr", now=NOW, **values)


def test_the_same_debt_is_written_once():
    assert owe() is not None
    assert owe() is None
    assert owe(recipient="PERSON@example.org") is None
    assert Mail.objects.count() == 1


def test_a_mail_leaves_under_the_message_id_fixed_when_it_was_owed():
    debt = owe()
    delivery.deliver_due(now=NOW)
    (message,) = sent.outbox
    assert message.extra_headers["Message-ID"] == debt.message_id
    assert debt.message_id.endswith("@testserver>")
    assert message.to == ["person@example.org"]
    assert message.body == "Good day.\n"
    assert message.alternatives[0] == ("<p>Good day.</p>", "text/html")
    assert message.extra_headers["Content-Language"] == "fr"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_delivering_again_sends_nothing_again():
    owe()
    delivery.deliver_due(now=NOW)
    delivery.deliver_due(now=NOW + timedelta(days=1))
    assert len(sent.outbox) == 1
    assert Mail.objects.get().state == MailState.SENT


def test_what_was_owed_for_later_waits():
    owe(after=timedelta(hours=1))
    assert delivery.deliver_due(now=NOW) == 0
    assert delivery.deliver_due(now=NOW + timedelta(hours=1)) == 1


def test_a_claimed_mail_is_left_to_its_worker_until_the_lease_ends():
    owe()
    assert len(delivery.claim(now=NOW, limit=10)) == 1
    assert delivery.deliver_due(now=NOW + timedelta(seconds=1)) == 0
    assert delivery.deliver_due(now=NOW + delivery.LEASE + timedelta(seconds=1)) == 1
    assert len(sent.outbox) == 1


def test_nothing_left_to_say_sends_nothing_and_closes_the_debt():
    renderers.register("test.greeting", lambda mail, now: None)
    owe()
    delivery.deliver_due(now=NOW)
    assert sent.outbox == []
    assert Mail.objects.get().state == MailState.DROPPED


def test_what_is_remembered_on_sending_is_not_remembered_when_sending_fails(monkeypatch):
    remembered = []
    letter = Letter("Hello", "text", "", on_sent=lambda: remembered.append(1))
    renderers.register("test.greeting", lambda mail, now: letter)
    owe()

    def refuse(self, fail_silently=False):
        raise smtplib.SMTPServerDisconnected("gone")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        delivery.deliver_due(now=NOW)
    assert remembered == []
    delivery.deliver_due(now=NOW + timedelta(hours=1))
    assert remembered == [1]


def test_one_poisoned_mail_delays_nobody_and_is_parked_after_its_last_try():
    def render(mail, now):
        if mail.recipient.startswith("poison"):
            raise RuntimeError("cannot be written")
        return Letter("Hello", "text", "")

    renderers.register("test.greeting", render)
    owe(recipient="poison@example.org")
    owe()
    for hour in range(24):
        delivery.deliver_due(now=NOW + timedelta(hours=3 * hour))
    assert [message.to for message in sent.outbox] == [["person@example.org"]]
    poisoned = Mail.objects.get(recipient="poison@example.org")
    assert poisoned.state == MailState.PARKED
    assert poisoned.attempts == len(delivery.BACK_OFF) + 1
    assert poisoned.last_error == "RuntimeError"


def test_an_address_the_server_refuses_for_good_is_parked_at_once(monkeypatch):
    def refuse(self, fail_silently=False):
        raise smtplib.SMTPRecipientsRefused({"person@example.org": (550, b"no such user")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    owe()
    delivery.deliver_due(now=NOW)
    assert Mail.objects.get().state == MailState.PARKED


def test_the_context_of_a_paid_debt_is_wiped():
    owe(context={"link": "secret"})
    delivery.deliver_due(now=NOW)
    assert Mail.objects.get().context == {}


def test_the_audit_view_shows_every_debt():
    owe()
    delivery.deliver_due(now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, period, recipient, state, attempts FROM audit_mail")
        assert cursor.fetchall() == [("test.greeting", "one", "person@example.org", "sent", 1)]


def test_a_debt_wakes_a_worker_once_its_data_is_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        debts.owe(
            kind="test.greeting",
            recipient="person@example.org",
            period="now",
            language="en",
            now=datetime.now(tz=UTC),
        )
        assert sent.outbox == []
    assert len(sent.outbox) == 1


def test_without_a_broker_the_debt_stays_for_the_timetable(monkeypatch, django_capture_on_commit_callbacks, caplog):
    def broken(**kwargs):
        raise ConnectionError("no broker")

    monkeypatch.setattr("community.outbox.tasks.deliver.delay", broken)
    with django_capture_on_commit_callbacks(execute=True):
        owe()
    assert Mail.objects.get().state == MailState.OWED
    assert "waits for the timetable" in caplog.text
    delivery.deliver_due(now=NOW)
    assert len(sent.outbox) == 1


def test_a_parked_mail_forgets_what_it_was_to_say(monkeypatch):
    debt = owe(context={"text": "A link that works once"})
    monkeypatch.setattr(renderers, "render", lambda mail, now: (_ for _ in ()).throw(ValueError("broken")))
    for number in range(6):
        delivery.deliver_due(now=NOW + timedelta(days=number))
    debt.refresh_from_db()
    assert (debt.state, debt.context, debt.last_error) == (MailState.PARKED, {}, "ValueError")
