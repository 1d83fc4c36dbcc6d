"""An address that wants no mail gets none, whoever owes it."""

from datetime import UTC, datetime

import pytest
from django.core import mail as sent
from django.urls import reverse

from community.outbox import delivery, renderers
from community.outbox.enums import MailState
from community.outbox.models import Mail, Suppression
from community.outbox.services import debts
from foundation.mail import Letter
from tests.factories.members import UserFactory

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _renderers(monkeypatch):
    monkeypatch.setattr(renderers, "_renderers", {})
    for kind in ("digest.weekly", "digest.monthly", "registration.confirmed", "digests"):
        renderers.register(kind, lambda mail, now: Letter("Hello", mail.kind, ""))


def owe(kind, recipient="person@example.org"):
    return debts.owe(kind=kind, recipient=recipient, period="one", language="en", now=NOW, context={"key": 1})


@pytest.mark.parametrize(
    ("channel", "leaving"),
    [
        ("", set()),
        ("digest", {"registration.confirmed", "digests"}),
        ("digest.weekly", {"digest.monthly", "registration.confirmed", "digests"}),
        ("elsewhere", {"digest.weekly", "digest.monthly", "registration.confirmed", "digests"}),
    ],
)
def test_no_mail_of_the_channel_leaves_and_the_ledger_says_so(channel, leaving):
    Suppression.objects.create(recipient="Person@Example.org", channel=channel)
    kinds = {"digest.weekly", "digest.monthly", "registration.confirmed", "digests"}
    for kind in kinds:
        owe(kind)
        owe(kind, recipient="other@example.org")
    delivery.deliver_due(now=NOW)
    assert {message.body for message in sent.outbox if message.to == ["person@example.org"]} == leaving
    assert len([message for message in sent.outbox if message.to == ["other@example.org"]]) == len(kinds)
    for mail in Mail.objects.filter(recipient="person@example.org"):
        assert mail.state == (MailState.SENT if mail.kind in leaving else MailState.SUPPRESSED)
        assert (mail.sent_at is not None) is (mail.kind in leaving)
        assert mail.context == {}


def test_a_suppressed_debt_is_not_taken_up_again():
    Suppression.objects.create(recipient="person@example.org")
    mail = owe("digest.weekly")
    delivery.deliver_one(mail_id=mail.pk, now=NOW)
    Suppression.objects.all().delete()
    assert delivery.deliver_due(now=NOW) == 0
    assert sent.outbox == []


def test_an_administrator_writes_an_address_down(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    answer = client.post(
        reverse("admin:outbox_suppression_add"), {"recipient": "person@example.org", "channel": "digest"}
    )
    assert answer.status_code == 302
    assert Suppression.objects.get().channel == "digest"
