"""Our bank holidays against a library that knows nothing of them, and an operator's own days."""

from __future__ import annotations

from datetime import date

import holidays as outside
import msgspec
import pytest

from fourfold.data import holidays

YEARS = range(2020, 2031)


@pytest.mark.parametrize("country", ["ENG", "WLS"])
@pytest.mark.parametrize("year", YEARS)
def test_each_year_has_the_days_of_an_independent_library(year: int, country: str) -> None:
    # The library also lists holidays that fall on a weekend beside their substitutes.
    theirs = outside.country_holidays("GB", subdiv=country, years=year)
    (ours,) = (each for each in holidays.years() if each.year == year)
    assert [each.day for each in ours.days] == sorted(day for day in theirs if day.weekday() < 5)


def test_the_table_is_whole_and_in_order_and_every_day_is_a_weekday_of_its_year() -> None:
    assert [each.year for each in holidays.years()] == list(YEARS)
    for year in holidays.years():
        assert all(each.day.year == year.year and each.day.weekday() < 5 for each in year.days)
        assert len(year.days) >= 8
        assert all(each.name for each in year.days)


def test_every_year_says_how_it_is_known_and_when_to_look_again() -> None:
    for year in holidays.years():
        known = year.provenance
        assert known.source.startswith("Banking and Financial Dealings Act 1971")
        assert known.jurisdiction == "england-and-wales"
        assert known.checked < known.review_by
    assert holidays.years_due(date(2026, 11, 25)) == frozenset()
    assert holidays.years_due(date(2027, 11, 25)) == frozenset()
    assert holidays.years_due(date(2027, 11, 26)) == frozenset(range(2026, 2031))


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 5, 8),  # moved for VE day
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
        date(2026, 12, 28),
        date(2027, 12, 27),
        date(2028, 1, 3),
    ],
)
def test_days_that_are_easily_forgotten_are_there(day: date) -> None:
    assert not holidays.calendar().is_working(day)


@pytest.mark.parametrize(
    "day", [date(2020, 5, 4), date(2022, 5, 30), date(2026, 6, 15), date(2026, 8, 3)]
)
def test_days_that_moved_or_are_scottish_are_working_days(day: date) -> None:
    assert holidays.calendar().is_working(day)


def test_the_calendar_runs_from_the_first_year_to_the_last() -> None:
    calendar = holidays.calendar()
    assert (calendar.first, calendar.last) == (date(2020, 1, 1), date(2030, 12, 31))


def test_an_operator_adds_a_day_and_takes_one_away() -> None:
    changes = holidays.changes_of(
        b'{"added": [{"day": "2028-06-02", "name": "One-off", "source": "GOV.UK, news"}],'
        b' "taken_away": ["2028-05-29"]}'
    )
    calendar = holidays.calendar(changes)
    assert not calendar.is_working(date(2028, 6, 2))
    assert calendar.is_working(date(2028, 5, 29))
    assert holidays.calendar().is_working(date(2028, 6, 2))
    assert holidays.calendar(holidays.Changes()) == holidays.calendar()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b'{"added": ["2028-06-02"]}',
        b'{"added": [{"day": "2028-06-02", "name": "One-off"}]}',
        b'{"taken_away": ["2028-06-31"]}',
        b'{"removed": []}',
    ],
)
def test_an_operators_file_that_is_wrong_is_refused(raw: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        holidays.changes_of(raw)


def test_a_day_that_is_no_holiday_cannot_be_taken_away() -> None:
    changes = holidays.Changes(taken_away=(date(2028, 5, 28),))
    with pytest.raises(holidays.NotAHoliday):
        holidays.calendar(changes)
