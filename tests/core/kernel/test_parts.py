"""Times as the boxes of a form hold them."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.kernel.parts import Parts, Problem
from fourfold.core.kernel.when import When
from tests.core.kernel.generate import points

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 22)


def boxes(text: str, **more: str | bool) -> Parts:
    """ "14 3 2026 21:05" into day, month, year and time; "-" is an empty box."""
    day, month, year, time = [
        "" if each == "-" else each.replace("_", " ") for each in text.split()
    ]
    return Parts(day=day, month=month, year=year, time=time, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14 3 2026 21:05", "2026-03-14T21:05"),
        ("14 03 2026 9.05", "2026-03-14T09:05"),
        ("14 03 2026 0905", "2026-03-14T09:05"),
        ("14 03 2026 09:05:30", "2026-03-14T09:05:30"),
        ("14 3 2026 9.30pm", "2026-03-14T21:30"),
        ("14 3 2026 9:30_PM", "2026-03-14T21:30"),
        ("14 3 2026 9_p.m.", "2026-03-14T21:00"),
        ("14 3 2026 9yh", "2026-03-14T21:00"),
        ("14 3 2026 9_yb", "2026-03-14T09:00"),
        ("14 3 2026 12am", "2026-03-14T00:00"),
        ("14 3 2026 12pm", "2026-03-14T12:00"),
        ("14 3 2026 12:30am", "2026-03-14T00:30"),
        ("14 3 2026 00:00", "2026-03-14T00:00"),
        ("14 3 2026 -", "2026-03-14"),
        ("14th March 2026 -", "2026-03-14"),
        ("1st mar 2026 -", "2026-03-01"),
        ("22nd MAWRTH 2026 -", "2026-03-22"),
        ("3rd Sept 2026 -", "2026-09-03"),
        ("_14_ _3_ _2026_ -", "2026-03-14"),
        ("29 2 2024 -", "2024-02-29"),
        ("- 3 2026 -", "2026-03"),
        ("- mai 2026 -", "2026-05"),
        ("- - 2026 -", "2026"),
        ("31 12 1900 -", "1900-12-31"),
        ("22 11 2026 23:59", "2026-11-22T23:59"),
    ],
)
def test_what_people_write_is_read(typed: str, expected: str) -> None:
    when = When.from_parts(boxes(typed), clock=LONDON, today=TODAY)
    assert when == When(expected)
    about = When.from_parts(boxes(typed, is_about=True), clock=LONDON, today=TODAY)
    assert about == When(expected + "~")


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ("- - - -", ["when missing"]),
        ("14 - - -", ["month missing", "year missing"]),
        ("14 3 - -", ["year missing"]),
        ("14 - 2026 -", ["month missing"]),
        ("- 3 - -", ["year missing"]),
        ("- - - 21:05", ["day missing", "month missing", "year missing"]),
        ("- 3 2026 21:05", ["day missing"]),
        ("- - 2026 21:05", ["day missing", "month missing"]),
        ("31 4 2026 -", ["day no_such_day"]),
        ("29 2 2026 -", ["day no_such_day"]),
        ("0 3 2026 -", ["day no_such_day"]),
        ("32 3 2026 -", ["day no_such_day"]),
        ("14.5 3 2026 -", ["day not_a_number"]),
        ("-1 3 2026 -", ["day not_a_number"]),
        ("Monday 3 2026 -", ["day not_a_number"]),
        ("14 13 2026 -", ["month no_such_month"]),
        ("31 13 2026 -", ["month no_such_month"]),
        ("29 2 26 -", ["year two_digits"]),
        ("14 0 2026 -", ["month no_such_month"]),
        ("14 ma 2026 -", ["month no_such_month"]),
        ("14 Ju 2026 -", ["month no_such_month"]),
        ("14 Marchember 2026 -", ["month no_such_month"]),
        ("14 3 26 -", ["year two_digits"]),
        ("14 3 '26 -", ["year not_a_number"]),
        ("14 3 226 -", ["year year_unlikely"]),
        ("14 3 20266 -", ["year year_unlikely"]),
        ("14 3 1899 -", ["year year_unlikely"]),
        ("14 3 2200 -", ["year year_unlikely"]),
        ("14 3 0000 -", ["year year_unlikely"]),
        ("14 3 ２０２６ -", ["year not_a_number"]),
        ("14 3 2026 9", ["time time_unclear"]),
        ("14 3 2026 21", ["time time_unclear"]),
        ("14 3 2026 24:00", ["time no_such_time"]),
        ("14 3 2026 21:60", ["time no_such_time"]),
        ("14 3 2026 21:05:60", ["time no_such_time"]),
        ("14 3 2026 13pm", ["time no_such_time"]),
        ("14 3 2026 0am", ["time no_such_time"]),
        ("14 3 2026 evening", ["time no_such_time"]),
        ("14 3 2026 21:5", ["time no_such_time"]),
        ("14 3 2026 9:30xm", ["time no_such_time"]),
        ("40 14 26 99:99",
         ["day no_such_day", "month no_such_month", "year two_digits", "time no_such_time"]),
        ("23 11 2026 -", ["when future"]),
        ("22 12 2026 -", ["when future"]),
        ("- 12 2026 -", ["when future"]),
        ("- - 2027 -", ["when future"]),
        ("29 3 2026 01:30", ["time skipped"]),
        ("29 3 2026 01:00", ["time skipped"]),
        ("25 10 2026 01:30", ["time twice"]),
    ],
)  # fmt: skip
def test_each_box_that_cannot_be_read_is_named(typed: str, problems: list[str]) -> None:
    found = When.from_parts(boxes(typed), clock=LONDON, today=TODAY)
    assert isinstance(found, tuple)
    assert [f"{each.field} {each.code}" for each in found] == problems


@pytest.mark.parametrize(("which", "fold"), [("first", 0), ("second", 1), ("SECOND ", 1)])
def test_the_owner_can_say_which_of_two_equal_times(which: str, fold: int) -> None:
    when = When.from_parts(boxes("25 10 2026 1:30am", which=which), clock=LONDON)
    assert when == When("2026-10-25T01:30", fold=fold)


def test_about_a_time_that_came_twice_is_not_asked_further() -> None:
    when = When.from_parts(boxes("25 10 2026 01:30", is_about=True), clock=LONDON)
    assert when == When("2026-10-25T01:30~")


@pytest.mark.parametrize("time", ["00:59", "02:00", "02:30"])
def test_only_the_hour_that_comes_twice_is_asked_about(time: str) -> None:
    when = When.from_parts(boxes(f"25 10 2026 {time}"), clock=LONDON)
    assert when == When(f"2026-10-25T{time}")


def test_which_means_nothing_on_an_ordinary_night() -> None:
    when = When.from_parts(boxes("14 3 2026 01:30", which="second"), clock=LONDON)
    assert when == When("2026-03-14T01:30")


def test_the_clock_names_the_zone_and_its_own_nights() -> None:
    paris = ZoneInfo("Europe/Paris")
    assert When.from_parts(boxes("25 10 2026 01:30"), clock=paris) == When(
        "2026-10-25T01:30", "Europe/Paris"
    )
    assert When.from_parts(boxes("25 10 2026 02:30"), clock=paris) == (Problem("time", "twice"),)


def test_without_a_clock_no_night_is_asked_about() -> None:
    assert When.from_parts(boxes("25 10 2026 01:30")) == When("2026-10-25T01:30")


def test_without_today_a_later_day_is_accepted() -> None:
    assert When.from_parts(boxes("1 1 2030 -")) == When("2030-01-01")


def test_not_known_is_an_answer() -> None:
    assert When.from_parts(Parts(is_unknown=True)) == When("XXXX")
    assert When.from_parts(Parts(is_unknown=True, is_about=True)) == When("XXXX")


def test_not_known_beside_a_date_is_asked_about() -> None:
    found = When.from_parts(Parts(is_unknown=True, year="2026"))
    assert found == (Problem("is_unknown", "answered"),)


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (Parts(), "2026-03-14"),
        (Parts(is_about=True), "2026-03-14"),
        (Parts(year="2026", month="3", day="20"), "2026-03-14/2026-03-20"),
        (Parts(year="2026", month="5", is_about=True), "2026-03-14/2026-05~"),
        (Parts(year="2026", month="3", day="14", time="9pm"), "2026-03-14/2026-03-14T21:00"),
        (Parts(year="2026", month="3", day="14"), "2026-03-14"),
        (Parts(year="2026"), "2026-03-14/2026"),
        (Parts(is_ongoing=True), "2026-03-14/.."),
    ],
)
def test_an_end_makes_a_range(until: Parts, expected: str) -> None:
    assert When.from_parts(boxes("14 3 2026 -"), until, LONDON, TODAY) == When(expected)


@pytest.mark.parametrize(
    ("until", "problem"),
    [
        (Parts(year="2026", month="3", day="13"), "until_when reversed"),
        (Parts(year="26"), "until_year two_digits"),
        (Parts(day="3"), "until_month missing"),
        (Parts(time="9pm"), "until_day missing"),
        (Parts(is_unknown=True), "until_is_unknown answered"),
        (Parts(is_ongoing=True, year="2027"), "until_is_ongoing answered"),
    ],
)
def test_a_bad_end_is_named_as_such(until: Parts, problem: str) -> None:
    found = When.from_parts(boxes("14 3 2026 -"), until)
    assert isinstance(found, tuple)
    assert f"{found[0].field} {found[0].code}" == problem


def test_a_range_needs_a_beginning() -> None:
    found = When.from_parts(Parts(is_unknown=True), Parts(year="2026"))
    assert found == (Problem("until_when", "needs_start"),)


@given(points("1900-01-01", "2199-12-31"), st.booleans())
def test_what_a_form_shows_of_a_time_reads_as_that_time(text: str, is_open: bool) -> None:
    when = When(f"{text}/.." if is_open else text)
    parts, until = when.parts
    assert When.from_parts(parts, until) == when


@pytest.mark.parametrize("fold", [0, 1])
def test_a_form_shows_which_of_two_equal_times(fold: int) -> None:
    when = When("2026-10-25T01:30", fold=fold)
    parts, until = when.parts
    assert until is None
    assert When.from_parts(parts, clock=LONDON) == when


def test_a_form_shows_both_ends_of_a_range() -> None:
    assert When("2026-03-14T21:05/2026-03-15T01:00~").parts == (
        Parts(day="14", month="3", year="2026", time="21:05", which="first"),
        Parts(day="15", month="3", year="2026", time="01:00", which="first", is_about=True),
    )


def test_a_form_shows_not_known() -> None:
    assert When("XXXX").parts == (Parts(is_unknown=True), None)


TYPED = st.text("0123456789 :.,-/apmthrdmawbyÿ٣\n", max_size=8)


@given(
    st.builds(
        Parts,
        day=TYPED,
        month=TYPED,
        year=TYPED,
        time=TYPED,
        is_about=st.booleans(),
        is_unknown=st.booleans(),
        is_ongoing=st.booleans(),
    )
)
def test_whatever_is_typed_gives_a_time_or_names_a_box(parts: Parts) -> None:
    found = When.from_parts(parts, None, LONDON, TODAY)
    if isinstance(found, tuple):
        assert found
        assert {each.field for each in found} <= {
            "day",
            "month",
            "year",
            "time",
            "when",
            "is_unknown",
        }
    else:
        assert When.parse(found.text) == When(found.text)
