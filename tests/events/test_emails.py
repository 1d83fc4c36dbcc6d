"""Mails about exchanges: to whom, in which words, and when they are left unsent."""

from datetime import timedelta

import pytest
from django.core import mail as sent

from community.outbox import delivery
from community.outbox.enums import MailState
from community.outbox.models import Mail
from events import emails
from events.enums import ExchangeState
from events.models import ExchangePage
from events.services import registrations
from foundation import clock
from tests.factories import events as made
from tests.factories import pages
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return made.exchange(
        title="A desk & more", starts_at=made.later(hour=12), zone="Asia/Kathmandu", place="Town hall", capacity=1
    )


def person(**fields):
    return UserFactory(profile__time_zone="America/Guayaquil", **fields)


def ask(page, member):
    return registrations.register(exchange=page, member=member, now=clock.now(), listening_language="en")


def deliver():
    sent.outbox.clear()
    delivery.deliver_due(now=clock.now() + timedelta(seconds=1))
    return {message.to[0]: message for message in sent.outbox}


def html_of(message):
    return next(body for body, kind in message.alternatives if kind == "text/html")


def test_confirmed_tells_both_clocks_the_calendar_and_the_way_out(page):
    member = person()
    ask(page, member)
    message = deliver()[member.email]
    assert message.to == [member.email]
    assert message.subject == "You are registered: A desk & more"
    assert message.extra_headers["Content-Language"] == "en"
    for words in (
        "07:00 to 08:30 in Guayaquil, your time",
        "17:45 to 19:15 in Kathmandu, where the host is",
        "Town hall",
    ):
        assert words in message.body
        assert words in " ".join(html_of(message).split())
    for address in ("calendar.ics", "cancel/", ""):
        link = f"http://testserver/en/exchanges/{page.slug}/{address}"
        assert link in message.body
        assert f'href="{link}"' in html_of(message)
    assert "A desk & more" in message.body
    assert "A desk &amp; more" in html_of(message)


def test_waiting_tells_the_position_in_words(page):
    member = person()
    ask(page, person())
    ask(page, person())
    ask(page, member)
    message = deliver()[member.email]
    assert message.subject == "You are on the waiting list: A desk & more"
    assert "Second in line." in message.body
    assert "Second in line." in html_of(message)
    assert "calendar.ics" not in message.body


def test_promoted_and_cancelled_reach_one_person_each(page):
    first, second = person(), person()
    ask(page, first)
    ask(page, second)
    deliver()
    registrations.cancel(exchange=page, member=first, now=clock.now())
    messages = deliver()
    assert set(messages) == {first.email, second.email}
    assert messages[first.email].subject == "Cancelled for you: A desk & more"
    assert "You have no place at this exchange any more." in messages[first.email].body
    assert "You have no place at this exchange any more." in html_of(messages[first.email])
    assert messages[second.email].subject == "A place became free for you: A desk & more"
    assert "You moved up from the waiting list." in messages[second.email].body
    assert "You moved up from the waiting list." in html_of(messages[second.email])


def test_a_cancelled_exchange_is_told_once_to_everybody_registered_and_nobody_else(page):
    here, waiting, gone = person(), person(), person()
    ask(page, here)
    ask(page, waiting)
    ask(page, gone)
    registrations.cancel(exchange=page, member=gone, now=clock.now())
    deliver()
    for _number in range(2):
        pages.publish(
            ExchangePage.objects.get(pk=page.pk), state=ExchangeState.CANCELLED, cancelled_reason="The room is wet."
        )
    messages = deliver()
    assert set(messages) == {here.email, waiting.email}
    message = messages[here.email]
    assert message.subject == "Will not take place: A desk & more"
    assert "The room is wet." in message.body
    assert "The room is wet." in html_of(message)
    assert "http://testserver/en/exchanges/" in message.body
    assert Mail.objects.filter(kind=emails.EXCHANGE_CANCELLED).count() == 2


def test_an_exchange_cancelled_again_after_a_change_of_mind_is_told_again(page):
    member = person()
    ask(page, member)
    for state in (ExchangeState.CANCELLED, ExchangeState.SCHEDULED, ExchangeState.CANCELLED):
        pages.publish(ExchangePage.objects.get(pk=page.pk), state=state, cancelled_reason="The room is wet.")
    assert Mail.objects.filter(kind=emails.EXCHANGE_CANCELLED, recipient=member.email).count() == 2


def test_mails_speak_the_members_language_and_lead_to_that_version(page):
    made.translation(page, "fr", title="Un guichet")
    member = person(profile__interface_language="fr")
    ask(page, member)
    message = deliver()[member.email]
    assert "Un guichet" in message.subject
    assert message.extra_headers["Content-Language"] == "fr"
    assert f"http://testserver/fr/exchanges/{page.slug}/" in message.body
    assert 'lang="fr"' in html_of(message)


def test_an_arabic_mail_runs_from_right_to_left(page):
    member = person(profile__interface_language="ar")
    ask(page, member)
    assert 'dir="rtl"' in html_of(deliver()[member.email])


def owed_then(page, change):
    """Owe a confirmation, change something, and return the mail as delivery leaves it."""
    member = person()
    row = ask(page, member)
    change(page, member)
    deliver()
    return Mail.objects.get(kind=emails.CONFIRMED, period=f"registration {row.pk} 1")


def unpublish(page, member):
    page.unpublish()


def cancel_place(page, member):
    registrations.cancel(exchange=page, member=member, now=clock.now())


def cancel_exchange(page, member):
    ExchangePage.objects.filter(pk=page.pk).update(state=ExchangeState.CANCELLED)


def end(page, member):
    ExchangePage.objects.filter(pk=page.pk).update(
        starts_at=clock.now() - timedelta(hours=2), ends_at=clock.now() - timedelta(hours=1)
    )


def close_account(page, member):
    member.is_active = False
    member.save()


@pytest.mark.parametrize("change", [unpublish, cancel_place, cancel_exchange, end, close_account])
def test_a_confirmation_that_is_no_longer_true_is_not_sent(page, change):
    assert owed_then(page, change).state == MailState.DROPPED


def test_control_a_confirmation_that_is_still_true_is_sent(page):
    assert owed_then(page, lambda _page, _member: None).state == MailState.SENT


def test_news_of_a_cancellation_taken_back_in_time_are_not_sent(page):
    member = person()
    ask(page, member)
    deliver()
    for state in (ExchangeState.CANCELLED, ExchangeState.SCHEDULED):
        pages.publish(ExchangePage.objects.get(pk=page.pk), state=state, cancelled_reason="The room is wet.")
    assert deliver() == {}


def test_each_renderer_is_known_to_the_outbox():
    from community.outbox.renderers import _renderers

    wanted = {emails.CONFIRMED, emails.WAITING, emails.PROMOTED, emails.CANCELLED, emails.EXCHANGE_CANCELLED}
    assert wanted <= set(_renderers)
