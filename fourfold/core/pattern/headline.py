"""The first three sentences of the pattern, as values; whoever shows them finds the words.

How many occasions, over how long, by how many routes; what came after the first point at which a
careful person would have stopped; and how that changes, always all three answers together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fourfold.core.pattern.book import Book
from fourfold.core.pattern.calendar import Calendar, Gap
from fourfold.core.pattern.escalation import Escalation, Near, Ring, Serious, Step
from fourfold.core.pattern.rates import Change, Rate
from fourfold.core.pattern.routes import RouteUsed
from fourfold.core.pattern.slices import Around, Slice, SliceName
from fourfold.core.pattern.stops import Stop, StopKind
from fourfold.core.pattern.values import NONE, Between, Counted, Span


@dataclass(frozen=True, slots=True)
class Headline:
    """What to say first.

    occasions, items, span (days, both ends counted), first, last, routes (how many). plain: what
    of it is neither continuing, arranged nor about the children; None where that is all of it.
    stop: the point that the second sentence is about, the first `asked`, or else the first of any
    kind, None without one; after: what of the plain slice came before and after it.

    often, at_first, lately: the change, and the rates of the first and last third, of the plain
    slice; whole: the change of everything. near, nearest; serious, new_kinds. gap: the longest, if
    it is 28 days or more, so that no rate is taken to run through it.
    """

    occasions: Between
    items: int
    span: Between
    first: Span | None
    last: Span | None
    routes: int
    plain: Counted | None
    stop: Stop | None
    after: Around | None
    often: Change
    whole: Change
    at_first: Rate | None
    lately: Rate | None
    near: Near
    nearest: Step | None
    serious: Serious
    new_kinds: tuple[Step, ...]
    gap: Gap | None


def headline(
    book: Book,
    calendar: Calendar,
    measures: tuple[Sequence[RouteUsed], Sequence[Stop]],
    slices: Mapping[SliceName, Slice],
    found: Escalation,
) -> Headline:
    """Choose what is said first."""
    used, stops = measures
    plain = slices.get(SliceName.PLAIN)
    thirds = plain.thirds if plain else None
    stop = main_stop(stops)
    is_all = plain is not None and plain.counted.items == book.found.counted
    return Headline(
        occasions=book.occasions.count,
        items=book.found.counted,
        span=calendar.span,
        first=calendar.first,
        last=calendar.last,
        routes=len(used),
        plain=None if is_all else plain.counted if plain else NONE,
        stop=stop,
        after=plain.around[stop.point.entry] if plain and stop else None,
        often=found.often,
        whole=found.whole,
        at_first=thirds.rates[0] if thirds else None,
        lately=thirds.rates[2] if thirds else None,
        near=found.near,
        nearest=max(found.rings, key=_nearness, default=None),
        serious=found.serious,
        new_kinds=tuple(each for each in found.kinds if each.is_new),
        gap=calendar.longest if calendar.returns else None,
    )


def main_stop(stops: Sequence[Stop]) -> Stop | None:
    """Return the first request, or else the first point of any kind."""
    asked = [each for each in stops if each.point.kind is StopKind.ASKED]
    return next(iter([*asked, *stops]), None)


def _nearness(step: Step) -> int:
    return list(Ring).index(Ring(step.name))
