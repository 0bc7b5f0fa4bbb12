"""Charts: numbers as heights and figures, everything in its place, whatever comes in."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.render.charts import bars, days, hours, lanes, svg
from fourfold.render.charts.svg import WIDTH, Said
from tests.render.charts.drawn import Drawn

SAID = Said("one", "What it shows", "What is drawn.")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "&amp; &lt; &#60;",
    "]]><![CDATA[",
    "a" * 500,
    "漢字" * 200,
    "\u202eesrever\u202c \x00\x07 \ud800",
    "👩‍👩‍👧‍👦" * 30,
    "W" * 90,
    "e\u0301" * 100,
    "",
    "two\nlines\u2028and more",
)
COUNTS = st.lists(st.integers(0, 2_000_000), max_size=130)
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


def legend() -> tuple[str, str, str, str]:
    return ("1 thing", "2 things", "3 to 5", "6 or more")


def month_words(counts: dict[date, int]) -> days.Words:
    rows = days.rows_of(counts)
    return days.Words(
        {each.month: f"{each.month:%b %Y}" for each in rows},
        {each.empty: f"{each.empty} months: nothing" for each in rows},
        legend(),
    )


@given(COUNTS)
def test_the_height_of_every_bar_is_to_its_count_as_the_highest_is_to_its_own(
    counts: list[int],
) -> None:
    drawn = Drawn(bars.bars(SAID, [bars.Bar(f"3 Mar {n}", each) for n, each in enumerate(counts)]))
    drawn.check()
    heights = [float(each.attrib["height"]) for each in drawn.all("rect", "bar")]
    shown = [each for each in counts if each]
    assert len(heights) == len(shown)
    for height, count in zip(heights, shown, strict=True):
        assert height == pytest.approx(bars.TALL * count / max(counts), abs=0.01)


def test_no_bars_are_a_chart_too() -> None:
    Drawn(bars.bars(SAID, [])).check()


@given(st.lists(st.floats(0, 20), max_size=30))
def test_signs_of_marks_never_lie_on_one_another(places: list[float]) -> None:
    marks = [bars.Mark(place, chr(65 + n % 26)) for n, place in enumerate(places)]
    drawn = Drawn(bars.bars(SAID, [bars.Bar("a", 1)] * 20, marks))
    drawn.check()
    signs = [each for each in drawn.all("text") if float(each.attrib["y"]) < 15]
    lefts = sorted(
        (float(each.attrib["x"]) - svg.width(each.text or "") / 2, svg.width(each.text or ""))
        for each in signs
    )
    for (x, wide), (after, _) in pairwise(lefts):
        assert x + wide <= after + 3


@given(st.dictionaries(DAYS, st.integers(1, 500), max_size=40))
def test_every_day_has_a_block_and_no_other(counts: dict[date, int]) -> None:
    drawn = Drawn(days.calendar(SAID, counts, month_words(counts)))
    drawn.check()
    blocks = len(drawn.all("rect", "day")) - len(legend())
    assert blocks == len(counts)


def test_months_without_anything_are_one_row() -> None:
    counts = {date(2016, 1, 3): 1, date(2026, 1, 3): 2}
    assert days.rows_of(counts) == [
        days.Row(date(2016, 1, 1)),
        days.Row(date(2016, 2, 1), 119),
        days.Row(date(2026, 1, 1)),
    ]
    drawn = Drawn(days.calendar(SAID, counts, month_words(counts)))
    assert "119 months: nothing" in drawn.texts


@pytest.mark.parametrize(("count", "level"), [(1, 0), (2, 1), (3, 2), (5, 2), (6, 3), (600, 3)])
def test_a_block_is_the_higher_the_more(count: int, level: int) -> None:
    assert days.level(count) == level


@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 23)), st.integers(1, 99_999)))
def test_every_hour_with_anything_says_how_much(cells: dict[tuple[int, int], int]) -> None:
    weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    drawn = Drawn(hours.hours(SAID, cells, weekdays, "The night"))
    drawn.check()
    numbers = [each.text for kind in ("number", "on-dark") for each in drawn.all("text", kind)]
    assert sorted(numbers) == sorted([*weekdays, *(svg.short(each) for each in cells.values())])
    assert len(drawn.all("rect")) == len(cells)


@given(st.lists(DAYS, min_size=1, max_size=60), st.booleans())
def test_every_day_of_a_lane_lies_where_its_time_does(every: list[date], is_diamond: bool) -> None:
    first, last = min(every), max(every)
    ends = lanes.Ends(first, last, "3 Mar 2026", "9 May 2026")
    shape = lanes.Shape.DIAMOND if is_diamond else lanes.Shape.BAR
    lane = lanes.Lane("By text message: 3 things", tuple(every), ((first, last),), shape)
    drawn = Drawn(lanes.lanes(SAID, [lane], ends, [lanes.Flag(first, "A"), lanes.Flag(last, "B")]))
    drawn.check()
    kind, tag = ("diamond", "path") if is_diamond else ("tick", "rect")
    assert len(drawn.all(tag, kind)) == len({round(ends.x(day), 1) for day in every})


def test_one_day_lies_in_the_middle() -> None:
    day = date(2026, 3, 3)
    ends = lanes.Ends(day, day, "3 Mar 2026", "3 Mar 2026")
    assert ends.x(day) == WIDTH / 2
    drawn = Drawn(lanes.lanes(SAID, [lanes.Lane("a", (day,))], ends))
    drawn.check()
    assert drawn.texts.count("3 Mar 2026") == 1


def test_a_day_outside_lies_at_the_edge() -> None:
    first = date(2026, 3, 3)
    ends = lanes.Ends(first, first + timedelta(days=10), "a", "b")
    assert ends.x(first - timedelta(days=5)) == lanes.EDGE
    assert ends.x(first + timedelta(days=50)) == WIDTH - lanes.EDGE


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_words_come_they_are_words_inside_the_chart(words: str) -> None:
    said = Said("one", words or "a", words or "b")
    day = date(2026, 3, 3)
    ends = lanes.Ends(day, day + timedelta(days=3), words, words)
    lane = lanes.Lane(words, (day,))
    for drawn in (
        bars.bars(said, [bars.Bar(words, 3), bars.Bar(words, 1)], [bars.Mark(1, "A")]),
        days.calendar(said, {day: 1}, days.Words({day.replace(day=1): words}, {}, (words,) * 4)),
        hours.hours(said, {(0, 3): 2}, [words] * 7, words),
        lanes.lanes(said, [lane], ends),
    ):
        found = Drawn(drawn)
        found.check()
        assert {each.tag.split("}")[1] for each in found.root.iter()} <= {
            *("svg", "title", "desc", "rect", "line", "path", "text")
        }


@pytest.mark.parametrize(
    ("count", "said"),
    [
        *((0, "0"), (999, "999"), (1000, "1k"), (1249, "1.2k"), (9949, "9.9k"), (9950, "10k")),
        *((35_400, "35k"), (999_499, "999k"), (999_500, "1m"), (2_400_000, "2m")),
    ],
)
def test_a_count_is_never_longer_than_its_square(count: int, said: str) -> None:
    assert svg.short(count) == said


@given(st.text(max_size=80), st.floats(0, WIDTH))
def test_words_are_cut_to_their_room(words: str, room: float) -> None:
    cut = svg.fitted(words, room)
    assert svg.width(cut) <= max(room, svg.width(svg.CUT))
    assert cut == svg.plain(words) or cut.endswith(svg.CUT)


def test_the_darkest_square_is_the_highest() -> None:
    assert [hours.shade(count, 20) for count in (1, 5, 6, 10, 11, 15, 16, 20)] == [
        *(1, 1, 2, 2, 3, 3, 4, 4)
    ]
