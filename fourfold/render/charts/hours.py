"""Hours by weekdays: a number in each square in which there was anything."""

from collections.abc import Mapping, Sequence

from fourfold.render.charts.svg import LINE, WIDTH, Said, fitted, line, picture, rect, short, text

LEFT = 50
CELL = (WIDTH - LEFT) / 7
TOP = 18
NIGHT = (*range(6), 22, 23)
SHADES = 4


def hours(
    said: Said, cells: Mapping[tuple[int, int], int], weekdays: Sequence[str], night: str
) -> str:
    """Draw how much there was in each hour of each weekday (Monday is 0); night: its short name."""
    highest = max(cells.values(), default=0)
    parts = [
        text((LEFT + CELL * (n + 0.5), LINE - 4), fitted(name, CELL), "middle", "number")
        for n, name in enumerate(weekdays)
    ]
    parts += _grid()
    for hour in range(24):
        parts += _row(hour, TOP + LINE * hour, cells, highest)
    for first, last in ((0, 6), (22, 24)):
        top, foot = TOP + LINE * first, TOP + LINE * last
        parts.append(line((38, top + 1), (38, foot - 1), "night"))
    parts.append(text((0, TOP + LINE * 24 + LINE), fitted(night, WIDTH)))
    return picture(said, TOP + LINE * 25 + 6, parts)


def _grid() -> list[str]:
    foot = TOP + LINE * 24
    down = [LEFT + CELL * n for n in range(8)]
    across = [TOP + LINE * n for n in range(25)]
    return [
        *(line((x, TOP), (x, foot), "faint") for x in down),
        *(line((LEFT, y), (WIDTH, y), "faint") for y in across),
    ]


def shade(count: int, highest: int) -> int:
    """Return which of the shades a count has, from 1: the highest has the darkest."""
    return max(1, -(-count * SHADES // highest))


def _row(hour: int, y: float, cells: Mapping[tuple[int, int], int], highest: int) -> list[str]:
    found = [text((34, y + LINE - 4), f"{hour:02}:00", "end")]
    for weekday in range(7):
        x = LEFT + CELL * weekday
        count = cells.get((weekday, hour), 0)
        at, size = (x + 0.5, y + 0.5), (CELL - 1, LINE - 1)
        if not count:
            continue
        level = shade(count, highest)
        found.append(rect(at, size, f"shade-{level}"))
        kind = "on-dark" if level > 2 else "number"
        found.append(text((x + CELL / 2, y + LINE - 4), short(count), "middle", kind))
    return found
