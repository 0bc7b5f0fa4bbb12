"""Days, weeks, months, gaps and the days that matter to the owner; hours and nights."""

from datetime import date

import pytest

from fourfold.core.pattern.calendar import Calendar
from fourfold.core.pattern.clock import is_night, weekday_of
from fourfold.core.pattern.errors import AskedError
from fourfold.core.pattern.values import (
    DAY,
    Anniversary,
    Between,
    Period,
    day_of,
    midnight,
    minute_of,
)
from tests.core.pattern.make import incident, seen


def laid(*times: str, **asked: object) -> Calendar:
    return seen([incident(each) for each in times], **asked).calendar  # type: ignore[arg-type]


def test_an_empty_record_has_an_empty_calendar() -> None:
    found = laid()
    assert (found.first, found.last, found.span) == (None, None, Between(0, 0))
    assert (found.days, found.months, found.weeks) == ({}, {}, {})
    assert (found.longest, found.returns) == (None, ())


@pytest.mark.parametrize(
    ("times", "span"),
    [
        (["2026-03-14T10:00"], Between(1, 1)),
        (["2026-03-14T10:00", "2026-03-14T23:00"], Between(1, 1)),
        (["2026-03-14T23:00", "2026-03-15T01:00"], Between(2, 2)),
        (["2026-03-14"], Between(1, 1)),
        (["2026-03"], Between(1, 31)),
        (["2026-03", "2026-04-10"], Between(11, 41)),
        (["2026-03-14T10:00", "2026-03"], Between(1, 31)),
        (["XXXX"], Between(0, 0)),
        (["XXXX", "2026-03-14"], Between(1, 1)),
    ],
)
def test_the_span_counts_both_ends_and_carries_vague_dates(times: list[str], span: Between) -> None:
    assert laid(*times).span == span


def test_first_and_last_lie_between_what_their_dates_allow() -> None:
    found = laid("2026-03", "2026-03-20T10:00", "2026-04", "2026-04-10T10:00")
    assert found.first is not None
    assert found.last is not None
    assert minute_of(found.first.earliest) == "2026-03-01T00:00"
    assert minute_of(found.first.latest) == "2026-03-20T10:00"
    assert minute_of(found.last.earliest) == "2026-04-10T10:00"
    assert minute_of(found.last.latest) == "2026-04-30T23:59"


def test_days_hold_what_is_known_to_the_day() -> None:
    times = ["2026-03-14T10:00", "2026-03-14", "2026-03-15T00:00", "2026-03", "XXXX", "2026-03-20"]
    found = laid(*times)
    shown = {day.isoformat(): each.entries for day, each in found.days.items()}
    assert shown == {"2026-03-14": (1, 2), "2026-03-15": (3,), "2026-03-20": (6,)}
    assert [each.occasions for each in found.days.values()] == [Between(1, 1)] * 3
    assert found.undated == (5,)


def test_months_and_weeks_hold_the_occasions_that_begin_in_them() -> None:
    found = laid("2025-11-30T10:00", "2026-02-01T10:00", "2026-02-02T10:00", "2026-01")
    assert {key.isoformat(): each.entries for key, each in found.months.items()} == {
        "2025-11-01": (1,),
        "2026-01-01": (4,),
        "2026-02-01": (2, 3),
    }
    assert found.months[date(2026, 2, 1)].occasions == Between(2, 2)
    assert {key.isoformat(): each.entries for key, each in found.weeks.items()} == {
        "2025-11-24": (1,),
        "2026-01-26": (2,),
        "2026-02-02": (3,),
    }


def test_what_may_be_one_with_something_better_known_is_not_better_known_for_it() -> None:
    """The year alone, and a July in it: one occasion at least, and only one thing in July."""
    found = laid("2025", "2025-07")
    assert {key.isoformat(): each.entries for key, each in found.months.items()} == {
        "2025-07-01": (2,)
    }
    assert {key.isoformat(): each.entries for key, each in found.years.items()} == {
        "2025-01-01": (1, 2)
    }
    assert found.years[date(2025, 1, 1)].occasions == Between(1, 1)


