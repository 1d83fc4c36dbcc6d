"""When a call is open: on the caller's clock, across a change of clocks, in the reader's words."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from home.calls import times
from home.calls.enums import State
from home.calls.forms import CallForm
from home.calls.models import Call
from tests.factories import calls
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db


def form(**values):
    TermFactory(slug="desk")
    data = {
        "title": "Desks",
        "wanted": "practices",
        "text": "Tell us.",
        "themes": ["desk"],
        "zone": "Europe/Madrid",
        "opens_at": "2026-03-01T09:00",
        "closes_at": "2026-04-30T18:00",
        "criteria": "Repeatable: 3\nCheap",
    }
    return CallForm(data | values)


@pytest.mark.parametrize("reader", ["UTC", "Asia/Manila", "America/Guayaquil"])
def test_typed_times_are_the_callers_wherever_she_reads(reader):
    with timezone.override(reader):
        sent = form()
        assert sent.is_valid(), sent.errors
    told = sent.told()
    # Winter time at the opening, summer time at the closing.
    assert told.opens_at == datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
    assert told.closes_at == datetime(2026, 4, 30, 16, 0, tzinfo=UTC)
    assert told.criteria == (("Repeatable", 3), ("Cheap", 1))


def test_an_hour_that_clocks_jump_over_is_refused():
    sent = form(closes_at="2026-03-29T02:30")
    assert not sent.is_valid()
    assert "Clocks jump over this hour" in str(sent.errors["closes_at"])
    assert form(zone="Africa/Dakar", closes_at="2026-03-29T02:30").is_valid()


def test_an_hour_that_clocks_show_twice_shuts_nobody_out_early():
    typed = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001  # what a clock shows
    assert times.on_clock_of("Europe/Madrid", typed) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert times.on_clock_of("Europe/Madrid", typed, late=True) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"closes_at": "2026-02-01T09:00"}, "It closes before it opens."),
        ({"closes_at": "soon"}, "Give day and time"),
        ({"closes_at": "2026-99-01T09:00"}, "Give day and time"),
        ({"zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"criteria": "Cheap: 11"}, "a weight from 1 to 10"),
        ({"criteria": "\n".join(["Cheap"] * 11)}, "Ten criteria at most"),
    ],
)
def test_what_is_wrong_is_said(values, words):
    sent = form(**values)
    assert not sent.is_valid()
    assert words in str(sent.errors)


def test_the_state_follows_from_the_time():
    row = calls.call()
    row.opens_at, row.closes_at = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    assert row.state(now=datetime(2026, 2, 28, tzinfo=UTC)) == State.PLANNED
    assert row.state(now=row.opens_at) == State.OPEN
    assert row.state(now=row.closes_at) == State.CLOSED


def test_a_reader_elsewhere_reads_both_clocks(client):
    row = calls.call(zone="Asia/Manila")
    Call.objects.filter(pk=row.pk).update(closes_at=datetime(2099, 5, 1, 16, 0, tzinfo=UTC))
    client.force_login(UserFactory(profile__time_zone="Africa/Dakar"))
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Friday 1 May 2099, 16:00 (Dakar)" in page
    assert "on the caller’s clock Saturday 2 May 2099, 00:00 (Manila)" in page
    client.force_login(UserFactory(profile__time_zone="Asia/Manila"))
    assert "on the caller’s clock" not in client.get(row.get_absolute_url()).content.decode()
