"""When a plan should be looked at again: by its days that matter, and by what happened since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fourfold.core.plan.catalogue import Catalogue, Prompt
from fourfold.core.plan.plan import Dated, SafetyPlan

SOON = timedelta(days=14)
LONG_AGO = timedelta(days=90)


class Why(StrEnum):
    """Why now."""

    SOON = "soon"
    PASSED = "passed"
    LONG_AGO = "long-ago"


@dataclass(frozen=True, slots=True)
class Due:
    """One reason to look at it now; `dated` is None for one that is only about time."""

    why: Why
    dated: Dated | None = None


def due(plan: SafetyPlan, today: date) -> tuple[Due, ...]:
    """Every reason to look at the plan on this day, the nearest day first."""
    return tuple(_reasons(plan, today))


def prompts(catalogue: Catalogue, plan: SafetyPlan) -> tuple[Prompt, ...]:
    """What had happened when it was last looked at."""
    return tuple(each for each in catalogue.prompts if each.id in plan.since)


def _reasons(plan: SafetyPlan, today: date) -> Iterator[Due]:
    looked = date.fromisoformat(plan.looked) if plan.looked else None
    for dated in sorted(plan.dates, key=lambda each: each.when.sort_key):
        first, last = dated.when.earliest, dated.when.latest
        if first is None or last is None:
            continue
        if last.date() < today:
            # A day on which she looked may not have been over yet.
            if looked is None or looked <= last.date():
                yield Due(Why.PASSED, dated)
        elif first.date() - today <= SOON:
            yield Due(Why.SOON, dated)
    if looked is not None and today - looked > LONG_AGO:
        yield Due(Why.LONG_AGO)
