"""When a service can be reached, in UK time.

Hours are those of the clock on the wall, so nothing here knows of summer time: whoever asks hands
in the wall's time. Nor are bank holidays known: a page that shows hours says that they may differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

DAY = 24 * 60
WEEK = 7 * DAY


@dataclass(frozen=True, slots=True)
class Opening:
    """From `opens` until `closes` ("09:30", at most "24:00") on one weekday, Monday being 0."""

    weekday: int
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Turn:
    """When a service opens or shuts next: so many days from today, on a weekday, at a time."""

    days: int
    weekday: int
    time: str


@dataclass(frozen=True, slots=True)
class Now:
    """Whether it is open, and when that ends; `turn` is None where it never shuts."""

    is_open: bool
    turn: Turn | None


def at(hours: Iterable[Opening], wall: datetime) -> Now | None:
    """What these hours say of a moment of the UK's clock; None where there are none."""
    spans = _joined(hours)
    if not spans:
        return None
    if spans == [(0, WEEK)]:
        return Now(is_open=True, turn=None)
    minute = wall.weekday() * DAY + wall.hour * 60 + wall.minute
    # One that runs over the end of the week is looked for a week later too.
    for moment in (minute, minute + WEEK):
        for opens, closes in spans:
            if opens <= moment < closes:
                return Now(is_open=True, turn=_end(_turn(closes - moment, wall)))
    opens = min((opens - minute) % WEEK for opens, _closes in spans)
    return Now(is_open=False, turn=_turn(opens, wall))


def by_day(hours: Iterable[Opening]) -> list[tuple[int, list[Opening]]]:
    """The openings of each weekday that has any, in the order of the week and of the day."""
    found: dict[int, list[Opening]] = {}
    for each in sorted(hours, key=lambda each: (each.weekday, each.opens)):
        found.setdefault(each.weekday, []).append(each)
    return list(found.items())


def _joined(hours: Iterable[Opening]) -> list[tuple[int, int]]:
    """Openings as minutes of the week, those that touch or overlap as one, over midnight too."""
    spans: list[tuple[int, int]] = []
    for opens, closes in sorted(_minutes(each) for each in hours):
        if spans and opens <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], closes)
        elif opens < closes:
            spans.append((opens, closes))
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == WEEK:
        (_zero, closes), *between, (opens, _week) = spans
        spans = [*between, (opens, WEEK + closes)]
    return spans


def _minutes(opening: Opening) -> tuple[int, int]:
    start = opening.weekday * DAY
    return start + _of_day(opening.opens), start + _of_day(opening.closes)


def _of_day(time: str) -> int:
    hour, _colon, minute = time.partition(":")
    return int(hour) * 60 + int(minute)


def _turn(minutes: int, wall: datetime) -> Turn:
    """The turn so many minutes later."""
    days, left = divmod(wall.hour * 60 + wall.minute + minutes, DAY)
    return Turn(days, (wall.weekday() + days) % 7, f"{left // 60:02}:{left % 60:02}")


def _end(turn: Turn) -> Turn:
    """Whoever shuts at midnight shuts at the end of a day, not at the start of the next."""
    if turn.time != "00:00":
        return turn
    return Turn(turn.days - 1, (turn.weekday - 1) % 7, "24:00")
