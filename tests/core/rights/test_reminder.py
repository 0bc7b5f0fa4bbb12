"""A calendar file that a strict reader takes, and from which nobody learns what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.rights.reminder import Reminder, ask_on, calendar_file
from tests.core.rights.make import CLOCK, day

NOW = datetime(2026, 11, 25, 9, 30, 5, tzinfo=UTC)
TITLE = "Ring back"


@pytest.mark.parametrize(
    ("latest", "expected"),
    [
        ("Fri 27 Nov 2026", "Mon 30 Nov 2026"),
        ("Thu 24 Dec 2026", "Tue 29 Dec 2026"),
        ("Mon 30 Nov 2026", "Tue 01 Dec 2026"),
        ("Tue 31 Dec 2030", "Tue 31 Dec 2030"),  # no holidays are known after it
    ],
)
def test_news_is_asked_about_on_the_working_day_after_its_latest_day(
    latest: str, expected: str
) -> None:
    assert ask_on(day(latest), CLOCK.calendar) == day(expected)


def test_the_file_is_exactly_this() -> None:
    text = calendar_file([Reminder(date(2026, 12, 31), TITLE)], NOW, "k3x9")
    assert text.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Calendar//1.0//EN",
        "BEGIN:VEVENT",
        "UID:1-k3x9",
        "DTSTAMP:20261125T093005Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Ring back",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_stamp_is_in_universal_time() -> None:
    summer = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    text = calendar_file([Reminder(date(2026, 7, 2), TITLE)], summer, "m")
    assert "DTSTAMP:20260630T233000Z\r\n" in text


def test_an_empty_file_is_a_calendar_too() -> None:
    assert calendar_file([], NOW, "m").count("\r\n") == 4


def test_a_line_of_75_bytes_stays_whole_and_one_of_76_is_folded() -> None:
    room = 75 - len("SUMMARY:")
    whole, folded = (
        calendar_file([Reminder(date(2026, 12, 1), "x" * size)], NOW, "m")
        for size in (room, room + 1)
    )
    assert f"SUMMARY:{'x' * room}\r\nTRANSP" in whole
    assert f"SUMMARY:{'x' * room}\r\n x\r\nTRANSP" in folded
    long = calendar_file([Reminder(date(2026, 12, 1), "x" * 200)], NOW, "m")
    assert f"SUMMARY:{'x' * room}\r\n {'x' * 74}\r\n {'x' * (200 - room - 74)}\r\n" in long


@given(
    st.lists(
        st.builds(
            Reminder,
            st.dates(date(2020, 1, 1), date(2100, 1, 1)),
            st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120),
        ),
        max_size=5,
    )
)
def test_another_reader_finds_the_same_days_and_titles(lines: list[Reminder]) -> None:
    text = calendar_file(lines, NOW, "mark")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    read = icalendar.Calendar.from_ical(text)
    events = read.walk("VEVENT")
    assert not read.errors
    assert [(each["DTSTART"].dt, str(each["SUMMARY"])) for each in events] == [
        (line.day, line.title) for line in lines
    ]
    assert len({str(each["UID"]) for each in events}) == len(lines)
    assert all(each["DTSTAMP"].dt == NOW for each in events)
    assert all(each["DTEND"].dt - each["DTSTART"].dt == timedelta(1) for each in events)


def test_a_title_with_marks_and_lines_comes_back() -> None:
    title = "a; b, c\\d\ne"
    text = calendar_file([Reminder(date(2026, 12, 1), title)], NOW, "m")
    assert "SUMMARY:a\\; b\\, c\\\\d\\ne\r\n" in text
    (found,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(found["SUMMARY"]) == title


def test_the_file_tells_nothing_of_what_it_is_about() -> None:
    text = calendar_file([Reminder(date(2026, 11, 30), TITLE)], NOW, "m").lower()
    for word in ("r6", "police", "fourfold", "victim", "right", "release", "stalk"):
        assert word not in text
