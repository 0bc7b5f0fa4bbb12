"""Seven invented records, each with every number that a careful person would report of it.

The tables are in `scenarios.json`. Rates may differ by 0.1, counts by nothing.
"""

from datetime import date
from functools import cache
from typing import Any

import pytest

from fourfold.core.pattern.calendar import Gap
from fourfold.core.pattern.escalation import Near, Serious, Step
from fourfold.core.pattern.look import Pattern, look
from fourfold.core.pattern.rates import Often, Rate
from fourfold.core.pattern.slices import SliceName
from fourfold.core.pattern.stops import Stop
from fourfold.core.pattern.values import (
    HOUR,
    Between,
    Counted,
    Period,
    Side,
    Span,
    day_of,
    minute_of,
)
from fourfold.core.record import format as record_format
from tests.core.pattern.make import SCENARIOS, asking, record, scenario

NAMES = sorted(SCENARIOS)
SIDES = {"S": Side.PERSON, "P": Side.FOR_THEM, "?": Side.NOT_KNOWN}


@cache
def pattern(name: str, gap: int = 6 * HOUR) -> Pattern:
    """What the scenario shows, read back from a file of the open format."""
    entries = record_format.load(record(scenario(name))).entries
    return look(entries, (), asking(SCENARIOS[name]["until"], gap=gap))


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = SCENARIOS[name]["expected"]
    return found


def exactly(count: int) -> Between:
    return Between(count, count)


def occasions(counted: Counted) -> int:
    assert counted.occasions.is_exact
    return counted.occasions.least


def day(span: Span | None) -> str:
    assert span is not None
    assert span.earliest // 60 == span.latest // 60
    return day_of(span.earliest).isoformat()


def main_stop(name: str) -> Stop:
    (found,) = (
        each
        for each in pattern(name).stops
        if minute_of(each.point.local.earliest) == expected(name)["stop"]["at"]
    )
    return found


def check_rate(rate: Rate, said: list[float]) -> None:
    count, weeks, a_week = said
    assert rate.occasions == count
    assert rate.weeks == pytest.approx(weeks, abs=0.1)
    assert rate.a_week == pytest.approx(a_week, abs=0.1)


@pytest.mark.parametrize("name", NAMES)
def test_what_counts_and_what_is_kept_apart_are_the_whole_record(name: str) -> None:
    found, said = pattern(name), expected(name)
    assert found.everything.items == said["counted"] == found.headline.items
    aside = sum(each.items for each in found.aside.values())
    assert (aside, aside + found.everything.items) == (said["aside"], said["record"])
    sides = {key: found.people.sides[side].items for key, side in SIDES.items()}
    assert {key: count for key, count in sides.items() if count} == said["sides"]
    assert sum(each.items for each in found.people.sides.values()) == said["counted"]


@pytest.mark.parametrize("name", NAMES)
def test_occasions_at_one_hour_and_at_six(name: str) -> None:
    said = expected(name)
    at_six, at_one = pattern(name).occasions, pattern(name, gap=HOUR).occasions
    assert (at_one.count, at_six.count) == (exactly(said["at_1h"]), exactly(said["at_6h"]))
    assert dict(at_six.by_gap)[HOUR] == at_one.count
    assert len(at_six.listed) == said["at_6h"]
    assert [each.number for each in at_six.listed] == list(range(1, said["at_6h"] + 1))
    everything = sorted(ref for each in at_six.listed for ref in each.entries)
    assert tuple(everything) == pattern(name).everything.entries


@pytest.mark.parametrize("name", NAMES)
def test_first_last_span_days_and_the_longest_gap(name: str) -> None:
    found, said = pattern(name).calendar, expected(name)
    assert len(found.days) == said["days"]
    assert (day(found.first), day(found.last)) == (said["first"], said["last"])
    assert found.span == exactly(said["span"]) == pattern(name).headline.span
    assert isinstance(found.longest, Gap)
    ends = day_of(found.longest.first).isoformat(), day_of(found.longest.last).isoformat()
    assert [found.longest.days, *ends] == said["gap"]


@pytest.mark.parametrize("name", NAMES)
def test_routes_in_the_order_in_which_they_were_first_used(name: str) -> None:
    used = pattern(name).routes
    found = [[each.key, day(each.first), each.counted.items] for each in used]
    assert found == expected(name)["routes"]
    assert pattern(name).headline.routes == len(found)


@pytest.mark.parametrize("name", NAMES)
def test_before_and_after_the_stop_point(name: str) -> None:
    found, said = main_stop(name), expected(name)["stop"]
    check_rate(found.rate_before, said["before"])
    check_rate(found.rate_after, said["after"])
    assert [found.before.items, found.after.items, found.unsure.items] == [*said["items"], 0]
    assert sorted(found.new) == said["new"]
    assert found.going_on == ()


