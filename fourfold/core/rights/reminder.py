"""Reminders for a calendar, made only when the owner asks: days and one neutral title.

News that has not come is asked about on the first working day after its latest day. Nothing in the
file tells what a day is about: no rule, no name of ours.

Source: RFC 5545, iCalendar. Checked 2026-11-25.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fourfold.core.kernel.workdays import Calendar

LINE_BYTES = 75
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True, slots=True)
class Reminder:
    """A whole day with a title."""

    day: date
    title: str


def ask_on(latest: date, calendar: Calendar) -> date:
    """When to ask about what should have come by a day; that day itself where none can be known."""
    return calendar.after(latest, 1) or latest


def calendar_file(lines: Iterable[Reminder], now: datetime, mark: str) -> str:
    """The text of an .ics file. `mark` is random and makes its lines unlike any other file's."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    parts = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Calendar//1.0//EN"]
    for number, line in enumerate(lines, 1):
        parts += [
            "BEGIN:VEVENT",
            f"UID:{number}-{mark}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{line.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{line.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escape(line.title)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    parts.append("END:VCALENDAR")
    return "".join(f"{_fold(part)}\r\n" for part in parts)


def _escape(text: str) -> str:
    return "".join(ESCAPED.get(each, each) for each in text)


def _fold(line: str) -> str:
    """Lines of at most 75 bytes, cut between letters; what goes on begins with a space."""
    folded, room = "", LINE_BYTES
    for letter in line:
        size = len(letter.encode())
        if size > room:
            folded, room = f"{folded}\r\n ", LINE_BYTES - 1
        folded += letter
        room -= size
    return folded
