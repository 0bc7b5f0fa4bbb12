"""Whether a service is open, by the clock on the wall, and when that changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.support.hours import WEEK, Now, Opening, Turn, at, by_day

UK = ZoneInfo("Europe/London")
OFFICE = tuple(Opening(day, "09:30", "17:00") for day in range(5))
LUNCH = (Opening(0, "09:00", "12:00"), Opening(0, "13:00", "17:00"))
NIGHT = (Opening(4, "18:00", "24:00"), Opening(5, "00:00", "06:00"))
SUNDAY_NIGHT = (Opening(6, "20:00", "24:00"), Opening(0, "00:00", "02:00"))
ALWAYS = tuple(Opening(day, "00:00", "24:00") for day in range(7))
MONDAY = datetime(2026, 11, 23)  # noqa: DTZ001  the clock on the wall


def moment(weekday: int, time: str) -> datetime:
    hour, minute = map(int, time.split(":"))
    return MONDAY + timedelta(days=weekday, hours=hour, minutes=minute)


@pytest.mark.parametrize(
    ("hours", "weekday", "time", "said"),
    [
        (OFFICE, 0, "09:29", Now(False, Turn(0, 0, "09:30"))),
        (OFFICE, 0, "09:30", Now(True, Turn(0, 0, "17:00"))),
        (OFFICE, 0, "16:59", Now(True, Turn(0, 0, "17:00"))),
        (OFFICE, 0, "17:00", Now(False, Turn(1, 1, "09:30"))),
        (OFFICE, 4, "18:00", Now(False, Turn(3, 0, "09:30"))),
        (OFFICE, 6, "00:00", Now(False, Turn(1, 0, "09:30"))),
        (LUNCH, 0, "12:30", Now(False, Turn(0, 0, "13:00"))),
        (LUNCH, 0, "17:00", Now(False, Turn(7, 0, "09:00"))),
        (NIGHT, 4, "23:59", Now(True, Turn(1, 5, "06:00"))),
        (NIGHT, 5, "00:00", Now(True, Turn(0, 5, "06:00"))),
        (NIGHT, 5, "06:00", Now(False, Turn(6, 4, "18:00"))),
        (SUNDAY_NIGHT, 6, "23:00", Now(True, Turn(1, 0, "02:00"))),
        (SUNDAY_NIGHT, 0, "01:59", Now(True, Turn(0, 0, "02:00"))),
        (SUNDAY_NIGHT, 0, "02:00", Now(False, Turn(6, 6, "20:00"))),
        ((Opening(2, "20:00", "24:00"),), 2, "21:00", Now(True, Turn(0, 2, "24:00"))),
        ((Opening(3, "00:00", "06:00"),), 2, "23:00", Now(False, Turn(1, 3, "00:00"))),
        (ALWAYS, 3, "03:00", Now(True, None)),
    ],
)
def test_it_is_open_from_the_first_minute_until_the_last(
    hours: tuple[Opening, ...], weekday: int, time: str, said: Now
) -> None:
    assert at(hours, moment(weekday, time)) == said


def test_nothing_is_said_where_no_hours_are_held() -> None:
    assert at((), MONDAY) is None


@pytest.mark.parametrize(
    ("wall", "is_open"),
    [
        # In spring an hour is left out, in autumn one comes twice.
        (datetime(2027, 3, 28, 0, 59, tzinfo=UK), True),
        (datetime(2027, 3, 28, 2, 0, tzinfo=UK), True),
        (datetime(2027, 3, 28, 3, 0, tzinfo=UK), False),
        (datetime(2026, 10, 25, 1, 30, fold=0, tzinfo=UK), True),
        (datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=UK), True),
        (datetime(2026, 10, 25, 3, 0, tzinfo=UK), False),
    ],
)
def test_a_night_on_which_the_clocks_change_goes_by_the_clock_on_the_wall(
    wall: datetime, is_open: bool
) -> None:
    turn = Turn(0, 6, "03:00") if is_open else Turn(7, 6, "00:00")
    assert at((Opening(6, "00:00", "03:00"),), wall) == Now(is_open, turn)


TIMES = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30)] + ["24:00"]
openings = st.builds(
    lambda day, pair: Opening(day, *pair),
    st.integers(0, 6),
    st.sampled_from([(a, b) for a in TIMES for b in TIMES if a < b]),
)


@given(st.lists(openings, max_size=8), st.integers(0, WEEK - 1))
def test_it_agrees_with_looking_at_every_opening(hours: list[Opening], minute: int) -> None:
    wall = MONDAY + timedelta(minutes=minute)
    found = at(hours, wall)
    by_hand = any(is_in(each, wall) for each in hours)
    assert (found is not None and found.is_open) == by_hand
    if found and found.turn:
        then = MONDAY + timedelta(days=wall.weekday() + found.turn.days)
        hour, half = map(int, found.turn.time.split(":"))
        then += timedelta(hours=hour, minutes=half)
        assert then > wall
        assert any(is_in(each, then) for each in hours) != by_hand
        step = wall
        while step < then:
            assert any(is_in(each, step) for each in hours) == by_hand
            step += timedelta(minutes=30)


def is_in(opening: Opening, wall: datetime) -> bool:
    time = f"{wall:%H:%M}"
    return opening.weekday == wall.weekday() and opening.opens <= time < opening.closes


@given(st.lists(openings, max_size=8))
def test_a_weeks_hours_are_listed_in_order_and_none_is_lost(hours: list[Opening]) -> None:
    listed = by_day(hours)
    found = [repr(each) for _day, day in listed for each in day]
    assert sorted(found) == sorted(map(repr, hours))
    for (first, _hours), (second, _more) in pairwise(listed):
        assert first < second
    for weekday, day in listed:
        assert {each.weekday for each in day} == {weekday}
        assert [each.opens for each in day] == sorted(each.opens for each in day)