@pytest.mark.parametrize("name", NAMES)
def test_thirds_and_months(name: str) -> None:
    thirds = pattern(name).slices[SliceName.ALL].thirds
    assert thirds is not None
    assert thirds.unplaced == 0
    for rate, (count, a_week) in zip(thirds.rates, expected(name)["thirds"], strict=True):
        assert rate.occasions == count
        assert rate.a_week == pytest.approx(a_week, abs=0.1)
    months = {
        month.isoformat()[:7]: occasions(counted)
        for month, counted in pattern(name).calendar.months.items()
        if counted.items
    }
    assert months == expected(name)["months"]
    weeks = pattern(name).calendar.weeks.values()
    assert sum(occasions(each) for each in weeks) == expected(name)["at_6h"]


@pytest.mark.parametrize("name", NAMES)
def test_nights_fear_and_acts(name: str) -> None:
    found, said = pattern(name), expected(name)
    assert occasions(found.clock.nights) == said["night"]
    assert occasions(found.clock.timed) == said["at_6h"]
    assert sum(each.items for each in found.clock.cells.values()) == said["counted"]
    assert occasions(found.acts.fear) == said["fear"]
    acts = {**found.acts.statute, **found.acts.ours}
    counts = {str(act): occasions(counted) for act, counted in acts.items() if counted.items}
    if found.acts.breaches.items:
        counts["order_breach"] = occasions(found.acts.breaches)
    if "arranged" in found.acts.purposes:
        counts["lawful"] = occasions(found.acts.purposes["arranged"])
    assert counts == said["acts"]


# What a careful person would write, and must not


@pytest.mark.parametrize(
    ("name", "often", "whole", "near", "serious"),
    [
        ("D1", Often.LESS, Often.LESS, Near.NEARER, Serious.NEW_KINDS),
        ("D2", Often.SAME, Often.MORE, Near.SAME, Serious.NEW_KINDS),
        ("D3", Often.A_LITTLE_MORE, Often.A_LITTLE_MORE, Near.DISTANT, Serious.NEW_KINDS),
        ("D4", Often.A_LITTLE_MORE, Often.SAME, Near.SAME, Serious.NEW_KINDS),
        ("D5", Often.A_LITTLE_LESS, Often.A_LITTLE_LESS, Near.NEARER, Serious.NEW_KINDS),
        ("D6", Often.LESS, Often.LESS, Near.DISTANT, Serious.NONE),
        ("D7", Often.A_LITTLE_LESS, Often.A_LITTLE_LESS, Near.NEARER, Serious.NEW_KINDS),
    ],
)
def test_the_three_answers(
    name: str, often: Often, whole: Often, near: Near, serious: Serious
) -> None:
    found = pattern(name).escalation
    assert (found.often.often, found.whole.often) == (often, whole)
    assert (found.near, found.serious) == (near, serious)


def steps(found: tuple[Step, ...]) -> list[tuple[str, str, int]]:
    return [(str(each.name), day(each.first), occasions(each.counted)) for each in found]


@pytest.mark.parametrize(
    ("name", "rings"),
    [
        ("D1", ["distant", "work_or_study 2025-02-24", "in_person 2025-03-21", "home 2025-03-28"]),
        ("D2", ["home", "distant 2024-03-20"]),
        ("D3", ["distant"]),
        ("D4", ["in_person", "distant 2024-12-28"]),
        ("D5", ["distant", "work_or_study 2024-09-20", "in_person 2025-04-07", "home 2025-06-14"]),
        ("D6", ["distant"]),
        ("D7", ["distant", "work_or_study 2025-01-09", "in_person 2025-05-12"]),
    ],
)
def test_how_near_step_by_step(name: str, rings: list[str]) -> None:
    first, *more = steps(pattern(name).escalation.rings)
    assert [first[0], *(f"{ring} {since}" for ring, since, _ in more)] == rings
    assert first[1] == expected(name)["first"]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (
            "D1",
            [
                ("follow", "2025-03-21", 5),
                ("fear", "2025-03-21", 15),
                ("interfere", "2025-04-02", 2),
                ("breach", "2025-04-29", 2),
            ],
        ),
        ("D2", [("threat", "2024-11-16", 1), ("fear", "2024-11-16", 1)]),
        (
            "D3",
            [
                ("threat", "2025-03-15", 19),
                ("sexual", "2025-03-15", 9),
                ("publish", "2025-04-05", 3),
                ("fear", "2025-04-05", 13),
            ],
        ),
        (
            "D4",
            [
                ("threat", "2025-05-09", 2),
                ("fear", "2025-05-09", 2),
                ("monitor", "2025-05-11", 3),
                ("child", "2025-05-11", 3),
            ],
        ),
        ("D5", [("follow", "2025-04-07", 8), ("fear", "2025-04-07", 12)]),
        ("D6", []),
        (
            "D7",
            [
                ("publish", "2025-03-22", 4),
                ("threat", "2025-04-24", 8),
                ("sexual", "2025-04-24", 8),
                ("fear", "2025-04-24", 13),
                ("follow", "2025-05-12", 5),
            ],
        ),
    ],
)
def test_new_kinds_by_when_they_were_first_seen(
    name: str, kinds: list[tuple[str, str, int]]
) -> None:
    assert steps(pattern(name).headline.new_kinds) == kinds


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("D1", "FOUR"),
        ("D2", "OUR"),
        ("D3", "FOUR"),
        ("D4", "FOUR"),
        ("D5", "FOUR"),
        ("D6", "UR"),
        ("D7", "FOUR"),
    ],
)
def test_letters_with_findings(name: str, letters: str) -> None:
    found = {each.letter.value[0].upper() for each in pattern(name).four}
    assert found == set(letters)


