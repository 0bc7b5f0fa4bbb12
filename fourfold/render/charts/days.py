"""A calendar: a row for each month, a block for each day, the higher the more there was."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fourfold.render.charts.svg import LINE, WIDTH, Said, fitted, line, picture, rect, text

LEFT = 66
ROOM = WIDTH - LEFT
CELL = ROOM / 31
TOP = 18
LEVELS = (1, 2, 3, 6)
"""The least number for each height."""
WIDE = 5.4
TALLS = (3, 6, 9, 13)
_HEADS = (1, 10, 20, 30)


@dataclass(frozen=True, slots=True)
class Words:
    """month: what a month is called, by its first day. nothing: what a row of empty months is
    called, by how many. legend: what the heights mean, lowest first.
    """

    month: Mapping[date, str]
    nothing: Mapping[int, str]
    legend: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A month by its first day; or `empty` months without anything, as one row."""

    month: date
    empty: int = 0


def rows_of(days: Mapping[date, int]) -> list[Row]:
    """Return the months from the first day to the last; several without anything are one row."""
    filled = {day.replace(day=1) for day, count in days.items() if count}
    found: list[Row] = []
    month, last = min(filled, default=date.max), max(filled, default=date.min)
    while month <= last:
        if month in filled:
            found.append(Row(month))
        elif found and found[-1].empty:
            found[-1] = Row(found[-1].month, found[-1].empty + 1)
        else:
            found.append(Row(month, 1))
        if month == last:
            break
        month = (month + timedelta(days=31)).replace(day=1)
    return found


def calendar(said: Said, days: Mapping[date, int], words: Words) -> str:
    """Draw what there was on each day."""
    parts = [
        text((LEFT + CELL * (day - 0.5), LINE - 4), str(day), "middle", "number") for day in _HEADS
    ]
    y = float(TOP)
    for row in rows_of(days):
        parts += _empty(row, y, words) if row.empty else _month(row.month, y, days, words)
        y += LINE
    return picture(said, y + 4 + LINE * 2, [*parts, *_legend(y + 4, words)])


def level(count: int) -> int:
    """Return which height a count has, from 0."""
    return sum(count >= least for least in LEVELS) - 1


def _empty(row: Row, y: float, words: Words) -> list[str]:
    middle = y + LINE / 2
    said = fitted(words.nothing[row.empty], ROOM)
    return [line((0, middle), (LEFT - 8, middle), "grid"), text((LEFT, middle + 4), said)]


def _month(month: date, y: float, days: Mapping[date, int], words: Words) -> list[str]:
    found = [text((0, y + LINE / 2 + 4), fitted(words.month[month], LEFT - 4))]
    length = monthrange(month.year, month.month)[1]
    foot = y + LINE - 1
    found.append(line((LEFT, foot), (LEFT + CELL * length, foot), "faint"))
    for day in range(1, length + 1):
        count = days.get(month.replace(day=day), 0)
        if count:
            found.append(_block((LEFT + CELL * (day - 0.5), foot), level(count)))
    return found


def _block(foot: tuple[float, float], place: int) -> str:
    tall = TALLS[place]
    return rect((foot[0] - WIDE / 2, foot[1] - tall), (WIDE, tall), "day")


def _legend(y: float, words: Words) -> list[str]:
    found = []
    for place, said in enumerate(words.legend):
        x, row = (place % 2) * WIDTH / 2, y + LINE * (place // 2)
        found.append(_block((x + 5, row + LINE - 1), place))
        found.append(text((x + 14, row + LINE / 2 + 4), fitted(said, WIDTH / 2 - 18)))
    return found
