"""A mail server slower than the claims: whoever holds a claim renews it, whoever lost it sends nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as sent
from django.core.mail.backends.locmem import EmailBackend

from community.outbox import delivery, renderers
from community.outbox.enums import MailState
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
MAILS = 10
SLOW = 50.0


class Watch:
    """A stopwatch that stands still unless a mail is sent."""

    reading = 0.0


class SlowBackend(EmailBackend):
    """Takes SLOW seconds a mail; after each one a second worker looks for something to do."""

    inside = False

    def send_messages(self, messages):
        taken = super().send_messages(messages)
        if not SlowBackend.inside:
            Watch.reading += SLOW
            SlowBackend.inside = True
            try:
                delivery.deliver_due(now=NOW + timedelta(seconds=Watch.reading))
            finally:
                SlowBackend.inside = False
        return taken


@pytest.fixture
def owed(monkeypatch, settings):
    settings.EMAIL_BACKEND = f"{__name__}.SlowBackend"
    monkeypatch.setattr(Watch, "reading", 0.0)
    monkeypatch.setattr(renderers, "_renderers", {})
    monkeypatch.setattr("community.outbox.services.debts.wake", lambda mail_id: None)
    monkeypatch.setattr(delivery, "seconds", lambda: Watch.reading)
    renderers.register("test.greeting", lambda mail, now: Letter("Hello", "text", ""))
    people = [f"person{number}@example.org" for number in range(MAILS)]
    for person in people:
        debts.owe(kind="test.greeting", recipient=person, period="one", language="en", now=NOW)
    return people


@pytest.mark.django_db
def test_a_batch_that_outlasts_its_claim_sends_each_mail_once(owed):
    delivery.deliver_due(now=NOW)
    assert Watch.reading == MAILS * SLOW > 3 * delivery.LEASE.total_seconds()
    assert sorted(message.to[0] for message in sent.outbox) == sorted(owed)
    assert set(Mail.objects.values_list("state", "attempts")) == {(MailState.SENT, 1)}


@pytest.mark.django_db
def test_control_without_renewing_the_second_worker_repeats_mails(owed, monkeypatch):
    monkeypatch.setattr(delivery, "keep", lambda mails, now: mails)
    delivery.deliver_due(now=NOW)
    assert len(sent.outbox) > MAILS


@pytest.mark.django_db
def test_what_another_worker_claimed_meanwhile_is_left_to_it(owed):
    late = NOW + delivery.LEASE + timedelta(seconds=1)
    mine = delivery.claim(now=NOW, limit=MAILS)
    theirs = delivery.claim(now=late, limit=4)
    kept = delivery.keep(mine, now=late + timedelta(seconds=1))
    assert {mail.pk for mail in kept} == {mail.pk for mail in mine} - {mail.pk for mail in theirs}
    assert delivery.keep(theirs, now=late) == theirs