def part(name: str, which: SliceName) -> tuple[int, int, int]:
    found = pattern(name).slices[which]
    return found.counted.items, occasions(found.counted), occasions(found.fear)


def around(name: str, which: SliceName) -> tuple[Rate, Rate]:
    found = pattern(name).slices[which].around[main_stop(name).point.entry]
    return found.before, found.after


def test_d1_keeps_what_is_not_known_apart_and_compares_with_no_false_before() -> None:
    assert part("D1", SliceName.PERSON) == (207, 65, 13)
    assert pattern("D1").slices[SliceName.NOT_KNOWN].counted.items == 66
    assert main_stop("D1").change.often is Often.NOT_ENOUGH
    assert len(main_stop("D1").new) == 10
    kinds = {each.name: each for each in pattern("D1").escalation.kinds}
    assert kinds["interfere"].not_known == kinds["interfere"].counted
    connected = pattern("D1").elements[1]
    assert connected.counted.items == 207
    assert pattern("D1").effects.entries == ()
    untouched = {each.name.value for each in pattern("D1").elements if not each.is_touched}
    assert untouched == {"distress", "daily_life"}


def test_d1_adds_none_of_the_owners_messages_to_any_count() -> None:
    found = pattern("D1")
    own = set(found.aside[Side.OWNER].entries)
    assert len(own) == 13
    assert own.isdisjoint(found.everything.entries)
    assert found.replies is None


def test_d2_counts_a_continuing_camera_apart() -> None:
    assert part("D2", SliceName.PLAIN) == (125, 113, 1)
    assert part("D2", SliceName.CONTINUING)[:2] == (110, 110)
    before, after = around("D2", SliceName.PLAIN)
    check_rate(before, [58, 28.3, 2.0])
    assert after.occasions == 55
    to_last = pattern("D2").slices[SliceName.PLAIN].around[main_stop("D2").point.entry].to_last
    assert to_last.a_week == pytest.approx(1.9, abs=0.1)
    assert (pattern("D2").aside[Side.OTHERS].items, pattern("D2").aside[Side.OWNER].items) == (
        5,
        14,
    )


def test_d2_notes_stop_and_come_again() -> None:
    notes = [each for each in scenario("D2") if getattr(each.body, "how", ()) == ("post",)]
    calendar = look(notes, (), asking(SCENARIOS["D2"]["until"])).calendar
    (gap,) = calendar.returns
    ends = day_of(gap.first).isoformat(), day_of(gap.last).isoformat()
    assert (gap.days, *ends) == (45, "2024-08-23", "2024-10-07")


def test_d3_counts_no_pile_on_and_merges_no_accounts() -> None:
    found = pattern("D3")
    assert found.aside[Side.OTHERS].items == 62
    assert found.people.sides[Side.NOT_KNOWN] == found.everything
    assert found.suggestions == ()
    assert {each.name.value for each in found.elements if each.is_touched} == {
        "occasions",
        "connected",
        "fear",
        "knew",
    }
    check_rate(around("D3", SliceName.ALL)[0], [24, 9.9, 2.4])
    check_rate(around("D3", SliceName.ALL)[1], [64, 20.2, 3.2])


