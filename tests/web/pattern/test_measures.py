"""Every number opens what it counts, and tables hold the numbers of their charts."""

from __future__ import annotations

import re
from html import unescape

import pytest

from fourfold.core.pattern.slices import SliceName
from fourfold.core.pattern.values import Between
from fourfold.core.record.codes import Purpose, Route
from fourfold.web.pattern import figures, units
from fourfold.web.pattern.measures import Measures, Section, code, measures
from tests.cast import Member
from tests.core.pattern.make import incident, message, numbered, scenario, stop
from tests.guards.golden import same
from tests.render.charts.drawn import Drawn
from tests.web.pattern.records import NAMES, codes_of, keep, keep_scenario, pattern_of, text_of


@pytest.mark.slow
def test_every_number_of_a_page_opens_its_entries(ada: Member) -> None:
    entries = keep_scenario(ada, "D4")
    pages = (ada.client.get(path) for path in ("/n/pattern", "/n/pattern/tables/2"))
    found = [each for page in pages for each in codes_of(page.content.decode())]
    known = measures(pattern_of(entries))
    assert len(found) > 150
    for each in found[:: len(found) // 12]:
        answer = ada.client.get(f"/n/pattern/{each}")
        assert answer.status_code == 200
        page = answer.content.decode()
        measure = known.by_code[each]
        listed = [int(number) for number in re.findall(r">Entry (\d+)</p>", page)]
        assert len(listed) == min(50, len(measure.entries))
        assert set(listed) <= set(measure.entries)


def test_what_came_by_two_new_ways_is_one_thing() -> None:
    bodies = [
        incident("2026-03-01T10:00", how=(Route.PHONE,)),
        stop("2026-03-02T10:00"),
        incident("2026-03-03T10:00", how=(Route.POST, Route.AT_WORK)),
    ]
    known = measures(pattern_of(numbered(bodies)))
    (found,) = known.of(Section.NEW)
    assert found.entries == (3,)


def test_many_entries_come_fifty_at_a_time(ada: Member) -> None:
    keep(ada, [incident(f"2026-01-{n % 28 + 1:02}T10:{n:02}") for n in range(53)])
    first, second = (ada.client.get(f"/n/pattern/1-0{s}").content.decode() for s in ("", "?s=2"))
    assert [len(re.findall(r">Entry \d+</p>", page)) for page in (first, second)] == [50, 3]
    assert 'href="/n/pattern/1-0?s=2"' in first
    assert 'href="/n/pattern/1-0?s=1"' in second


def test_a_long_table_has_a_page_of_its_own(ada: Member) -> None:
    keep(ada, [incident(f"2026-0{n // 28 + 1}-{n % 28 + 1:02}T10:00") for n in range(70)])
    page = ada.client.get("/n/pattern").content.decode()
    assert 'href="/n/pattern/tables/2"' in page
    assert "14 February 2026" not in page
    first, second = (
        ada.client.get(f"/n/pattern/tables/2{s}").content.decode() for s in ("", "?s=2")
    )
    assert [each.count('<th scope="row"') for each in (first, second)] == [50, 20]
    assert 'href="/n/pattern/tables/2?s=2"' in first
    assert 'rel="next"' not in second
    assert "14 March 2026" in second
    assert [ada.client.get(f"/n/pattern/tables/{n}").status_code for n in (5, 6, 77)] == [404] * 3


def test_every_screen_of_a_long_table_is_about_the_same_person(ada: Member) -> None:
    bodies = [incident(f"2026-0{n // 28 + 1}-{n % 28 + 1:02}T10:00") for n in range(70)]
    keep(ada, bodies, person="the neighbour")
    keep(ada, bodies[:1], person="an old friend")
    page = ada.client.get("/n/pattern").content.decode()
    (query,) = set(re.findall(r'/n/pattern(\?p=[0-9a-f]{32})">the neighbour', page))
    first = ada.client.get(f"/n/pattern/tables/2{query}").content.decode()
    (later,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = ada.client.get(unescape(later)).content.decode()
    for page, rows in ((first, 50), (second, 20)):
        assert "<strong>the neighbour</strong>" in page
        assert page.count(f'{query}">1 thing') == rows


@pytest.mark.parametrize("wrong", ["1-9", "99-0", "2-0", "3-0", "0-1", "1", "x-1", "1-1000000000"])
def test_a_number_that_is_not_there_is_no_page(ada: Member, wrong: str) -> None:
    keep(ada, [incident("2026-03-01T10:00")])
    assert ada.client.get(f"/n/pattern/{wrong}").status_code == 404


def test_an_entry_that_was_deleted_is_counted_no_more(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00"), incident("2026-04-01T10:00", "kestrel")])
    assert "2 separate times" in text_of(ada.client.get("/n/pattern").content.decode())
    ada.client.post("/n/2/delete")
    page = ada.client.get("/n/pattern/1-0").content.decode()
    assert "kestrel" not in page
    assert "1 thing, 1 time" in page


@pytest.mark.parametrize("name", NAMES)
def test_the_first_sentences_open_exactly_what_they_count(name: str) -> None:
    pattern = pattern_of(scenario(name))
    known = measures(pattern)
    plain = pattern.slices[SliceName.PLAIN]
    for stop_ in pattern.stops:
        entry = stop_.point.entry
        around = plain.around[entry]
        found = known.by_code[code(Section.AFTER_PLAIN, entry)].counted
        assert found.occasions.most == around.after.occasions
        assert set(found.entries) <= set(plain.counted.entries)


@pytest.mark.parametrize(
    ("whens", "after", "unsure"),
    [
        (["2026-04-16/2026-04-17"], (1,), ()),
        (["2026-04-10/2026-04-17"], (), (1,)),
        (["XXXX"], (), (1,)),
        (["2026-04-10/2026-04-15", "2026-04-11/2026-04-16"], (), (1, 2)),
        (["2026-05-01/2026-05-10", "2026-04-01/2026-05-02"], (1,), (2,)),
        (["2026-04-10/2026-04-16", "2026-04-15/2026-04-16"], (2,), ()),
    ],
)
def test_around_a_point_every_sentence_has_its_entries_without_exact_dates_too(
    whens: list[str], after: tuple[int, ...], unsure: tuple[int, ...]
) -> None:
    point = stop("2026-04-15T00:00")
    visit = incident("2026-04-17", purpose=Purpose.ARRANGED)
    pattern = pattern_of(numbered([*(incident(each) for each in whens), visit, point]))
    (about,) = pattern.slices[SliceName.PLAIN].around.items()
    entry, around = about
    known = measures(pattern)
    for section, number, entries in (
        (Section.AFTER_PLAIN, around.after.occasions, after),
        (Section.UNSURE_PLAIN, around.unsure, unsure),
    ):
        found = known.by_code[code(section, entry)].counted
        assert (found.occasions, found.entries) == (Between(number, number), entries)


@pytest.mark.parametrize("name", NAMES)
def test_tables_have_the_numbers_of_their_charts(name: str) -> None:
    pattern = pattern_of(scenario(name))
    known = measures(pattern)
    often = figures.often(pattern, known)
    assert often
    bars = Drawn(str(often.svg)).all("rect", "bar")
    assert len(bars) == len(often.rows)
    assert sum(each.counted.occasions.most for each in often.rows) == pattern.occasions.count.most
    days = figures.calendar(pattern, known)
    assert days
    assert sum(each.counted.items for each in days.rows) == pattern.everything.items
    clock = figures.clock(pattern, known)
    assert clock
    hours = [each for each in clock.rows if each.code.startswith(f"{Section.HOUR.value}-")]
    drawn = Drawn(str(clock.svg))
    squares = [*drawn.all("text", "number"), *drawn.all("text", "on-dark")]
    assert len(squares) - 7 == len(hours)
    assert sum(each.counted.items for each in hours) == pattern.everything.items
    routes = figures.routes(pattern, known)
    assert routes
    assert len(Drawn(str(routes.svg)).all("rect", "plate")) == len(routes.rows)


def test_a_night_over_midnight_is_drawn_as_from_one_day_to_the_next() -> None:
    whens = ["2026-03-14T20:00/2026-03-15T04:00", "2026-03-20"]
    bodies = [incident(when, how=(Route.PHONE,)) for when in whens]
    pattern = pattern_of(numbered(bodies))
    routes = figures.routes(pattern, measures(pattern))
    assert routes
    drawn = Drawn(str(routes.svg))
    assert [len(drawn.all("rect", each)) for each in ("range", "tick")] == [1, 1]


@pytest.mark.parametrize("name", NAMES)
def test_the_charts_of_a_scenario_are_as_they_were(name: str) -> None:
    entries = scenario(name)
    pattern = pattern_of(entries)
    known = measures(pattern)
    drawn = [
        figures.often(pattern, known),
        figures.calendar(pattern, known),
        figures.clock(pattern, known),
        figures.routes(pattern, known),
        figures.story(pattern, {each.number: each for each in entries}, known),
    ]
    svgs = [str(each.svg) for each in drawn if each]
    for each in svgs:
        Drawn(each).check()
    same(f"charts/{name}.txt", "\n".join(each.replace("><", ">\n<") for each in svgs) + "\n")


@pytest.mark.parametrize(
    ("whens", "unit", "bars"),
    [
        (["2026-03-01T10:00"], units.Unit.WEEK, 1),
        (["2026-03-01T10:00", "2026-03-20T10:00"], units.Unit.WEEK, 4),
        (["2025-01-01T10:00", "2026-06-01T10:00"], units.Unit.MONTH, 18),
        (["2016-01-01T10:00", "2026-06-01T10:00"], units.Unit.YEAR, 11),
        (["2025-03", "2025-05"], units.Unit.MONTH, 3),
        (["2025-03", "2025-05", "2025-05-03"], units.Unit.MONTH, 3),
        (["2026"], units.Unit.YEAR, 1),
        (["2023", "2025", "2025-05-03T10:00"], units.Unit.YEAR, 3),
        (["XXXX"], units.Unit.WEEK, 0),
    ],
)
def test_time_is_shown_in_the_smallest_unit_that_can_be_read(
    whens: list[str], unit: units.Unit, bars: int
) -> None:
    shown = units.units(pattern_of(numbered(incident(when) for when in whens)))
    assert (shown.unit, len(shown.all)) == (unit, bars)


@pytest.mark.parametrize(
    ("weeks", "months", "years", "chosen"),
    [
        ((0, 0), (0, 0), (0, 0), units.Unit.WEEK),
        ((0, 1), (0, 1), (0, 1), units.Unit.WEEK),
        ((100, 30), (120, 30), (365, 30), units.Unit.WEEK),
        ((100, 8), (120, 10), (365, 10), units.Unit.WEEK),
        ((100, 7), (120, 10), (365, 10), units.Unit.MONTH),
        ((100, 2), (120, 30), (365, 31), units.Unit.MONTH),
        ((100, 2), (120, 5), (365, 31), units.Unit.YEAR),
        ((0, 0), (120, 5), (365, 5), units.Unit.MONTH),
        ((0, 0), (0, 0), (365, 5), units.Unit.YEAR),
        ((420, 30), (420, 30), (365, 30), units.Unit.WEEK),
        ((427, 30), (420, 30), (365, 30), units.Unit.MONTH),
        ((2000, 30), (2000, 30), (1827, 30), units.Unit.YEAR),
        ((100, 2), (3650, 30), (3650, 30), units.Unit.YEAR),
        ((3650, 30), (3650, 30), (3650, 20), units.Unit.YEAR),
    ],
)
def test_a_unit_is_chosen_that_leaves_out_little_of_what_can_be_shown(
    weeks: tuple[int, int], months: tuple[int, int], years: tuple[int, int], chosen: units.Unit
) -> None:
    held = {
        unit: units.Held(*each)
        for unit, each in zip(units.Unit, (weeks, months, years), strict=True)
    }
    assert units.choose(held) is chosen


@pytest.mark.parametrize(
    ("whens", "said", "dates"),
    [
        (["2026-03-01T10:00"], "One time is written down so far.", None),
        (
            ["2026-03-01T10:00", "2026-03-01T10:05"],
            "One time, with 2 things in it, is written down so far.",
            None,
        ),
        (["2026-03-01", "2026-03-01"], "2 things, 1 to 2 separate times", ""),
        (
            ["2026-03-01T10:00", "2026-05-01"],
            "2 things, 2 separate times",
            "1 March 2026 and 1 May 2026",
        ),
        (
            ["2026-03-01T10:00", "2026-03-01T20:30"],
            "2 things, 2 separate times",
            "1 March 2026, 10:00am and 1 March 2026, 8:30pm",
        ),
        (
            ["2025-03", "2026-05-01"],
            "2 things, 2 separate times",
            "between 1 March 2025 and 31 March 2025 and 1 May 2026",
        ),
        (["2026-03-01", "2026-04-01", "2026-05-01"], "3 things, 3 separate times", ""),
        (["XXXX", "2026-05-01"], "2 things, 1 to 2 separate times", ""),
    ],
)
def test_one_time_is_said_as_one_so_far_and_two_by_their_dates(
    whens: list[str], said: str, dates: str | None
) -> None:
    known = measures(pattern_of(numbered(incident(when) for when in whens)))
    element = known.get(Section.ELEMENT)
    repeated = known.get(Section.FINDING)
    assert element
    assert element.says == said
    assert (repeated.note if repeated else None) == dates


def test_what_was_expected_is_neither_of_the_two_times() -> None:
    bodies = [
        incident("2026-03-01T10:00"),
        incident("2026-04-01T10:00", purpose=Purpose.CHILDREN),
        incident("2026-05-01T10:00"),
    ]
    (repeated,) = measures(pattern_of(numbered(bodies))).of(Section.FINDING)
    assert repeated.note == "1 March 2026 and 1 May 2026"


def test_codes_never_meet() -> None:
    for name in NAMES:
        pattern = pattern_of(scenario(name), replies=True)
        known: Measures = measures(pattern)
        assert len(known.by_code) > 100
        assert all(key == each.code for key, each in known.by_code.items())
        assert not [
            each for each in known.by_code.values() if each.counted.items and not each.title
        ]


def test_a_stop_at_the_end_and_messages_alone_are_drawn() -> None:
    entries = numbered(
        [message("2026-03-01T10:00"), stop("2026-03-09T10:00"), stop("2026-03-09T11:00")]
    )
    pattern = pattern_of(entries)
    figure = figures.often(pattern, measures(pattern))
    assert figure
    drawn = Drawn(str(figure.svg))
    drawn.check()
    assert "A–B" in drawn.texts