def test_ranges_that_meet_on_a_day_say_nothing_of_that_day() -> None:
    found = laid(
        "2026-05-01/2026-05-10",
        "2026-05-10/2026-05-20",
        anniversaries=(Anniversary("x", 5, 10),),
        periods=(Period("y", date(2026, 5, 9), date(2026, 5, 11)),),
    )
    assert found.anniversaries["x"].entries == ()
    assert found.periods["y"].entries == ()
    assert found.months[date(2026, 5, 1)].entries == (1, 2)


@pytest.mark.parametrize(
    ("when", "near"),
    [
        ("2026-05-11T20:00/2026-05-12T04:00", False),
        ("2026-05-08T20:00/2026-05-09T04:00", False),
        ("2026-05-10T20:00/2026-05-11T04:00", True),
    ],
)
def test_a_night_is_near_a_day_that_matters_if_both_its_days_are(when: str, *, near: bool) -> None:
    found = laid(when, anniversaries=(Anniversary("x", 5, 10),)).anniversaries
    assert found["x"].entries == ((1,) if near else ())


@pytest.mark.parametrize(
    ("times", "gaps"),
    [
        (["2026-01-05", "2026-03-05"], [("2026-01-05", "2026-03-05")]),
        (["2026-01-05", "2026-02", "2026-05-05"], [("2026-02-28", "2026-05-05")]),
        # May be one in August: the first may as well have been in June.
        (["2026-01-05", "2026-06/2026-09", "2026-08"], [("2026-01-05", "2026-06-01")]),
        (["2026-01-05", "2026-06/2026-09", "2026-08", "2026-12-05"],
         [("2026-01-05", "2026-06-01"), ("2026-09-30", "2026-12-05")]),
    ],
)  # fmt: skip
def test_nothing_may_lie_in_a_long_gap_whatever_it_may_be_one_with(
    times: list[str], gaps: list[tuple[str, str]]
) -> None:
    found = laid(*times).returns
    assert [(f"{day_of(each.first)}", f"{day_of(each.last)}") for each in found] == gaps


def test_an_occasion_that_may_lie_in_two_months_is_in_none() -> None:
    assert laid("2026-03-31/2026-04-01").months == {}
    assert list(laid("2026-03-30/2026-03-31").months) == [date(2026, 3, 1)]


def test_the_longest_gap_runs_from_an_end_to_a_beginning() -> None:
    times = ["2026-03-01T10:00", "2026-03-01T12:00", "2026-03-10T09:00", "2026-03-12T09:00"]
    longest = laid(*times).longest
    assert longest is not None
    assert (longest.before, longest.after, longest.days) == (1, 2, 9)
    assert (minute_of(longest.first), minute_of(longest.last)) == (
        "2026-03-01T12:00",
        "2026-03-10T09:00",
    )


def test_of_equal_gaps_the_latest_is_the_longest_and_under_a_day_is_none() -> None:
    longest = laid("2026-03-01T10:00", "2026-03-03T10:00", "2026-03-05T10:00").longest
    assert longest is not None
    assert longest.before == 2
    assert laid("2026-03-01T10:00", "2026-03-02T09:59").longest is None
    assert laid("2026-03-01T10:00", "2026-03-02T10:00").longest is not None


def test_a_return_is_after_four_weeks_or_more() -> None:
    times = ["2026-03-01T10:00", "2026-03-29T09:59", "2026-04-26T09:59"]
    assert [each.before for each in laid(*times).returns] == [2]


def test_a_gap_says_how_many_of_its_days_a_period_covers() -> None:
    away = Period("Away", date(2026, 3, 5), date(2026, 3, 9))
    over = Period("Over", date(2026, 2, 1), date(2026, 4, 30))
    none = Period("None", date(2026, 3, 20), date(2026, 3, 21))
    longest = laid("2026-03-01T10:00", "2026-03-12T10:00", periods=(away, over, none)).longest
    assert longest is not None
    assert longest.covered == {"Away": 4, "Over": 11}


