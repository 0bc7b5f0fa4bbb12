"""A statutory rule as a value: what it says of one case, by a code whose words are in the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from fourfold.core.orders.answers import Answers

OFF = "off"
"""The key of the words for a rule that whoever runs the service has switched off."""


class Candidate(StrEnum):
    """The orders of England and Wales that are asked about, in the order of the answer."""

    RESTRAINING = "restraining"
    RESTRAINING_ON_ACQUITTAL = "restraining_on_acquittal"
    NON_MOLESTATION = "non_molestation"
    OCCUPATION = "occupation"
    STALKING_PROTECTION = "stalking_protection"
    HARASSMENT_INJUNCTION = "harassment_injunction"
    DOMESTIC_ABUSE_PROTECTION = "domestic_abuse_protection"


class Side(StrEnum):
    """What a reason does: speaks for an order, rules it out, leaves it open, or adds something."""

    FOR = "for"
    AGAINST = "against"
    OPEN = "open"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule says of a case: the key of its words, and what that does."""

    key: str
    side: Side


Weigh = Callable[[Answers], Said | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `weigh` says None when the rule has nothing to say of a case.

    decides: an order hangs on it, so that without it nothing can be said; the others only add.
    """

    id: str
    weigh: Weigh
    decides: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule said of a case; `key` names its words in the data."""

    rule: str
    key: str
    side: Side


def yes(key: str) -> Said:
    """Speak for an order."""
    return Said(key, Side.FOR)


def no(key: str) -> Said:
    """Rule an order out."""
    return Said(key, Side.AGAINST)


def ask(key: str) -> Said:
    """Leave an order open: something has to be asked first."""
    return Said(key, Side.OPEN)


def note(key: str) -> Said:
    """Add something to know, which changes no answer."""
    return Said(key, Side.NOTE)
