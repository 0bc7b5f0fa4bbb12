"""Bars side by side: how much in each week, month or year; and where something was said or done."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fourfold.render.charts.svg import (
    LINE,
    WIDTH,
    Said,
    fitted,
    line,
    picture,
    rect,
    short,
    signs,
    text,
    width,
)

TOP, TALL, LEFT = 22, 120, 38
ROOM = WIDTH - LEFT
_FOOT = TOP + TALL
_LEAST_FOR_NUMBERS = 32


@dataclass(frozen=True, slots=True)
class Bar:
    """label: for the foot of the chart. count: how much."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the line of time. place: after so many bars, such as 3.5. sign: a short name."""

    place: float
    sign: str


def bars(said: Said, shown: Sequence[Bar], marks: Sequence[Mark] = ()) -> str:
    """Draw bars of one width; their heights are to their counts as the highest is to its own."""
    highest = max((each.count for each in shown), default=0)
    step = ROOM / max(1, len(shown))
    parts = [*_frame(highest), *_all(shown, highest, step), *_marks(marks, step)]
    parts += _foot(shown, step)
    return picture(said, _FOOT + LINE + 4, parts)


def _frame(highest: int) -> list[str]:
    found = [line((LEFT, _FOOT), (WIDTH, _FOOT), "axis"), text((LEFT - 5, _FOOT), "0", "end")]
    if highest:
        found.append(line((LEFT, TOP), (WIDTH, TOP), "grid"))
        found.append(text((LEFT - 5, TOP + 4), short(highest), "end"))
    return found


def _all(shown: Sequence[Bar], highest: int, step: float) -> list[str]:
    found = []
    wide = step * (0.7 if step > 4 else 0.9)
    for place, each in enumerate(shown):
        if not each.count:
            continue
        tall = TALL * each.count / highest
        x = LEFT + step * place + (step - wide) / 2
        found.append(rect((x, _FOOT - tall), (wide, tall), "bar"))
        if step >= _LEAST_FOR_NUMBERS:
            at = (LEFT + step * (place + 0.5), max(TOP - 3, _FOOT - tall - 3))
            found.append(text(at, short(each.count), "middle", "number"))
    return found


def _marks(marks: Sequence[Mark], step: float) -> list[str]:
    points = [(LEFT + step * each.place, each.sign) for each in marks]
    lines = [line((x, TOP - 8), (x, _FOOT), "mark") for x, _ in points]
    return [*lines, *signs(points, TOP - 11)]


def _foot(shown: Sequence[Bar], step: float) -> list[str]:
    """Labels under the first bar, the last, and as many between as there is room for."""
    if not shown:
        return []
    last = len(shown) - 1
    found = []
    for place in _chosen(shown, step):
        anchor, x = "middle", LEFT + step * (place + 0.5)
        if len(shown) > 1 and place in (0, last):
            anchor, x = ("start", LEFT) if place == 0 else ("end", WIDTH)
        found.append(text((x, _FOOT + LINE), fitted(shown[place].label, ROOM / 2 - 4), anchor))
    return found


def _chosen(shown: Sequence[Bar], step: float) -> list[int]:
    widest = max(width(fitted(each.label, ROOM / 2 - 4)) for each in shown) + 10
    most = max(2, int(ROOM / widest)) if len(shown) > 1 else 1
    if most < 3 or len(shown) <= 2:
        return sorted({0, len(shown) - 1})
    places = sorted({round(n * (len(shown) - 1) / (most - 1)) for n in range(most)})
    is_apart = all((b - a) * step >= widest for a, b in pairwise(places))
    return places if is_apart else [0, len(shown) - 1]
