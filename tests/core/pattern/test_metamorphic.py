"""What must not change an answer does not, and what may change it changes it by so much."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.core.kernel.when import When
from fourfold.core.pattern.gather import profile_of
from fourfold.core.pattern.look import Pattern, look
from fourfold.core.pattern.plain import plain
from fourfold.core.pattern.values import Between, Counted, Messages
from fourfold.core.record.codes import (
    Act,
    Afraid,
    Direction,
    DoneBy,
    KnownWho,
    Purpose,
    Route,
    StopPoint,
)
from fourfold.core.record.entry import Entry, Incident, Message
from tests.core.pattern.make import (
    SCENARIOS,
    asking,
    columns,
    entry,
    incident,
    message,
    numbered,
    scenario,
    source,
    stop,
)
from tests.deep import cases

NAMES = sorted(SCENARIOS)
TIMES = st.one_of(
    st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31)).map(  # noqa: DTZ001
        lambda moment: moment.isoformat()[:16]
    ),
    st.dates(datetime(2025, 1, 1).date(), datetime(2026, 12, 31).date()).map(str),  # noqa: DTZ001
    st.sampled_from(["XXXX", "2025", "2025-03", "2025-10-20/2025-11-02", "2026-03/.."]),
)
DEEDS = st.fixed_dictionaries(
    {
        "acts": st.lists(st.sampled_from(Act), max_size=2, unique=True).map(tuple),
        "how": st.lists(st.sampled_from(Route), max_size=2, unique=True).map(tuple),
        "done_by": st.sampled_from(DoneBy),
        "known_who": st.sampled_from(KnownWho),
        "afraid": st.sampled_from(Afraid),
        "purpose": st.sampled_from(Purpose),
    }
)
BODIES = st.one_of(
    st.builds(lambda when, deed: incident(when, **deed), TIMES, DEEDS),
    st.builds(
        lambda when, deed, way: message(when, **deed, direction=way),
        TIMES,
        DEEDS,
        st.sampled_from(Direction),
    ),
    st.builds(stop, TIMES, st.sampled_from(StopPoint)),
)
RECORDS = st.lists(BODIES, max_size=25).map(numbered)


def seen(entries: list[Entry], **asked: Any) -> Pattern:
    return look(entries, (), asking("2026-12-31", **asked))


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_entries_changes_nothing(name: str) -> None:
    entries = scenario(name)
    mixed = list(entries)
    Random(7).shuffle(mixed)  # noqa: S311 - the same order in each run
    assert seen(mixed) == seen(entries) == seen(list(reversed(entries)))


@settings(max_examples=cases(40))
@given(RECORDS, st.randoms(use_true_random=False))
def test_no_order_of_any_record_changes_anything(entries: list[Entry], chance: Random) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)
    assert plain(seen(mixed)) == plain(seen(entries))


def in_zone(one: Entry, zone: str) -> Entry:
    body: Any = one.body
    if body.kind.value == "order":
        moved = replace(body, made=replace(body.made, zone=zone))
        return replace(one, body=replace(moved, served=replace(body.served, zone=zone)))
    return replace(one, body=replace(body, when=replace(body.when, zone=zone)))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_clocks_in_another_zone_change_nothing(name: str) -> None:
    entries = scenario(name)
    moved = [in_zone(each, "Asia/Tokyo") for each in entries]
    assert plain(seen(moved)) == plain(seen(entries))


@pytest.mark.parametrize("name", NAMES)
def test_all_times_some_whole_weeks_later_move_dates_and_no_count(name: str) -> None:
    entries = [in_zone(each, "Asia/Tokyo") for each in scenario(name)]
    later = [_later(each, timedelta(weeks=52)) for each in entries]
    one, other = seen(entries), seen(later)
    assert one.everything == other.everything
    assert one.occasions.count == other.occasions.count
    assert one.clock.nights == other.clock.nights
    assert one.acts == other.acts
    assert one.escalation.often == other.escalation.often
    assert [each.after for each in one.stops] == [each.after for each in other.stops]


def _later(one: Entry, by: timedelta) -> Entry:
    body: Any = one.body
    field = "served" if body.kind.value == "order" else "when"
    when = getattr(body, field)
    moved = (when.earliest + by).isoformat()[: len(when.text)]
    return replace(one, body=replace(body, **{field: replace(when, text=moved)}))


@pytest.mark.parametrize("name", NAMES)
def test_importing_half_of_the_messages_again_adds_nothing(name: str) -> None:
    entries = [_with_source(each) for each in scenario(name)]
    messages = [each for each in entries if isinstance(each.body, Message)][::2]
    again = [
        entry(len(entries) + n, each.body, people=each.people)
        for n, each in enumerate(messages, start=1)
    ]
    found = seen([*entries, *again])
    once = seen(entries)
    assert found.repeated == tuple(each.number for each in again)
    assert replace(found, repeated=(), looked_at=once.looked_at) == once


def _with_source(one: Entry) -> Entry:
    if not isinstance(one.body, Message):
        return one
    return replace(one, body=replace(one.body, sources=(source(one.number),)))


@settings(max_examples=cases(40))
@given(st.lists(TIMES.filter(lambda text: "T" in text), max_size=30), st.integers(0, 30))
def test_splitting_a_conversation_into_two_files_changes_nothing(
    times: list[str], cut: int
) -> None:
    whole = columns(times)
    parts = [_rows(whole, range(min(cut, len(times)))), _rows(whole, range(cut, len(times)))]
    assert look([], parts, asking()) == look([], [whole], asking())
    assert look([], [*parts, whole], asking()) == look([], [whole], asking())
    back = _rows(whole, reversed(range(len(times))))
    assert look([], [back], asking()) == look([], [whole], asking())


def _rows(whole: Messages, rows: Any) -> Messages:
    kept = list(rows)
    names = ("key", "at", "local", "profile", "entry")
    return replace(
        whole,
        **{name: type(whole.at)("q", (getattr(whole, name)[n] for n in kept)) for name in names},
    )


@pytest.mark.parametrize("name", NAMES)
def test_messages_as_entries_or_as_columns_count_the_same(name: str) -> None:
    entries = scenario(name)
    chosen = [each for each in entries if isinstance(each.body, Incident | Message)]
    deeds = [each for each in chosen if not getattr(each.body, "stop_point", "")]
    rest = [each for each in entries if each not in deeds]
    found = look(rest, [_imported(deeds)], asking())
    once = seen(entries)
    assert found.everything.messages == once.everything.entries
    assert found.occasions.count == once.occasions.count
    assert found.calendar.span == once.calendar.span
    assert sizes(found.acts.statute) == sizes(once.acts.statute)
    assert sizes(found.calendar.months) == sizes(once.calendar.months)
    assert sizes(found.people.sides) == sizes(once.people.sides)
    assert [(each.key, each.counted.items) for each in found.routes] == [
        (each.key, each.counted.items) for each in once.routes
    ]
    assert [size(each.after) for each in found.stops] == [size(each.after) for each in once.stops]
    assert found.escalation.often == once.escalation.often
    assert found.escalation.near == once.escalation.near


def _imported(deeds: list[Entry]) -> Messages:
    names: dict[str, str] = {}
    profiles = tuple(profile_of(each, names) for each in deeds)
    base = columns([each.when.text for each in deeds])
    number = type(base.key)("q", (each.number for each in deeds))
    return replace(
        base, key=number, profile=type(base.key)("q", range(len(deeds))), profiles=profiles
    )


def size(counted: Counted) -> tuple[int, Between]:
    return counted.items, counted.occasions


def sizes(found: Any) -> dict[Any, tuple[int, Between]]:
    return {key: size(each) for key, each in found.items()}


@settings(max_examples=cases(40))
@given(RECORDS)
def test_taking_away_what_is_not_counted_or_was_arranged_raises_no_number(
    entries: list[Entry],
) -> None:
    whole = seen(entries)
    aside = {number for each in whole.aside.values() for number in each.entries}
    arranged = whole.acts.purposes.get("arranged")
    points = {each.number for each in entries if getattr(each.body, "stop_point", "")}
    without = seen([each for each in entries if each.number not in aside - points])
    assert without.everything == whole.everything
    assert without.occasions.count == whole.occasions.count
    gone = set(arranged.entries) if arranged else set()
    fewer = seen([each for each in entries if each.number not in gone])
    assert fewer.everything.items <= whole.everything.items
    assert fewer.occasions.count.most <= whole.occasions.count.most
    assert fewer.acts.fear.items <= whole.acts.fear.items
    assert len(fewer.routes) <= len(whole.routes)


@settings(max_examples=cases(40))
@given(RECORDS)
def test_parts_add_up_to_the_whole_and_every_number_has_its_entries(entries: list[Entry]) -> None:
    found = seen(entries)
    sides = [each.entries for each in found.people.sides.values()]
    assert sorted(number for each in sides for number in each) == list(found.everything.entries)
    aims = [each.entries for each in found.people.aimed_at.values()]
    assert sorted(number for each in aims for number in each) == list(found.everything.entries)
    for point in found.stops:
        parted = (*point.before.entries, *point.after.entries, *point.unsure.entries)
        assert sorted(parted) == list(found.everything.entries)
        counts = [each.occasions.least for each in (point.before, point.after, point.unsure)]
        assert sum(counts) == len(found.occasions.listed)
    count = found.occasions.count
    assert count.least <= count.most <= found.everything.items
    for _, other in found.occasions.by_gap:
        assert other.least <= other.most <= found.everything.items
    for each in (*found.acts.statute.values(), *found.acts.ours.values(), found.acts.fear):
        assert set(each.entries) <= set(found.everything.entries)
        assert min(1, each.items) <= each.occasions.least <= each.occasions.most <= each.items


DAYS = st.integers(0, 40).map(lambda day: date(2026, 3, 1) + timedelta(days=day))
RANGES = st.builds(
    lambda first, days: f"{first}/{first + timedelta(days=days)}", DAYS, st.integers(1, 40)
)
VAGUE = st.one_of(DAYS.map(str), RANGES, st.sampled_from(["2026", "2026-03", "2026-04"]))


@settings(max_examples=cases(100))
@given(st.lists(st.tuples(VAGUE, st.sampled_from(Afraid)), min_size=1, max_size=7), VAGUE)
def test_of_no_things_more_times_are_certain_than_their_dates_allow(
    things: list[tuple[str, Afraid]], point: str
) -> None:
    bodies = [incident(when, afraid=afraid) for when, afraid in things]
    found = seen(numbered([*bodies, stop(point)]))
    sides = [(each.before, each.after) for each in found.stops]
    months = found.calendar.months.values()
    for each in (
        found.everything,
        found.acts.fear,
        *months,
        *(one for two in sides for one in two),
    ):
        fewest = _fewest([When(things[number - 1][0]) for number in each.entries])
        assert min(1, fewest) <= each.occasions.least <= fewest
        assert each.occasions.most <= each.items


def _fewest(whens: list[When]) -> int:
    """On how few moments all of these can lie."""
    number, end = 0, datetime.min  # noqa: DTZ901
    for last, first in sorted((each.latest, each.earliest) for each in whens):
        assert first is not None
        assert last is not None
        if first > end:
            number, end = number + 1, last
    return number


@settings(max_examples=cases(40))
@given(RECORDS)
def test_any_record_can_be_printed_as_json(entries: list[Entry]) -> None:
    found = plain(seen(entries, replies=True))
    assert json.loads(json.dumps(found)) == found


@settings(max_examples=cases(40))
@given(
    st.lists(st.integers(0, 3000), min_size=2, max_size=20),
    st.integers(0, 19),
    st.sampled_from([-1, 1]),
)
def test_moving_one_thing_by_a_minute_changes_the_count_by_one_at_most_and_says_where(
    minutes: list[int], place: int, by: int
) -> None:
    place %= len(minutes)
    moved = [*minutes[:place], minutes[place] + by, *minutes[place + 1 :]]
    one, other = _at(minutes), _at(moved)
    change = abs(one.occasions.count.least - other.occasions.count.least)
    assert change <= 1
    if change:
        assert one.occasions.hanging
        assert other.occasions.hanging


def _at(minutes: list[int]) -> Pattern:
    begin = datetime(2026, 3, 2, tzinfo=UTC)
    texts = [(begin + timedelta(minutes=each)).isoformat()[:16] for each in minutes]
    return seen(numbered(incident(each) for each in texts))


@pytest.mark.parametrize(
    ("night", "day"),
    [("2025-03-30", "2025-03-29"), ("2024-10-27", "2024-10-26"), ("2024-03-31", "2024-03-30")],
)
def test_nights_when_clocks_change_lose_and_double_nothing(night: str, day: str) -> None:
    hours = [f"T{hour:02}:30" for hour in (0, 3, 4, 9, 15, 22)]
    change, plain_day = (
        seen(numbered(incident(f"{each}{hour}") for hour in hours), gap=2 * 3600)
        for each in (night, day)
    )
    assert change.everything == plain_day.everything
    assert [each.entries for each in change.clock.cells.values()] == [
        each.entries for each in plain_day.clock.cells.values()
    ]
    assert When(night).zone == "Europe/London"
