"""What somebody promised to do by a day: whether it is to come, could be asked after, or was kept.

A promise binds nobody here, so nothing is ever late: the words on screen are "you could ask".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Contact


class Promised(StrEnum):
    """How a promise stands on a day."""

    TO_COME = "to-come"
    ASK = "ask"
    """Its day has gone by."""
    NO_DAY = "no-day"
    """No day was named, or not as a day."""
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise. `by` is the last day that was meant; `heard` the day on which it was kept."""

    stands: Promised
    by: date | None
    heard: date | None


def promise(contact: Contact, heard: date | None, today: date) -> Promise | None:
    """How what was promised in a talk stands; None if nothing was."""
    if not contact.promised and contact.promised_by is None:
        return None
    by = _last_day(contact.promised_by)
    if heard:
        return Promise(Promised.KEPT, by, heard)
    if by is None:
        return Promise(Promised.NO_DAY, None, None)
    return Promise(Promised.ASK if today > by else Promised.TO_COME, by, None)


def _last_day(when: When | None) -> date | None:
    """The last day that it may mean; None where it says "about", is not over or is not known."""
    if when is None or when.is_about or when.latest is None:
        return None
    return when.latest.date()
