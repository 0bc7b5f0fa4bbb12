"""Working days are Monday to Friday less the table, and nothing is answered beyond it."""

from __future__ import annotations

from datetime import date

import pytest

from fourfold.core.kernel.workdays import Calendar

MONDAY = date(2026, 11, 23)
# One week and the next Monday; the Wednesday is a holiday.
WEEK = Calendar(frozenset({date(2026, 11, 25)}), MONDAY, date(2026, 11, 30))


def on(day: int) -> date:
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("day", "works"), [(23, True), (25, False), (27, True), (28, False), (29, False), (30, True)]
)
def test_who_works_when(day: int, works: bool) -> None:
    assert WEEK.is_working(on(day)) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (23, 0, 23),
        (28, 0, 28),
        (23, 1, 24),
        (23, 2, 26),  # over the holiday
        (25, 1, 26),  # on the holiday
        (23, 3, 27),
        (23, 4, 30),  # over the weekend, to the last day of the table
        (29, 1, 30),
        (30, 0, 30),
        (30, 1, None),
        (23, 5, None),
        (22, 1, None),  # before the table
    ],
)
def test_so_many_working_days_end_on(start: int, count: int, end: int | None) -> None:
    assert WEEK.after(on(start), count) == (on(end) if end else None)


def test_beyond_the_last_day_that_there_is_nothing_is_known() -> None:
    assert WEEK.after(date.max, 1) is None
    assert WEEK.after(date(2026, 12, 1), 0) is None
    assert Calendar(frozenset(), MONDAY, date.max).after(date.max, 1) is None
