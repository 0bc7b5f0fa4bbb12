"""An order that is held: how it stands on a day, as far as the paper and the owner's notes say.

Two things are kept apart. Whether it has ended follows from its end; a day known only to the month
may have passed or not. Whether the other person has been given it follows from when it was served:
for an order made without notice, breaking it is a crime only once they know of it (Family Law Act
1996, section 42A(2); Domestic Abuse Act 2021, section 39(2); checked 25 November 2026).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Order
from fourfold.core.record.codes import OrderKind

MONTHS_BEFORE = 3
"""How long before the end somebody is reminded, in months: a choice of ours, no rule of law."""


class State(StrEnum):
    """How an order stands on a day."""

    NOT_YET = "not_yet"  # made on a later day
    ENDS_ON = "ends_on"  # in force; the day of its end is to come, or is this one
    UNTIL_FURTHER_ORDER = "until_further_order"
    END_NOT_KNOWN = "end_not_known"  # made, and nothing says when it ends
    MAY_HAVE_ENDED = "may_have_ended"  # its end is not known to the day, and may be past
    ENDED = "ended"


class Served(StrEnum):
    """Whether the other person has been given it by that day, as far as the owner knows."""

    YES = "yes"
    NOT_YET = "not_yet"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an order stands. ends: the first day on which it may end, None if that is not known."""

    state: State
    served: Served
    ends: date | None

    @property
    def may_be_in_force(self) -> bool:
        """Nothing says that it is over or has not begun."""
        return self.state not in (State.ENDED, State.NOT_YET)


def standing(order: Order, today: date) -> Standing:
    """Return how the order stands on this day."""
    ends = None if order.ends is None else _first(order.ends)
    return Standing(_state(order, today), _served(order.served, today), ends)


def remind_on(order: Order) -> date | None:
    """Return the day to be reminded of the order's end; None if no end is known.

    It counts back from the first day on which the order may end. In a shorter month it is the last.
    """
    ends = None if order.ends is None else _first(order.ends)
    if ends is None:
        return None
    month = ends.year * 12 + ends.month - 1 - MONTHS_BEFORE
    year, month = month // 12, month % 12 + 1
    if year < 1:
        return None
    return date(year, month, min(ends.day, monthrange(year, month)[1]))


def is_known_to_bind(order: Order, today: date) -> bool:
    """Whether it is an order of a court that is in force on this day, as far as anybody knows."""
    return order.order_kind not in NOT_COURT_ORDERS and standing(order, today).may_be_in_force


NOT_COURT_ORDERS = frozenset(
    {
        OrderKind.POLICE_BAIL,
        OrderKind.COURT_BAIL,
        OrderKind.LICENCE,
        OrderKind.UNDERTAKING,
        OrderKind.CHILD_ARRANGEMENTS,
        OrderKind.DOMESTIC_ABUSE_NOTICE,
        OrderKind.DOMESTIC_VIOLENCE_NOTICE,
    }
)
"""What is held beside the orders that protect: conditions, a promise, a notice, about children."""


def _state(order: Order, today: date) -> State:
    made = _first(order.made)
    if made is not None and made > today:
        return State.NOT_YET
    if order.until_further_order:
        return State.UNTIL_FURTHER_ORDER
    first = None if order.ends is None else _first(order.ends)
    if order.ends is None or first is None:
        return State.END_NOT_KNOWN
    return _by_its_end(order.ends, first, today)


def _by_its_end(ends: When, first: date, today: date) -> State:
    """How an order with an end stands; on its last day it is still in force."""
    last = _last(ends)
    is_over = last is not None and last < today
    if is_over and not ends.is_about:
        return State.ENDED
    return State.MAY_HAVE_ENDED if first < today else State.ENDS_ON


def _served(served: When | None, today: date) -> Served:
    first = None if served is None else _first(served)
    if served is None or first is None:
        return Served.NOT_KNOWN
    if first > today:
        return Served.NOT_YET
    last = _last(served)
    return Served.YES if last is not None and last <= today else Served.NOT_KNOWN


def _first(when: When) -> date | None:
    """The first day it covers; None if it is not known."""
    return None if when.earliest is None else when.earliest.date()


def _last(when: When) -> date | None:
    """The last day it covers; None if it is not known or not over."""
    return None if when.latest is None else when.latest.date()
