"""Time-box and day arc say where one is in time."""

from datetime import UTC, date, datetime

import pytest

from foundation.arcs import day_arc, time_box

OPENS, CLOSES = date(2026, 3, 9), date(2026, 3, 27)


@pytest.mark.parametrize(("today", "state", "day"), [
    (date(2026, 3, 5), "before", 1),
    (date(2026, 3, 9), "open", 1),
    (date(2026, 3, 17), "open", 9),
    (date(2026, 3, 27), "last", 19),
    (date(2026, 3, 28), "closed", 19),
])  # fmt: skip
def test_states_of_the_time_box(today, state, day):
    box = time_box(OPENS, CLOSES, today)
    assert (box.state, box.day, box.days) == (state, day, 19)


def test_days_left_and_until():
    assert time_box(OPENS, CLOSES, date(2026, 3, 17)).days_left == 10
    assert time_box(OPENS, CLOSES, date(2026, 3, 5)).days_until == 4


def test_closing_hour_closes_on_the_last_day():
    closes = datetime(2026, 3, 27, 18, tzinfo=UTC)
    assert time_box(OPENS, closes, datetime(2026, 3, 27, 17, 59, tzinfo=UTC)).state == "last"
    assert time_box(OPENS, closes, datetime(2026, 3, 27, 18, tzinfo=UTC)).state == "closed"


def test_nothing_elapsed_before_and_nothing_left_after():
    assert time_box(OPENS, CLOSES, date(2026, 3, 1)).done == ""
    assert time_box(OPENS, CLOSES, date(2026, 4, 1)).rest == ""


START, END = datetime(2026, 3, 26, 14, tzinfo=UTC), datetime(2026, 3, 26, 15, 30, tzinfo=UTC)
OTHERS = [
    ("Cuenca", "America/Guayaquil"),
    ("Vic", "Europe/Madrid"),
    ("Agadir", "Africa/Casablanca"),
    ("Manila", "Asia/Manila"),
    ("Apia", "Pacific/Apia"),
]


def drawn(mirrored=False):
    return day_arc(START, END, "Africa/Bamako", "Kayes", OTHERS, mirrored=mirrored)


def test_places_with_one_clock_time_share_a_point():
    by_time = {hour.time: hour for hour in drawn().hours}
    assert by_time["14:00"].own
    assert by_time["09:00"].names == "Cuenca"
    assert "Vic" in by_time["15:00"].names


def test_working_hours_and_the_next_day_are_told():
    by_name = {hour.names: hour for hour in drawn().hours}
    assert by_name["Cuenca"].in_hours
    assert not by_name["Manila"].in_hours
    assert by_name["Apia"].day_shift == 1


def test_the_day_runs_the_other_way_in_arabic():
    plain = [(hour.names, hour.x) for hour in drawn().hours]
    turned = [(hour.names, hour.x) for hour in drawn(mirrored=True).hours]
    assert [(name, round(700 - x, 1)) for name, x in plain] == turned
