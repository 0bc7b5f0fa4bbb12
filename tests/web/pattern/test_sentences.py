"""What a page says of a change: as sure as it is, by one unit, and no longer than it is true."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from html import unescape

import pytest

from fourfold.core.pattern.look import Pattern
from fourfold.core.record.codes import Act, Route
from fourfold.core.record.entry import Body
from fourfold.web.pattern import figures, sentences, units
from fourfold.web.pattern.measures import measures
from tests.core.pattern.make import incident, numbered
from tests.web.pattern.records import pattern_of


def on(*days: int, first: date = date(2026, 1, 1)) -> list[Body]:
    return [incident(f"{first + timedelta(days=day)}T10:00") for day in days]


def look(bodies: list[Body], until: str) -> Pattern:
    return pattern_of(numbered(bodies), until=date.fromisoformat(until))


def often(bodies: list[Body], until: str) -> str:
    said = " ".join(sentences.changes(look(bodies, until)).often)
    return unescape(re.sub(r"<[^>]+>", "", said))


def titles(*bodies: Body) -> list[str]:
    pattern = look(list(bodies), "2026-12-31")
    known = measures(pattern)
    drawn = (
        figures.often(pattern, known),
        figures.calendar(pattern, known),
        figures.clock(pattern, known),
    )
    return [each.title for each in drawn if each]


def test_of_few_times_the_nearest_and_what_was_marked_are_said_and_no_change() -> None:
    bodies = [
        incident("2026-03-01T10:00", how=(Route.PHONE,)),
        incident("2026-03-20T10:00", how=(Route.AT_HOME,), acts=(Act.VIOLENCE,)),
    ]
    found = sentences.changes(look(bodies, "2026-04-01"))
    near, serious, kinds = (
        unescape(re.sub(r"<[^>]+>", "", " ".join(each)))
        for each in (found.near, found.serious, found.kinds)
    )
    assert near == (
        "There is too little to say whether it changes. "
        "The nearest: at your home, first on 20 March 2026 (1 time)."
    )
    assert serious == "There is too little to say whether it changes. What you marked:"
    assert kinds == "violence, first on 20 March 2026 (1 time)"


MORE = on(0, 14, *range(60, 90, 2))
LESS = on(*range(0, 30, 2), 70, 89)
MAYBE = on(0, 14, 28, 40, 50, 65, 70, 80, 89)
SLOW = [
    incident(f"{year}-03-{day:02}")
    for year in range(2017, 2026)
    for day in range(1, year - 2014, 3)
]


@pytest.mark.parametrize(
    ("bodies", "until", "said"),
    [
        (MORE, "2026-04-26", "It is becoming more frequent: about 2.1 a month from 1 January 2026"),
        (MORE, "2026-04-26", "28 February 2026 to 30 March 2026. This is unlikely to be chance"),
        (LESS, "2026-04-01", "It is becoming less frequent: about 15 a month from"),
        (LESS, "2026-04-01", "chance alone: less than 0.1 to 0.5 times as often as at first."),
        (MAYBE, "2026-04-01", "It may be becoming a little more frequent: about 3.1 a month from"),
        (MAYBE, "2026-04-01", "31 March 2026. This may be chance: it may be 0.3 to 5.3 times"),
        (SLOW, "2025-03-11", "more frequent: about 1.5 a year from 1 March 2017 to 3 November"),
        (SLOW, "2025-03-11", "2019, about 3.7 a year from 7 July 2022 to 10 March 2025."),
    ],
)
def test_a_change_is_said_as_sure_as_it_is_and_by_one_unit(
    bodies: list[Body], until: str, said: str
) -> None:
    assert said in often(bodies, until)


@pytest.mark.parametrize(
    ("bodies", "said"),
    [
        (MORE, "Up to then it became more frequent"),
        (LESS, "Up to then it became less frequent"),
        (MAYBE, "Up to then it may have become a little more frequent"),
        (on(5, 9), "There are too few times, or too few days"),
    ],
)
def test_what_was_long_ago_is_said_as_past_and_the_quiet_since_is_no_safety(
    bodies: list[Body], said: str
) -> None:
    text = often(bodies, "2026-10-31")
    assert text.startswith("Nothing done to you is written down with a date after ")
    assert said in text
    assert "is becoming" not in text
    assert sentences.is_quieter(look(bodies, "2026-10-31"))


def test_four_weeks_without_anything_are_long() -> None:
    after = "Nothing done to you is written down with a date after 30 March 2026, 28 days ago."
    assert after not in often(MORE, "2026-04-26")
    assert not sentences.is_quieter(look(MAYBE, "2026-04-01"))
    assert after in often(MORE, "2026-04-27")


def test_what_goes_on_until_today_is_not_over() -> None:
    assert "Nothing done to you" not in often([*MORE, incident("2026-02-01/..")], "2026-12-01")
    assert "Nothing done to you" not in often([incident("XXXX")], "2026-12-01")


def test_how_far_apart_two_are_is_as_exact_as_their_dates() -> None:
    pattern = look([incident("2025-01"), incident("2025-06")], "2026-12-31")
    (said, *_) = sentences.first(pattern, measures(pattern))
    assert said.endswith("</a>, about 4 months to about 6 months apart.")


def test_the_finding_of_a_chart_claims_nothing_of_what_is_not_in_it() -> None:
    known = incident("2025-06-01T10:00")
    assert titles(known, known) == [
        "1 time, all in one: Week from 26 May 2025",
        "Something on 1 day",
        "0 of 1 times began at night",
    ]
    assert titles(known, incident("2025")) == [
        "Where the date is known: 1 time, all in one: Week from 26 May 2025",
        "Something on at least 1 day",
        "Where the time is known, 0 of 1 times began at night",
    ]


LEAST = "Counting only times that were certainly separate: "
KNOWN = "Where the date is known: "
ONCE = "Things that may have been at the same time, by their dates, count as one time here."
LEFT = "Not in this chart, because the date is not exact enough or not known: 1 thing."


@pytest.mark.parametrize(
    ("whens", "before", "note"),
    [
        (["2025-03", "2025-05"], "", ""),
        (["2025-03", "2025-03", "2025-05"], LEAST, ONCE),
        (["2025-03", "2025-05", "XXXX"], KNOWN, LEFT),
        (["2025-03", "2025-03", "2025-05", "XXXX"], LEAST, f"{ONCE} {LEFT}"),
        (["2025-03-05T10:00", "2025-03-05", "2025-05"], LEAST, ONCE),
        (["2025-03-05T10:00", "2025-03", "2025-05"], KNOWN, LEFT),
    ],
)
def test_a_bar_of_dates_that_are_not_exact_claims_the_least_and_says_so(
    whens: list[str], before: str, note: str
) -> None:
    pattern = look([incident(when) for when in whens], "2026-12-31")
    drawn = figures.often(pattern, measures(pattern))
    assert drawn
    finding = "never more than 1 time in a month"
    assert drawn.title == (before + finding if before else finding.capitalize())
    assert drawn.note == note


def test_what_was_first_between_two_days_is_said_so() -> None:
    pattern = look([incident("2025-06", how=(Route.AT_HOME,))], "2026-12-31")
    notes = {each.note for each in measures(pattern).by_code.values()}
    assert notes == {"", "first between 1 June 2025 and 30 June 2025"}


def test_months_are_as_long_as_they_are() -> None:
    shown = units.units(look(on(0, 500), "2027-12-31"))
    assert shown.place(date(2026, 2, 15)) == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("apart", "first", "folded"),
    [
        ((), (), ()),
        ((40,), (40,), ()),
        ((27, 40), (40,), ()),
        ((30, 60, 28, 45), (30, 60, 28, 45), ()),
        ((30, 60, 28, 45, 90), (60, 45, 90), (30, 28)),
        ((30, 30, 30, 30, 30), (30, 30, 30), (30, 30)),
    ],
)
def test_of_many_long_times_the_longest_come_first_and_none_is_left_out(
    apart: tuple[int, ...], first: tuple[int, ...], folded: tuple[int, ...]
) -> None:
    days = itertools.accumulate((0, *apart))
    found = sentences.gaps(look(on(*days), "2027-12-31").calendar.returns)
    said = [
        [int(re.findall(r", (\d+) days,", each)[0]) for each in part]
        for part in (found.first, found.folded)
    ]
    assert said == [list(first), list(folded)]
    assert found.total == len(first) + len(folded)

    assert len({*found.first, *found.folded}) == found.total


@pytest.mark.parametrize(
    ("more", "between", "empty"),
    [
        ([], [], "nothing"),
        (["2026-02"], [], "no known day"),
        (["2026"], ["Something without an exact date may lie in between."], "no known day"),
        (["XXXX"], ["Something without an exact date may lie in between."], "no known day"),
    ],
)
def test_what_has_no_exact_date_may_lie_where_nothing_is_shown(
    more: list[str], between: list[str], empty: str
) -> None:
    whens = ("2026-01-05T10:00", "2026-05-05T10:00", *more)
    pattern = look([incident(when) for when in whens], "2026-06-01")
    assert sentences.changes(pattern).gap[1:] == between
    drawn = figures.calendar(pattern, measures(pattern))
    assert drawn
    assert f"3 months: {empty}<" in str(drawn.svg)
