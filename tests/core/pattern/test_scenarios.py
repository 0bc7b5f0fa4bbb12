"""Seven invented records, each with every number that a careful person would report of it.

The tables are in `scenarios.json`. Rates may differ by 0.1, counts by nothing.
"""

from functools import cache
from typing import Any

import pytest

from fourfold.core.pattern.calendar import Gap
from fourfold.core.pattern.look import Pattern, look
from fourfold.core.pattern.parts import PartName
from fourfold.core.pattern.rates import Rate
from fourfold.core.pattern.stops import Stop
from fourfold.core.pattern.values import HOUR, Between, Counted, Side, Span, day_of, minute_of
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
    thirds = pattern(name).parts[PartName.ALL].thirds
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