def test_d4_counts_handovers_and_school_messages_apart() -> None:
    assert part("D4", SliceName.OFF_TOPIC) == (87, 62, 2)
    assert part("D4", SliceName.PLAIN) == (87, 62, 2)
    before, after = around("D4", SliceName.OFF_TOPIC)
    check_rate(before, [20, 10.4, 1.9])
    check_rate(after, [42, 15.9, 2.6])
    assert pattern("D4").slices[SliceName.CHILDREN].counted.items == 142
    assert part("D4", SliceName.ARRANGED)[:2] == (26, 26)
    said = pattern("D4").headline
    assert said.after is not None
    assert said.after.after.occasions == 42
    after_asked = [each for each in pattern("D4").four if each.code == "after_asked"]
    expected_contact = set(pattern("D4").acts.purposes["children"].entries)
    expected_contact |= set(pattern("D4").acts.purposes["arranged"].entries)
    assert expected_contact.isdisjoint(after_asked[0].counted.entries)


def test_d4_holds_neither_handovers_nor_school_messages_against_anybody() -> None:
    letters = {each.code: each.counted for each in pattern("D4").four}
    elements = {each.name.value: each.counted for each in pattern("D4").elements}
    assert letters["occasions"].items == elements["occasions"].items == 87


def test_d4_moves_off_whatsapp_and_the_owner_can_part_a_remark_from_a_handover() -> None:
    after = set(main_stop("D4").after.entries)
    (whatsapp,) = (each for each in pattern("D4").routes if each.key == "whatsapp")
    assert len(after.intersection(whatsapp.counted.entries)) == 4
    entries = scenario("D4")
    remark = next(each.number for each in entries if each.body.words.startswith("A remark"))
    found = look(entries, (), asking("2025-06-29", apart=frozenset({remark})))
    assert found.occasions.count == exactly(132)


def test_d4_shows_the_owners_messages_when_asked() -> None:
    found = look(scenario("D4"), (), asking("2025-06-29", replies=True))
    assert found.replies is not None
    assert found.replies.sent.items == 68
    assert found.headline == pattern("D4").headline


def test_d5_is_rarest_where_it_is_nearest_and_says_the_long_gap() -> None:
    first, last = date(2024, 6, 3), date(2025, 7, 31)
    periods = (
        Period("to the end of 2024", first, date(2024, 12, 31)),
        Period("hospital", date(2025, 1, 6), date(2025, 2, 20)),
        Period("spring", date(2025, 2, 24), date(2025, 5, 31)),
        Period("summer", date(2025, 6, 1), last),
    )
    found = look(scenario("D5"), (), asking("2025-07-31", periods=periods)).calendar
    a_week = {
        each.label: occasions(found.periods[each.label]) / ((each.last - each.first).days + 1) * 7
        for each in periods
    }
    assert a_week["to the end of 2024"] == pytest.approx(1.9, abs=0.1)
    assert a_week["hospital"] == 0
    assert a_week["spring"] == pytest.approx(2.6, abs=0.1)
    assert a_week["summer"] == pytest.approx(0.5, abs=0.1)
    assert found.longest is not None
    assert (found.longest.days, found.longest.covered["hospital"]) == (73, 45)
    assert pattern("D5").headline.gap is not None
    fear = pattern("D5").acts.fear.entries
    assert min(fear) > max(each.number for each in scenario("D5") if each.when.text < "2025-04")


def test_d6_nearly_stops_and_shows_neither_attention_nor_effort() -> None:
    assert around("D6", SliceName.PLAIN)[1].occasions == 4
    assert main_stop("D6").change.is_clear
    after = set(main_stop("D6").after.entries)
    used = [each.key for each in pattern("D6").routes if after & set(each.counted.entries)]
    assert used == ["phone", "post"]


def test_d7_counts_helpers_and_jokes_apart_and_lets_breaks_be_seen() -> None:
    assert part("D7", SliceName.PERSON) == (178, 59, 13)
    assert pattern("D7").slices[SliceName.FOR_THEM].counted.items == 13
    assert pattern("D7").aside[Side.OTHERS].items == 12
    assert pattern("D7").aside[Side.OWNER].items == 12
    periods = (
        Period("Easter", date(2025, 4, 7), date(2025, 4, 21)),
        Period("before", date(2025, 3, 3), date(2025, 4, 6)),
        Period("after", date(2025, 4, 22), date(2025, 6, 11)),
    )
    found = look(scenario("D7"), (), asking("2025-07-04", periods=periods)).calendar.periods
    assert occasions(found["Easter"]) == 2
    assert occasions(found["before"]) / 5 == pytest.approx(3.4, abs=0.1)
    assert occasions(found["after"]) / (51 / 7) == pytest.approx(2.6, abs=0.1)
    assert main_stop("D7").rate_after.a_week == pytest.approx(2.2, abs=0.1)
