"""Seats: who gets one, who waits, who moves up, who is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from community.outbox.models import Mail
from events.enums import ExchangeState, RegistrationState
from events.models import ExchangePage, Registration
from events.services import registrations
from foundation import clock
from tests.factories import events as made
from tests.factories import pages
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def ask(page, member=None, **fields):
    values = {"listening_language": "fr", "now": clock.now(), **fields}
    return registrations.register(exchange=page, member=member or UserFactory(), **values)


def kinds_of(member):
    return list(Mail.objects.filter(recipient=member.email).order_by("pk").values_list("kind", flat=True))


def states_of(page):
    return list(page.registrations.in_order().values_list("sequence", "state"))


def test_a_free_place_is_given_with_its_number_and_what_was_said():
    member = UserFactory()
    made_row = ask(made.exchange(), member, by_telephone=True)
    row = Registration.objects.get()
    assert row == made_row
    assert (row.state, row.sequence, row.revision) == (RegistrationState.CONFIRMED, 1, 1)
    assert (row.listening_language, row.by_telephone, row.promoted_at) == ("fr", True, None)
    assert kinds_of(member) == ["registration.confirmed"]


def test_who_comes_when_all_places_are_taken_waits_in_order():
    page = made.exchange(capacity=2)
    for _number in range(4):
        ask(page)
    assert states_of(page) == [(1, "confirmed"), (2, "confirmed"), (3, "waiting"), (4, "waiting")]
    assert Mail.objects.filter(kind="registration.waiting").count() == 2


def test_asking_twice_gives_one_row_and_one_mail():
    page, member = made.exchange(), UserFactory()
    assert ask(page, member) == ask(page, member)
    assert Registration.objects.count() == 1
    assert kinds_of(member) == ["registration.confirmed"]


def test_asking_again_after_closing_still_gives_the_same_receipt():
    page, member = made.exchange(), UserFactory()
    first = ask(page, member)
    assert ask(page, member, now=page.starts_at + timedelta(minutes=5)) == first


def test_every_language_version_shares_the_seats_of_the_source():
    page = made.exchange(capacity=1)
    alias, translated = made.stand_in(page, "fr"), made.translation(page, "es", title="Hola")
    assert ask(alias).exchange_id == page.pk
    assert ask(translated).exchange_id == page.pk
    assert ask(page).sequence == 3
    assert states_of(page) == [(1, "confirmed"), (2, "waiting"), (3, "waiting")]


def test_a_place_given_back_goes_to_the_first_in_line_at_once():
    page = made.exchange(capacity=1)
    first, second, third = UserFactory(), UserFactory(), UserFactory()
    for member in (first, second, third):
        ask(page, member)
    now = clock.now()
    registrations.cancel(exchange=page, member=first, now=now)
    assert states_of(page) == [(1, "cancelled"), (2, "confirmed"), (3, "waiting")]
    assert page.registrations.get(sequence=2).promoted_at == now
    assert kinds_of(first) == ["registration.confirmed", "registration.cancelled"]
    assert kinds_of(second) == ["registration.waiting", "registration.promoted"]
    assert kinds_of(third) == ["registration.waiting"]


def test_leaving_the_waiting_list_moves_nobody():
    page = made.exchange(capacity=1)
    members = [UserFactory() for _number in range(3)]
    for member in members:
        ask(page, member)
    registrations.cancel(exchange=page, member=members[1], now=clock.now())
    assert states_of(page) == [(1, "confirmed"), (2, "cancelled"), (3, "waiting")]


def test_cancelling_twice_owes_one_mail():
    page, member = made.exchange(), UserFactory()
    ask(page, member)
    for _number in range(2):
        registrations.cancel(exchange=page, member=member, now=clock.now())
    assert kinds_of(member) == ["registration.confirmed", "registration.cancelled"]


def test_who_comes_back_after_cancelling_goes_to_the_end_of_the_line():
    page = made.exchange(capacity=1)
    first, second = UserFactory(), UserFactory()
    ask(page, first)
    ask(page, second)
    registrations.cancel(exchange=page, member=first, now=clock.now())
    back = ask(page, first)
    assert states_of(page) == [(2, "confirmed"), (3, "waiting")]
    assert (back.sequence, back.revision) == (3, 3)
    assert kinds_of(first) == ["registration.confirmed", "registration.cancelled", "registration.waiting"]


def test_a_number_is_never_given_twice_even_when_its_holder_is_erased():
    page, member = made.exchange(), UserFactory()
    ask(page)
    ask(page, member)
    member.delete()
    assert ask(page).sequence == 3


def test_more_places_move_people_up_in_order_and_fewer_drop_nobody():
    page = made.exchange(capacity=2)
    for _number in range(6):
        ask(page)
    registrations.change_capacity(exchange=page, capacity=4, now=clock.now())
    assert [state for _number, state in states_of(page)] == ["confirmed"] * 4 + ["waiting"] * 2
    registrations.change_capacity(exchange=page, capacity=1, now=clock.now())
    assert [state for _number, state in states_of(page)] == ["confirmed"] * 4 + ["waiting"] * 2
    assert ask(page).state == RegistrationState.WAITING
    assert Mail.objects.filter(kind="registration.promoted").count() == 2


def test_a_change_of_places_holds_in_every_version_and_in_the_next_draft():
    page = made.exchange(capacity=2)
    alias = made.stand_in(page, "fr")
    page.save_revision()
    registrations.change_capacity(exchange=alias, capacity=5, now=clock.now())
    assert set(ExchangePage.objects.values_list("capacity", flat=True)) == {5}
    draft = ExchangePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.capacity == 5


@pytest.mark.parametrize("capacity", [0, -1, None])
def test_no_places_at_all_is_refused(capacity):
    page = made.exchange(capacity=2)
    with pytest.raises(ValidationError):
        registrations.change_capacity(exchange=page, capacity=capacity, now=clock.now())
    assert ExchangePage.objects.get(pk=page.pk).capacity == 2


def moment(page, name):
    return {
        "before it opens": page.opens_at - timedelta(seconds=1),
        "as it opens": page.opens_at,
        "just before it closes": page.closes_at - timedelta(seconds=1),
        "as it closes": page.closes_at,
        "as it starts": page.starts_at,
        "as it ends": page.ends_at,
    }[name]


@pytest.mark.parametrize(
    ("at", "refusal"),
    [
        ("before it opens", registrations.NotYetOpen),
        ("as it opens", None),
        ("just before it closes", None),
        ("as it closes", registrations.ExchangeClosed),
        ("as it starts", registrations.ExchangePast),
        ("as it ends", registrations.ExchangePast),
    ],
)
def test_registration_is_open_from_its_opening_until_its_closing(at, refusal):
    starts_at = made.later()
    page = made.exchange(
        starts_at=starts_at, opens_at=starts_at - timedelta(days=5), closes_at=starts_at - timedelta(hours=2)
    )
    now = moment(page, at)
    if refusal is None:
        assert ask(page, now=now).is_confirmed
        return
    with pytest.raises(refusal) as caught:
        ask(page, now=now)
    assert caught.value.sentence.endswith(".")
    assert not Registration.objects.exists()
    assert not Mail.objects.exists()


def test_a_cancelled_exchange_takes_nobody_and_gives_nothing_back():
    page, member = made.exchange(), UserFactory()
    ask(page, member)
    pages.publish(page, state=ExchangeState.CANCELLED, cancelled_reason="The speakers cannot come.")
    with pytest.raises(registrations.ExchangeCancelled, match="will not take place"):
        ask(page)
    with pytest.raises(registrations.ExchangeCancelled):
        registrations.cancel(exchange=page, member=member, now=clock.now())
    assert Registration.objects.get().is_confirmed


def test_who_was_never_registered_cannot_cancel():
    with pytest.raises(registrations.NotRegistered, match="nothing to cancel"):
        registrations.cancel(exchange=made.exchange(), member=UserFactory(), now=clock.now())


def test_once_it_has_begun_a_place_cannot_be_given_back():
    page, member = made.exchange(capacity=1), UserFactory()
    ask(page, member)
    with pytest.raises(registrations.ExchangePast):
        registrations.cancel(exchange=page, member=member, now=page.starts_at)


def test_people_move_up_after_registration_has_closed_but_not_after_the_start():
    page = made.exchange(capacity=1, closes_at=made.later() - timedelta(hours=2))
    first, second = UserFactory(), UserFactory()
    ask(page, first)
    ask(page, second)
    registrations.cancel(exchange=page, member=first, now=page.closes_at + timedelta(minutes=1))
    assert page.registrations.get(member=second).is_confirmed
    ask_third = UserFactory()
    ask(page, ask_third)
    registrations.change_capacity(exchange=page, capacity=9, now=page.starts_at)
    assert page.registrations.get(member=ask_third).is_waiting


@pytest.mark.parametrize("language", ["", "de", "nonsense"])
def test_a_language_that_is_not_offered_is_refused(language):
    with pytest.raises(ValidationError):
        ask(made.exchange(), listening_language=language)
    assert not Registration.objects.exists()


@pytest.mark.parametrize(("offered", "kept"), [((), ""), (("es",), "es")])
def test_without_a_choice_the_only_language_is_kept(offered, kept):
    assert ask(made.exchange(languages=offered), listening_language="").listening_language == kept


def test_the_audit_view_tells_who_has_which_place_in_which_order():
    page = made.exchange(capacity=1)
    rows = [ask(page), ask(page)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT event, person, state, sequence FROM audit_registrations ORDER BY sequence")
        found = cursor.fetchall()
    assert found == [(page.pk, rows[0].member_id, "confirmed", 1), (page.pk, rows[1].member_id, "waiting", 2)]


def test_the_place_of_a_deleted_account_goes_to_the_first_in_line(django_capture_on_commit_callbacks):
    page = made.exchange(capacity=1)
    leaver, waiter = UserFactory(), UserFactory()
    made.registered(page, leaver)
    waiting = made.registered(page, waiter)
    with django_capture_on_commit_callbacks(execute=True):
        leaver.delete()
    waiting.refresh_from_db()
    assert waiting.is_confirmed


def test_an_exchange_that_members_count_on_is_not_taken_off_the_site(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    page = made.exchange()
    made.registered(page)
    client.force_login(UserFactory(is_superuser=True))
    client.post(f"/cms/pages/{page.pk}/unpublish/")
    page.refresh_from_db()
    assert page.live
