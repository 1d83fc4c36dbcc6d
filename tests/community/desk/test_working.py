"""The promise: so many working days, counted on the desk's own clock."""

from datetime import UTC, date, datetime

import pytest

from community.desk import working

THURSDAY = datetime(2026, 3, 26, 22, 30, tzinfo=UTC)


def test_days_of_rest_do_not_count():
    # Thursday evening: Friday, Monday, Tuesday, Wednesday, Thursday.
    assert working.last_day(THURSDAY) == date(2026, 4, 2)
    assert working.due(THURSDAY) == datetime(2026, 4, 3, tzinfo=UTC)
    assert working.warning(working.due(THURSDAY)) == datetime(2026, 4, 2, tzinfo=UTC)
    assert working.day_of(working.due(THURSDAY)) == date(2026, 4, 2)


@pytest.mark.parametrize("day", [27, 28, 29])
def test_who_asks_on_a_weekend_asks_as_on_friday(day):
    assert working.last_day(datetime(2026, 3, day, 12, tzinfo=UTC)) == date(2026, 4, 3)


def test_the_day_is_that_of_the_desks_zone(settings):
    settings.DESK_ZONE = "Asia/Manila"
    # There it is Friday already.
    assert working.last_day(THURSDAY) == date(2026, 4, 3)
    assert working.due(THURSDAY) == datetime(2026, 4, 3, 16, tzinfo=UTC)


def test_number_of_days_and_days_of_rest_are_settings(settings):
    settings.DESK_ANSWER_DAYS, settings.DESK_WEEKEND = 2, (4, 5)
    # Friday and Saturday rest: Sunday, Monday.
    assert working.last_day(THURSDAY) == date(2026, 3, 30)


def test_a_change_of_clocks_moves_the_moment_and_not_the_day(settings):
    settings.DESK_ZONE = "Europe/Madrid"
    # Clocks go forward on 29 March.
    assert working.due(datetime(2026, 3, 25, 12, tzinfo=UTC)) == datetime(2026, 4, 1, 22, tzinfo=UTC)
