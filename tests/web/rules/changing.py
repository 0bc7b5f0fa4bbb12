"""Who changes something in these tests, and a case to see what it does."""

from __future__ import annotations

from datetime import UTC, date, datetime

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.rights.case import Case, Event
from fourfold.core.rights.notice import Notice, notices
from fourfold.core.rights.rule import Kind
from fourfold.web.rules import queries
from fourfold.web.rules.rows import By

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
TODAY = date(2026, 12, 1)
DEE = By("Dee", NOW, "the Code has changed")


def heard_of(kind: Kind, day: date) -> list[Notice]:
    """The news that should follow, as the clock of this installation has it."""
    case = Case(Jurisdiction.ENGLAND_AND_WALES, TODAY, False, (Event(kind, day),))
    return list(notices(case, queries.clock(TODAY)))