def test_a_period_holds_the_occasions_that_are_certainly_in_it() -> None:
    days = Period("Holidays", date(2026, 3, 5), date(2026, 3, 9))
    times = [
        "2026-03-04T23:59",
        "2026-03-05T06:00",
        "2026-03-09T23:59",
        "2026-03-10T06:00",
        "2026-03-07",
        "2026-03-09/2026-03-10",
    ]
    found = laid(*times, periods=(days,)).periods["Holidays"]
    assert found.entries == (2, 3, 5)
    assert found.occasions == Between(3, 3)
    with pytest.raises(AskedError, match="period"):
        Period("Wrong", date(2026, 3, 5), date(2026, 3, 4))
    assert Period("One day", date(2026, 3, 5), date(2026, 3, 5)).label == "One day"


@pytest.mark.parametrize(
    ("when", "near"),
    [
        ("2026-02-12T10:00", False),
        ("2026-02-13T10:00", True),
        ("2026-02-14T10:00", True),
        ("2024-02-15", True),
        ("2026-02-16T10:00", False),
        ("2026-02", False),
        ("2026-08-14T10:00", False),
    ],
)
def test_a_day_of_the_year_is_met_a_day_before_to_a_day_after(when: str, near: bool) -> None:
    day = Anniversary("Valentine", 2, 14)
    found = laid(when, anniversaries=(day,)).anniversaries["Valentine"]
    assert bool(found.items) is near


def test_new_year_is_met_on_both_sides_of_it() -> None:
    times = ["2025-12-31T10:00", "2026-01-02T10:00", "2026-01-03T10:00"]
    found = laid(*times, anniversaries=(Anniversary("New year", 1, 1),)).anniversaries
    assert found["New year"].entries == (1, 2)


def test_days_of_the_year_reach_to_both_ends_of_the_calendar() -> None:
    first, last = Anniversary("First", 1, 1), Anniversary("Last", 12, 31)
    found = laid("0001-01-01", "9999-12-31", anniversaries=(first, last)).anniversaries
    assert {label: each.entries for label, each in found.items()} == {"First": (1,), "Last": (2,)}


@pytest.mark.parametrize(
    ("time", "night"),
    [("21:59", False), ("22:00", True), ("00:00", True), ("05:59", True), ("06:00", False)],
)
def test_the_night_is_from_ten_to_six(time: str, night: bool) -> None:
    found = seen([incident(f"2026-03-14T{time}")]).clock
    assert found.nights.entries == ((1,) if night else ())
    assert found.timed.entries == (1,)


def test_a_night_counts_by_when_the_occasion_began() -> None:
    found = seen([incident("2026-03-14T21:50"), incident("2026-03-14T22:10")]).clock
    assert found.nights.items == 0
    found = seen([incident("2026-03-14T05:50"), incident("2026-03-14T06:10")]).clock
    assert (found.nights.items, found.nights.occasions) == (2, Between(1, 1))


def test_hours_only_count_what_is_known_to_the_minute() -> None:
    found = seen([incident("2026-03-14"), incident("2026-03-16T09:59"), incident("XXXX")]).clock
    assert {cell: each.entries for cell, each in found.cells.items()} == {(0, 9): (2,)}
    assert found.timed.entries == (2,)


def test_cells_are_weekdays_and_hours() -> None:
    times = ["2026-03-16T00:00", "2026-03-22T23:30", "2026-03-22T23:59", "2026-03-29T23:00"]
    found = seen([incident(each) for each in times]).clock.cells
    assert list(found) == [(0, 0), (6, 23)]
    assert found[6, 23].entries == (2, 3, 4)
    assert found[6, 23].occasions == Between(2, 2)
    assert (weekday_of(midnight(date(2026, 3, 16))), weekday_of(-1)) == (0, 2)
    assert is_night(-DAY)
