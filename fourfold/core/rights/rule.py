"""The rules of a Code: after which event who should tell the owner, and within how many days.

They are data (fourfold/data/notices.json). A rule has one step or two: where the Witness Care Unit
tells, its time begins when it hears from the court, which the owner cannot see. So the step from
court to unit is added first, and what comes out is the latest day that the Code allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fourfold.core.kernel.provenance import Provenance


class Kind(StrEnum):
    """What happened in a case. The last three are ours, so that every rule has its event."""

    REPORTED = "reported"
    NOT_INVESTIGATED = "not_investigated"
    ARRESTED = "arrested"
    INTERVIEWED = "interviewed"
    RELEASED = "released"
    BAIL_CHANGED = "bail_changed"
    CHARGED = "charged"
    NOT_CHARGED = "not_charged"
    HEARING_SET = "hearing_set"
    MUST_GIVE_EVIDENCE = "must_give_evidence"
    BAIL_HEARING = "bail_hearing"
    WARRANT = "warrant"
    OUTCOME = "outcome"
    COMPLAINT = "complaint"
    CHARGE_ALTERED = "charge_altered"
    APPEAL = "appeal"
    SCHEME_SENTENCE = "scheme_sentence"
    """A sentence that the Victim Contact Scheme covers; an outcome alone does not say so."""


class Teller(StrEnum):
    """Who should tell the owner, or see to it."""

    POLICE = "police"
    POLICE_OR_CPS = "police_or_cps"
    CPS = "cps"
    WITNESS_CARE_UNIT = "witness_care_unit"
    WITNESS_CARE_UNIT_OR_POLICE = "witness_care_unit_or_police"
    PROBATION = "probation"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Limit:
    """Working days, and how that is known.

    `is_weak` where only older or second-hand pages were read, or the time is our own guess: people
    are then told the usual time and to check it, never that it has passed.
    """

    days: int
    provenance: Provenance
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table. `about` is what the owner should hear, `ask` a message to send."""

    id: str
    right: int
    kind: Kind
    who: Teller
    standard: Limit
    enhanced: Limit
    about: str
    ask: str
    before: Limit | None = None
    """The step that comes first and that the owner cannot see."""

    def limits(self, is_enhanced: bool) -> tuple[Limit, ...]:
        """The steps of this rule, in the order in which their times run."""
        last = self.enhanced if is_enhanced else self.standard
        return (self.before, last) if self.before else (last,)


@dataclass(frozen=True, slots=True)
class Code:
    """One version of the Victims' Code: what it is called and from which day it counts."""

    version: str
    begins: date
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of one Code."""

    code: Code
    rules: tuple[Rule, ...]


def book_of(books: Sequence[Rulebook], day: date) -> Rulebook:
    """The newest rulebook that had begun on this day, or else the oldest that there is."""
    ordered = sorted(books, key=lambda book: book.code.begins)
    return next((book for book in reversed(ordered) if book.code.begins <= day), ordered[0])
