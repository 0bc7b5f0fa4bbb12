"""Which entries go against which term of an order held, and whether it bound the person by then.

The owner says which term an entry goes against; nothing here reads an account and decides. What is
worked out is only the time: before the order, before it was known to be served, or after its end.
Every one of them may be reported all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from fourfold.core.kernel.when import Precision, When
from fourfold.core.record.body import Deed, Order, Term
from fourfold.core.record.entry import Entry


class Timing(StrEnum):
    """When something happened, seen from the order."""

    WITHIN = "within"
    BEFORE_MADE = "before_made"
    BEFORE_SERVED = "before_served"
    SERVICE_NOT_KNOWN = "service_not_known"
    AFTER_END = "after_end"
    NOT_SURE = "not_sure"  # a time is known too roughly to tell, such as the day of service itself


@dataclass(frozen=True, slots=True)
class Breach:
    """An entry that goes against a term; the term is None if the order no longer has it.

    cited: the term's id, also then.
    """

    entry: Entry
    term: Term | None
    timing: Timing
    cited: str


def breaches(order: Entry, entries: Iterable[Entry]) -> tuple[Breach, ...]:
    """Return what goes against the order, by when it happened; an entry once for each of its terms.

    order: an entry whose body is an order; anything else has none. entries: the last version of
    each, none of them struck.
    """
    if not isinstance(order.body, Order):
        return ()
    found = _found(order.id, order.body, entries)
    return tuple(sorted(found, key=lambda each: (each.entry.sort_key, each.entry.number)))


def _found(order_id: str, order: Order, entries: Iterable[Entry]) -> Iterator[Breach]:
    terms = {term.id: term for term in order.terms}
    for entry in entries:
        if not isinstance(entry.body, Deed):
            continue
        for ref in entry.body.breaches:
            if ref.order == order_id:
                yield Breach(entry, terms.get(ref.term), timing(entry.when, order), ref.term)


def timing(when: When, order: Order) -> Timing:
    """Return when something happened, seen from the order."""
    if when.earliest is None:
        return Timing.NOT_SURE
    if _is_before(when, order.made):
        return Timing.BEFORE_MADE
    if order.ends is not None and _is_before(order.ends, when):
        return Timing.AFTER_END
    if order.served is None or order.served.is_unknown:
        return Timing.SERVICE_NOT_KNOWN
    return _since_served(when, order.served, order.ends)


def _since_served(when: When, served: When, ends: When | None) -> Timing:
    if _is_before(when, served):
        return Timing.BEFORE_SERVED
    is_in_time = ends is None or _is_before(when, ends)
    return Timing.WITHIN if is_in_time and _is_before(served, when) else Timing.NOT_SURE


ABOUT = {
    Precision.SECOND: timedelta(days=1),
    Precision.MINUTE: timedelta(days=1),
    Precision.DAY: timedelta(days=31),
    Precision.MONTH: timedelta(days=366),
}
"""How far from what was written a time with "about" may lie at the most: a choice of ours, wider
than people mean. "Just now" is about a minute. About a year, or a range, leaves no certainty."""


def _is_before(one: When, other: When) -> bool:
    """Whether all of one lies before all of the other, however far "about" may reach.

    By the clock on the wall: zones are not compared, nor the two passes of an hour that came twice.
    """
    reaches = [ABOUT.get(each.precision) for each in (one, other) if each.is_about]
    if one.latest is None or other.earliest is None or None in reaches:
        return False
    return other.earliest - one.latest > sum(filter(None, reaches), timedelta())
