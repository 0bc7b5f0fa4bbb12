"""Short sentences on what somebody can ask for in a case, each with its source.

They are data (fourfold/data/case.json); the long text stands on public pages, which they name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fourfold.core.kernel.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Tip:
    """One sentence. `page` is the public page with more, "" where there is none."""

    id: str
    text: str
    provenance: Provenance
    page: str = ""


def checked(tips: Iterable[Tip]) -> date | None:
    """The day on which the least recently read of them was read; None where there is none."""
    return min((each.provenance.checked for each in tips), default=None)


def is_to_check(tips: Iterable[Tip], today: date) -> bool:
    """One of them is past its day of review."""
    return any(each.provenance.is_due(today) for each in tips)
