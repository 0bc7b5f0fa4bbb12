"""On which days a calendar reminds of a last day to ask."""

from datetime import date

import pytest

from fourfold.core.rights.limit import LastDay
from fourfold.core.rights.recorded import Start
from fourfold.data import rights
from fourfold.web.case.choices import About
from fourfold.web.case.queries import Ask, Dates, OpenCase, reminder_days
from tests.core.rights.make import CLOCK

TODAY = date(2026, 11, 25)
CASE = OpenCase(About(), TODAY, (), ())
LIMIT = rights.limits()[0]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2026, 12, 25), [date(2026, 12, 18)]),
        (date(2026, 12, 2), [TODAY]),
        (date(2026, 11, 27), [TODAY]),
        (TODAY, [TODAY]),
        (date(2026, 11, 24), []),
        (None, []),
    ],
)
def test_a_week_before_the_last_day_to_ask_or_today_when_less_is_left(
    last: date | None, expected: list[date]
) -> None:
    ask = Ask(Start(LIMIT.moment, date(2026, 10, 1), 1), LastDay(LIMIT, last, is_to_check=False))
    found = reminder_days(CASE, Dates((ask,), ()), CLOCK.calendar)
    assert [day for day, _about in found] == expected
