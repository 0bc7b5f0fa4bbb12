"""The page of a pack that counts: separate times, dates and routes of the entries that go in.

What was arranged or about the children is counted, and each number that holds some of it says how
much. Nothing else of the pattern is in it: no letter, no element, no trend, no suggestion, none of
the days that matter to the owner and nothing that she sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fourfold.core.kernel.text import escape_controls, first_line
from fourfold.core.pack.plan import Plan
from fourfold.core.pattern.look import METHOD, Pattern, look
from fourfold.core.pattern.stops import Stop, StopKind
from fourfold.core.pattern.values import HOUR, Asked, Between, Counted, Side, Span, day_of
from fourfold.render.view import Fact, Imprint, NumberTable, Together
from fourfold.web.pattern.choices import Choices
from fourfold.web.pattern.queries import zones
from fourfold.web.pattern.words import day, route
from fourfold.web.record.words import month_words

POINTS = {
    StopKind.ASKED: "The owner asked them to stop",
    StopKind.BLOCKED: "The owner blocked them",
    StopKind.WARNED: "They were told to stop",
    StopKind.REPORTED: "It was reported",
    StopKind.DECIDED: "A court or an inquiry decided",
    StopKind.ORDER: "An order or conditions",
}
SIDES = {
    Side.PERSON: "Done by the person, as the owner says",
    Side.FOR_THEM: "Done for them by somebody else, as the owner says",
    Side.NOT_KNOWN: "Not known who did it, or only suspected",
    Side.NOT_SAID: "The owner has not said how sure they are who did it",
    Side.OTHERS: "Not counted: done by others who have no part in this",
    Side.SERVICE: "Not counted: lines that a service wrote",
}
EXPECTED = "Of these, arranged or about the children"


def together_of(plan: Plan, chosen: Choices, imprint: Imprint) -> Together | None:
    """Count what goes into a pack; None where there is nothing to count."""
    entries = [item.entry for item in plan.items]
    until = imprint.made.date()
    asked = Asked(
        until=until,
        gap=chosen.asked(until, "").gap,
        apart=frozenset(chosen.apart),
        joined=dict(chosen.joins),
        zones=zones(entries),
    )
    found = look(entries, (), asked)
    if not found.everything.items:
        return None
    tables = (_months(found), _routes(found), _stops(found))
    return Together(
        imprint=imprint,
        counts=tuple(_counts(found)),
        tables=tuple(each for each in tables if each.rows),
        how=tuple(_how(found)),
        method=METHOD,
    )


def _counts(found: Pattern) -> Iterator[Fact]:
    yield Fact("Separate times", _between(found.occasions.count))
    yield Fact("Entries counted", str(found.everything.items))
    if found.expected.items:
        yield Fact(EXPECTED, str(found.expected.items))
    dates = found.calendar
    if dates.first and dates.last:
        yield Fact("First", _when(dates.first))
        yield Fact("Last", _when(dates.last))
    for side, counted in {**found.people.sides, **found.aside}.items():
        # How much she sent is in no copy: the page on which she chooses says so.
        if counted.items and side is not Side.OWNER:
            yield Fact(SIDES[side], str(counted.items))
    if dates.undated:
        yield Fact("No date known", f"entries {runs(dates.undated)}")


def _how(found: Pattern) -> Iterator[Fact]:
    gap = found.asked.gap // HOUR
    hours = "1 hour" if gap == 1 else f"{gap} hours"
    others = "; ".join(
        f"with {seconds // HOUR} it would be {_between(count)}"
        for seconds, count in found.occasions.by_gap
    )
    moved = _moved(found)
    if moved:
        others = f"{others}, without what the owner parted or joined"
    yield Fact(
        "Separate times",
        f"A new one begins when nothing happened for {hours}: a reading aid, not the law. "
        f"By hours: {others}. Where dates are not exact, a number is given as from .. to; by "
        "month, and before and after, it is the least that the dates allow. "
        "Messages that the owner sent are never counted.",
    )
    if found.expected.items:
        yield Fact(
            "Arranged or about the children",
            "Ordered by a court, agreed, or about the children and no more, as the owner says; "
            "what the owner marked as harm is not among these, and a separate time is only "
            "if all of it was. They are counted: each table says where.",
        )
    if moved:
        yield Fact("Parted or joined by the owner", f"at entries {runs(moved)}")
    if found.repeated:
        yield Fact("Shown twice, counted once", f"entries {runs(found.repeated)}")


def _moved(found: Pattern) -> frozenset[int]:
    """Entries at which the owner parted or joined what is in here."""
    place = {entry: each.number for each in found.occasions.listed for entry in each.entries}
    joined = frozenset(
        entry
        for entry, before in found.asked.joined.items()
        if entry in place and place[entry] == place.get(before)
    )
    return joined | (found.asked.apart & place.keys())


def _months(found: Pattern) -> NumberTable:
    return NumberTable(
        "By month, as far as it is known",
        ("Month", *_heads(found)),
        tuple(
            (month_words(f"{month:%Y-%m}"), *_numbers(counted, found))
            for month, counted in found.calendar.months.items()
        ),
    )


def _routes(found: Pattern) -> NumberTable:
    return NumberTable(
        "By which way it came",
        ("Way", "First", "Last", *_heads(found)),
        tuple(
            (
                first_line(escape_controls(route(each.key, each.name)), 40),
                _when(each.first) if each.first else "not known",
                _when(each.last) if each.last else "not known",
                *_numbers(each.counted, found),
            )
            for each in found.routes
        ),
    )


def _stops(found: Pattern) -> NumberTable:
    expected = _expected_times(found)
    return NumberTable(
        "Before and after",
        ("What", "When", "Entry", "Times before", "Times after", "Not sure which"),
        tuple(
            (
                POINTS[each.point.kind],
                _when(each.point.local),
                str(each.point.entry),
                *(_side(each, side, expected) for side in (-1, 1, 0)),
            )
            for each in found.stops
        ),
    )


def _expected_times(found: Pattern) -> frozenset[int]:
    """The numbers of separate times in which nothing but what was expected happened."""
    expected = set(found.expected.entries)
    return frozenset(
        each.number for each in found.occasions.listed if expected.issuperset(each.entries)
    )


def _side(stop: Stop, side: int, expected: frozenset[int]) -> str:
    """How many times on one side of a point, and how many of these were expected."""
    numbers = stop.sides[side]
    some = len(numbers & expected)
    return f"{len(numbers)} ({EXPECTED.lower()}: {some})" if some else str(len(numbers))


def _heads(found: Pattern) -> tuple[str, ...]:
    return "Times", "Entries counted", *((EXPECTED,) if found.expected.items else ()), "Which"


def _numbers(counted: Counted, found: Pattern) -> tuple[str, ...]:
    some: tuple[str, ...] = ()
    if found.expected.items:
        some = (str(len({*counted.entries} & {*found.expected.entries})),)
    return _between(counted.occasions), str(counted.items), *some, runs(counted.entries)


def _between(count: Between) -> str:
    return str(count.least) if count.is_exact else f"{count.least} to {count.most}"


def _when(span: Span) -> str:
    first, last = day_of(span.earliest), day_of(span.latest)
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def runs(numbers: Iterable[int]) -> str:
    """Entry numbers, runs of them joined: "1-3, 7"."""
    found: list[list[int]] = []
    for each in sorted(set(numbers)):
        if found and each == found[-1][-1] + 1:
            found[-1][1:] = [each]
        else:
            found.append([each])
    return ", ".join("-".join(map(str, run)) for run in found)
