"""Seats under pressure: many requests at one moment, on real connections, and the same without the lock.

Each case also runs with the lock off and must then go wrong: otherwise it would prove nothing.
"""

import itertools
import random
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, close_old_connections, connection, connections, transaction

from community.outbox.models import Mail
from community.outbox.services import debts
from events import locks
from events.models import ExchangePage, Registration
from events.querysets import RegistrationQuerySet
from events.services import registrations
from foundation import clock
from tests.factories import events as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

SEATS, PEOPLE = 10, 50
PATIENCE = 2.0
SPREAD = 0.4
PARALLEL = "parallel"


class Gate:
    """Makes the worst case happen: who has counted the seats waits until all the others have counted too.

    Without a lock everybody meets here, and they go on one by one. With the lock only one person at a time comes this
    far: nobody joins her, the gate gives way after PATIENCE seconds and stays open.
    """

    def __init__(self, people: int) -> None:
        self.barrier = threading.Barrier(people)

    def __call__(self) -> None:
        try:
            self.barrier.wait(timeout=PATIENCE)
        except threading.BrokenBarrierError:
            return
        time.sleep(random.uniform(0, SPREAD))


@contextmanager
def no_lock(exchange_id: int):
    """What seat_lock gives, without its lock: neither the row's nor, on SQLite, that of the transaction."""
    exchange = ExchangePage.objects.get(pk=exchange_id)
    if connection.vendor == "sqlite":
        yield exchange
    else:
        with transaction.atomic():
            yield exchange


@pytest.fixture(autouse=True)
def no_delivery(monkeypatch):
    """Sending is the outbox's own matter and tested there; here only what is owed counts."""
    monkeypatch.setattr(debts, "wake", lambda **_mail: None)


@pytest.fixture
def together(monkeypatch):
    """Run calls at one moment, each in a thread with a connection of its own; return results or errors."""

    def run_all(calls: list[Callable[[], object]]) -> list[object]:
        gate, start = Gate(len(calls)), threading.Barrier(len(calls))
        results: list[object] = [None] * len(calls)
        counted = RegistrationQuerySet.count

        def count(rows: RegistrationQuerySet) -> int:
            number = counted(rows)
            if threading.current_thread().name == PARALLEL:
                gate()
            return number

        def run(number: int, call: Callable[[], object]) -> None:
            close_old_connections()
            start.wait()
            try:
                results[number] = call()
            except DatabaseError as error:
                results[number] = error
            finally:
                connections.close_all()

        monkeypatch.setattr(RegistrationQuerySet, "count", count)
        threads = [threading.Thread(target=run, args=pair, name=PARALLEL) for pair in enumerate(calls)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        monkeypatch.setattr(RegistrationQuerySet, "count", counted)
        return results

    return run_all


def asking(page, member) -> Callable[[], object]:
    return lambda: registrations.register(exchange=page, member=member, now=clock.now(), listening_language="en")


def rush(together, page) -> list[tuple[int, str]]:
    """Fifty people ask at one moment; return (number, state) in order."""
    together([asking(page, UserFactory()) for _number in range(PEOPLE)])
    return list(Registration.objects.order_by("sequence").values_list("sequence", "state"))


RIGHT = [(number, "confirmed" if number <= SEATS else "waiting") for number in range(1, PEOPLE + 1)]


def test_fifty_requests_for_ten_seats_give_ten_places_and_forty_in_line(together):
    assert rush(together, made.exchange(capacity=SEATS)) == RIGHT
    assert Mail.objects.filter(kind="registration.confirmed").count() == SEATS
    assert Mail.objects.filter(kind="registration.waiting").count() == PEOPLE - SEATS
    assert Mail.objects.count() == PEOPLE


def test_control_without_the_lock_fifty_requests_go_wrong(together, monkeypatch):
    monkeypatch.setattr(locks, "seat_lock", no_lock)
    assert rush(together, made.exchange(capacity=SEATS)) != RIGHT


def test_control_without_the_lock_seats_are_given_twice_even_if_numbers_are_not(together, monkeypatch):
    # The unique number would stop most of a crowd by itself: here everybody has one, and only the lock is missing.
    numbers = itertools.count(1)
    monkeypatch.setattr(registrations, "_next_sequence", lambda _held: next(numbers))
    monkeypatch.setattr(locks, "seat_lock", no_lock)
    given = [state for _number, state in rush(together, made.exchange(capacity=SEATS))]
    assert given.count("confirmed") > SEATS


def test_with_the_lock_the_same_numbers_give_ten_places(together, monkeypatch):
    numbers = itertools.count(1)
    monkeypatch.setattr(registrations, "_next_sequence", lambda _held: next(numbers))
    given = [state for _number, state in rush(together, made.exchange(capacity=SEATS))]
    assert given.count("confirmed") == SEATS


def give_back(together, page, members) -> list[str]:
    together(
        [
            lambda member=member: registrations.cancel(exchange=page, member=member, now=clock.now())
            for member in members
        ]
    )
    return list(Registration.objects.order_by("sequence").values_list("state", flat=True))


def full_house(seats: int, waiting: int):
    page = made.exchange(capacity=seats)
    members = [UserFactory() for _number in range(seats + waiting)]
    for member in members:
        made.registered(page, member)
    return page, members[:seats]


def test_twenty_cancellations_at_once_move_the_first_twenty_up(together):
    page, holders = full_house(seats=20, waiting=30)
    assert give_back(together, page, holders) == ["cancelled"] * 20 + ["confirmed"] * 20 + ["waiting"] * 10
    promoted = Mail.objects.filter(kind="registration.promoted")
    assert promoted.count() == 20
    assert promoted.values("recipient").distinct().count() == 20


def test_control_without_the_lock_twenty_cancellations_go_wrong(together, monkeypatch):
    page, holders = full_house(seats=20, waiting=30)
    monkeypatch.setattr(locks, "seat_lock", no_lock)
    states = give_back(together, page, holders)
    right = states == ["cancelled"] * 20 + ["confirmed"] * 20 + ["waiting"] * 10
    assert not (right and Mail.objects.filter(kind="registration.promoted").count() == 20)


def test_thirty_submits_of_one_person_are_one_registration_and_one_mail(together):
    page, member = made.exchange(), UserFactory()
    receipts = together([asking(page, member)] * 30)
    assert Registration.objects.count() == 1
    assert Mail.objects.count() == 1
    assert {receipt.pk for receipt in receipts} == {Registration.objects.get().pk}


def test_control_without_the_lock_thirty_submits_do_not_all_get_the_receipt(together, monkeypatch):
    page, member = made.exchange(), UserFactory()
    monkeypatch.setattr(locks, "seat_lock", no_lock)
    receipts = together([asking(page, member)] * 30)
    assert any(isinstance(receipt, DatabaseError) for receipt in receipts)


def test_who_was_answered_before_the_other_asked_stands_before_the_other(together):
    page = made.exchange(capacity=1)
    first = asking(page, UserFactory())()
    later = together([asking(page, UserFactory()) for _number in range(8)])
    assert all(first.sequence < one.sequence for one in later)


def test_two_exchanges_do_not_share_their_numbers(together):
    here, there = made.exchange(capacity=5), made.exchange(capacity=5)
    together([asking(page, UserFactory()) for page in (here, there) for _number in range(8)])
    for page in (here, there):
        assert list(page.registrations.in_order().values_list("sequence", flat=True)) == list(range(1, 9))
        assert page.registrations.confirmed().count() == 5
