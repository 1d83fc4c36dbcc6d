"""A last day ends at midnight where it is counted, whatever clocks do there."""

from datetime import UTC, date, datetime, timedelta

import pytest

from community.consultations import times
from tests.factories import consultations as made


@pytest.mark.parametrize(
    ("day", "zone", "moment"),
    [
        (date(2026, 3, 31), "Africa/Bamako", datetime(2026, 4, 1, tzinfo=UTC)),
        (date(2026, 3, 31), "Asia/Manila", datetime(2026, 3, 31, 16, tzinfo=UTC)),
        (date(2026, 3, 31), "Pacific/Honolulu", datetime(2026, 4, 1, 10, tzinfo=UTC)),
        # Cairo: on 24 April 2026 clocks jump from 00:00 to 01:00; the day before ends with the jump.
        (date(2026, 4, 23), "Africa/Cairo", datetime(2026, 4, 23, 22, tzinfo=UTC)),
        # Havana: on 1 November 2026 clocks show 00:00 to 01:00 twice; the first midnight counts.
        (date(2026, 10, 31), "America/Havana", datetime(2026, 11, 1, 4, tzinfo=UTC)),
    ],
)
def test_a_last_day_ends_at_the_right_midnight(day, zone, moment):
    assert times.closing(day, zone) == moment


@pytest.mark.django_db
def test_statements_are_taken_until_the_moment_and_not_at_it():
    row = made.opened(zone="Asia/Manila")
    assert row.takes_statements(now=row.closes_at - timedelta(microseconds=1))
    assert not row.takes_statements(now=row.closes_at)
