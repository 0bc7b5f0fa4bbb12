"""Short ways to write a case and to run the clock over it with the rules that ship."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.rights.case import Case, Event
from fourfold.core.rights.notice import Clock, Notice, notices
from fourfold.core.rights.rule import Kind
from fourfold.data import holidays, rights

TODAY = date(2026, 11, 25)
CLOCK = Clock(rights.rulebooks(), holidays.calendar())


def day(text: str) -> date:
    """`Fri 20 Nov 2026`; the weekday must be right, so that a slip of the pen is found."""
    found = datetime.strptime(text, "%a %d %b %Y").date()  # noqa: DTZ007
    assert f"{found:%a}" == text[:3], text
    return found


def event(kind: str, happened: str, told: str = "", until: str = "") -> Event:
    return Event(
        Kind(kind),
        day(happened) if happened else None,
        day(told) if told else None,
        day(until) if until else None,
    )


def case(*events: Event, enhanced: bool | None = False, today: date = TODAY) -> Case:
    return Case(Jurisdiction.ENGLAND_AND_WALES, today, enhanced, events)


def run(
    *events: Event, enhanced: bool | None = False, today: date = TODAY, off: str = ""
) -> tuple[Notice, ...]:
    clock = replace(CLOCK, off=frozenset(off.split()))
    return notices(case(*events, enhanced=enhanced, today=today), clock)
