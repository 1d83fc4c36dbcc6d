"""Reads of exchanges, for other apps too."""

from datetime import timedelta

import pytest

from events.enums import ExchangeState
from events.models import ExchangePage
from foundation import clock
from tests.factories import events as made
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db


def titles(rows):
    return [page.title for page in rows]


def test_coming_and_past_meet_at_the_end():
    page = made.exchange(title="One")
    every = ExchangePage.objects.all()
    assert titles(every.coming(now=page.ends_at - timedelta(seconds=1))) == ["One"]
    assert titles(every.coming(now=page.ends_at)) == []
    assert titles(every.past(now=page.ends_at)) == ["One"]


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({}, True),
        ({"opens_at": made.later(1)}, False),
        ({"opens_at": made.later(-1)}, True),
        ({"closes_at": made.later(-1)}, False),
        ({"closes_at": made.later(1)}, True),
        ({"state": ExchangeState.CANCELLED, "cancelled_reason": "The room is wet."}, False),
        ({"starts_at": made.later(-1)}, False),
    ],
)
def test_open_for_registration_agrees_with_the_phase_of_the_page(fields, is_open):
    page = made.exchange(**fields)
    now = clock.now()
    assert ExchangePage.objects.open_for_registration(now=now).exists() is is_open
    assert (page.phase(now) == "open") is is_open


def test_source_versions_hold_each_exchange_once():
    page = made.exchange(title="One")
    made.stand_in(page, "fr")
    made.translation(page, "es", title="Uno")
    made.exchange(title="Two")
    assert titles(ExchangePage.objects.source_versions().order_by("pk")) == ["One", "Two"]


def test_a_theme_takes_in_the_themes_below_it():
    parent = TermFactory(slug="remittances")
    TermFactory(slug="savings", parent=parent)
    made.exchange(title="One", themes=("savings", "remittances"))
    made.exchange(title="Two", themes=("integration",))
    assert titles(ExchangePage.objects.in_themes(["remittances"])) == ["One"]
    assert titles(ExchangePage.objects.in_themes(["savings"])) == ["One"]


def test_seats_are_counted_for_every_version():
    page = made.exchange(capacity=1)
    alias = made.stand_in(page, "fr")
    for _number in range(3):
        made.registered(page)
    rows = ExchangePage.objects.filter(pk__in=[page.pk, alias.pk]).with_seats()
    assert {(row.confirmed_count, row.waiting_count) for row in rows} == {(1, 2)}
