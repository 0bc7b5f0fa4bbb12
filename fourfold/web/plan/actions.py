"""What the owner does with her safety plan."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fourfold.core.kernel import canonical, shape
from fourfold.core.plan.plan import SafetyPlan, to_json
from fourfold.web.accounts.access import Owner
from fourfold.web.plan import queries
from fourfold.web.record import papers
from fourfold.web.record.actions import Posted
from fourfold.web.record.papers import PaperChanged

PartOf = Callable[[SafetyPlan], Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a part of the plan, as a form makes it.

    part: what the form shows of a plan. seen: the mark of that part when the form was opened.
    """

    part: PartOf
    seen: str
    change: Callable[[SafetyPlan], SafetyPlan]


def mark(part: PartOf, plan: SafetyPlan) -> str:
    """A short text that is another one when this part of the plan has changed."""
    return hashlib.sha256(canonical.encode(shape.write(part(plan)))).hexdigest()[:16]


def save(owner: Owner, edit: Edit, posted: Posted, now: datetime) -> int:
    """Change the plan, and begin one if there is none.

    Raises PaperChanged if this part was changed in another window since the form was opened.
    """

    def change(plain: Any) -> Any:
        plan = SafetyPlan() if plain is None else queries.read(plain)
        if mark(edit.part, plan) != edit.seen:
            raise PaperChanged
        return to_json(edit.change(plan))

    return papers.change_the(owner, queries.KIND, change, posted, now)


def remove(owner: Owner) -> None:
    """Destroy the plan now, for good."""
    paper = papers.the(owner, queries.KIND)
    if paper:
        papers.remove(owner, paper.number)
