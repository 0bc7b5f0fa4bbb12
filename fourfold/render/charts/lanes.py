"""Lanes over one line of time: routes, or what happened, what it did and who was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fourfold.render.charts.svg import (
    LETTER,
    LINE,
    WIDTH,
    Said,
    fitted,
    line,
    path,
    picture,
    rect,
    signs,
    text,
    width,
)

EDGE = 8
ROOM = WIDTH - 2 * EDGE
TALL = 36
TOP = 20


class Shape(StrEnum):
    """What stands for one thing in a lane."""

    BAR = "bar"
    DIAMOND = "diamond"
    RING = "ring"


@dataclass(frozen=True, slots=True)
class Lane:
    """label: what it is, and how much. days: of what is known to the day. ranges: first and last
    day of what is known less exactly.
    """

    label: str
    days: tuple[date, ...]
    ranges: tuple[tuple[date, date], ...] = ()
    shape: Shape = Shape.BAR


@dataclass(frozen=True, slots=True)
class Flag:
    """A line across all lanes on a day. sign: a short name for it."""

    day: date
    sign: str


@dataclass(frozen=True, slots=True)
class Ends:
    """The first and the last day, with their names."""

    first: date
    last: date
    first_words: str
    last_words: str

    def x(self, day: date) -> float:
        """Return where a day lies; all of one day lies in the middle."""
        days = (self.last - self.first).days
        if not days:
            return WIDTH / 2
        inside = min(max(day, self.first), self.last)
        return EDGE + ROOM * (inside - self.first).days / days


def lanes(said: Said, shown: Sequence[Lane], ends: Ends, flags: Sequence[Flag] = ()) -> str:
    """Draw each lane under its label, and the flags through all of them."""
    foot = TOP + TALL * len(shown)
    parts = [line((ends.x(each.day), TOP - 4), (ends.x(each.day), foot), "mark") for each in flags]
    parts += signs(((ends.x(each.day), each.sign) for each in flags), LETTER)
    for place, each in enumerate(shown):
        parts += _lane(each, TOP + TALL * place, ends)
    parts.append(line((EDGE, foot), (WIDTH - EDGE, foot), "axis"))
    return picture(said, foot + LINE + 4, [*parts, *_axis(ends, foot + LINE)])


def _axis(ends: Ends, y: float) -> list[str]:
    if ends.first == ends.last:
        return [text((WIDTH / 2, y), fitted(ends.first_words, WIDTH), "middle")]
    room = WIDTH / 2 - 6
    return [
        text((0, y), fitted(ends.first_words, room)),
        text((WIDTH, y), fitted(ends.last_words, room), "end"),
    ]


def _lane(lane: Lane, y: float, ends: Ends) -> list[str]:
    room = WIDTH - 4
    label = fitted(lane.label, room)
    middle = y + LINE + 10
    found = [
        rect((0, y + 1), (min(room, width(label)) + 4, LINE - 1), "plate"),
        text((2, y + LINE - 4), label),
        line((EDGE, middle), (WIDTH - EDGE, middle), "grid"),
    ]
    for first, last in sorted(set(lane.ranges)):
        begin, end = ends.x(first), ends.x(last)
        found.append(rect((begin, middle - 3), (max(2, end - begin), 6), "range"))
    places = sorted({round(ends.x(day), 1) for day in lane.days})
    return [*found, *(_shape(lane.shape, (x, middle)) for x in places)]


def _shape(shape: Shape, at: tuple[float, float]) -> str:
    x, y = at
    if shape is Shape.DIAMOND:
        return path([(x, y - 6), (x + 5, y), (x, y + 6), (x - 5, y)], "diamond")
    if shape is Shape.RING:
        return rect((x - 4, y - 4), (8, 8), "ring")
    return rect((x - 1, y - 7), (2, 14), "tick")
