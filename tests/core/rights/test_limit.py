"""Until when the owner may ask: dates worked out by hand, never a day too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.rights.limit import (
    AskBy,
    LastDay,
    Moment,
    Unit,
    last_day,
    last_days,
    months_on,
)
from fourfold.data import rights
from tests.core.rights.make import CLOCK, TODAY, day

LIMITS = {each.id: each for each in rights.limits()}

# limit                     counted from       last day
TABLE = """
charge-summary            Fri 20 Nov 2026 -> Wed 19 May 2027
charge-summary            Mon 31 Aug 2026 -> Sat 27 Feb 2027  no 31 February
charge-summary            Tue 30 Sep 2025 -> Sun 29 Mar 2026
review-police             Fri 20 Nov 2026 -> Fri 19 Feb 2027
review-police             Mon 30 Nov 2026 -> Sat 27 Feb 2027
review-police             Fri 01 Jan 2027 -> Wed 31 Mar 2027
review-cps                Mon 02 Nov 2026 -> Mon 16 Nov 2026
review-cps                Mon 14 Dec 2026 -> Wed 30 Dec 2026  Christmas
review-cps-latest         Mon 02 Nov 2026 -> Mon 01 Feb 2027
sentence-lenient          Mon 02 Nov 2026 -> Sun 29 Nov 2026  the first day counts
compensation              Fri 20 Nov 2026 -> Sun 19 Nov 2028
compensation              Thu 29 Feb 2024 -> Fri 27 Feb 2026
civil-claim               Fri 20 Nov 2026 -> Fri 19 Nov 2032
complaint-police-review   Mon 02 Nov 2026 -> Sun 29 Nov 2026
complaint-ombudsman       Fri 20 Nov 2026 -> Fri 19 Nov 2027
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_the_last_day_is_the_one_on_paper(line: str) -> None:
    limit, start, end = line[:26].strip(), line[26:41], line[45:60]
    assert last_day(day(start), LIMITS[limit], CLOCK.calendar) == day(end)


def test_beyond_the_table_of_holidays_working_days_have_no_end() -> None:
    late = day("Tue 24 Dec 2030")
    assert last_day(late, LIMITS["review-cps"], CLOCK.calendar) is None
    found = last_days({Moment.CPS_SAID_NO: late}, LIMITS.values(), CLOCK.calendar, TODAY)
    assert [each.limit.id for each in found] == ["review-cps-latest", "review-cps"]
    assert [each.day for each in found] == [day("Sun 23 Mar 2031"), None]


def test_what_runs_from_the_days_that_are_known_soonest_first() -> None:
    moments = {
        Moment.LAST_INCIDENT: day("Mon 02 Nov 2026"),
        Moment.POLICE_SAID_NO: day("Fri 20 Nov 2026"),
        Moment.SENTENCE: day("Fri 20 Nov 2026"),
    }
    found = last_days(moments, LIMITS.values(), CLOCK.calendar, TODAY)
    assert [each.limit.id for each in found] == [
        "sentence-lenient",
        "review-police",
        "charge-summary",
        "civil-claim",
    ]
    assert not any(each.is_to_check for each in found)
    assert last_days({}, LIMITS.values(), CLOCK.calendar, TODAY) == ()


def test_a_limit_past_its_review_says_so() -> None:
    moments = {Moment.SENTENCE: day("Fri 20 Nov 2026")}
    limit = LIMITS["sentence-lenient"]
    review = limit.provenance.review_by
    for today, to_check in ((review, False), (review + timedelta(1), True)):
        (found,) = last_days(moments, [limit], CLOCK.calendar, today)
        assert found == LastDay(limit, day("Thu 17 Dec 2026"), to_check)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("Sun 15 Nov 2026", 1, "Tue 15 Dec 2026"),
        ("Tue 15 Dec 2026", 1, "Fri 15 Jan 2027"),
        ("Fri 15 Jan 2027", 11, "Wed 15 Dec 2027"),
        ("Sat 31 Jan 2026", 1, "Sat 28 Feb 2026"),
        ("Mon 31 Jan 2028", 1, "Tue 29 Feb 2028"),
        ("Fri 31 Dec 2027", -3, "Thu 30 Sep 2027"),
        ("Sun 15 Mar 2026", -3, "Mon 15 Dec 2025"),
        ("Sun 15 Mar 2026", 0, "Sun 15 Mar 2026"),
    ],
)
def test_months_go_on_and_back_and_end_with_the_month(start: str, months: int, end: str) -> None:
    assert months_on(day(start), months) == day(end)


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.sampled_from([Unit.DAYS, Unit.MONTHS, Unit.YEARS]),
    st.integers(1, 30),
)
def test_a_limit_never_ends_before_its_first_day_and_more_is_never_sooner(
    start: date, unit: Unit, count: int
) -> None:
    limit = replace(LIMITS["civil-claim"], unit=unit, count=count)
    more = replace(limit, count=count + 1)
    one, two = (last_day(start, each, CLOCK.calendar) for each in (limit, more))
    assert one and two  # noqa: PT018
    assert start <= one < two
    assert isinstance(limit, AskBy)
