"""What the owner says about her case besides its events: kept as papers, beside the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.web.accounts.access import Owner
from fourfold.web.record import papers
from fourfold.web.record.actions import Posted

CASE, HEARD, COURT = "case", "case-heard", "case-court"


@dataclass(frozen=True, slots=True)
class About:
    """Where it was reported, whether enhanced rights were recorded, and a day for a complaint.

    place: None while she has not said. is_enhanced: None where she does not know. problem: when she
    learnt of what she would complain about.
    """

    place: Jurisdiction | None = None
    is_enhanced: bool | None = None
    problem: date | None = None


@dataclass(frozen=True, slots=True)
class Court:
    """Her notes for a day in court: help asked for and agreed, and her own words."""

    asked: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    plan: str = ""
    reach: str = ""


def about(owner: Owner) -> About:
    """What she has said of her case; raises Damaged or WrongKey."""
    data = _data(owner, CASE)
    place, problem = data.get("place"), data.get("problem")
    return About(
        Jurisdiction(place) if place else None,
        data.get("enhanced"),
        date.fromisoformat(problem) if problem else None,
    )


def keep_about(owner: Owner, told: About, posted: Posted, now: datetime) -> int:
    """Keep what she says of her case; returns the paper's number."""
    data = {
        "place": told.place.value if told.place else None,
        "enhanced": told.is_enhanced,
        "problem": told.problem.isoformat() if told.problem else None,
    }
    return _keep(owner, CASE, data, posted, now)


def heard(owner: Owner) -> dict[str, date]:
    """When what was promised came, by the id of the talk."""
    return {each: date.fromisoformat(day) for each, day in _data(owner, HEARD).items()}


def keep_heard(owner: Owner, talk: str, day: date, posted: Posted, now: datetime) -> int:
    """Note that what was promised in a talk came on this day; returns the paper's number."""

    def edit(plain: Any) -> Any:
        return (plain or {}) | {talk: day.isoformat()}

    return papers.change_the(owner, HEARD, edit, posted, now)


def court(owner: Owner) -> Court:
    """Her notes for a day in court."""
    data = _data(owner, COURT)
    return Court(
        tuple(data.get("asked", ())),
        tuple(data.get("agreed", ())),
        data.get("plan", ""),
        data.get("reach", ""),
    )


def keep_court(owner: Owner, notes: Court, posted: Posted, now: datetime) -> int:
    """Keep her notes for a day in court; returns the paper's number."""
    data = {
        "asked": list(notes.asked),
        "agreed": list(notes.agreed),
        "plan": notes.plan,
        "reach": notes.reach,
    }
    return _keep(owner, COURT, data, posted, now)


def _data(owner: Owner, kind: str) -> dict[str, Any]:
    paper = papers.the(owner, kind)
    return dict(paper.data) if paper else {}


def _keep(owner: Owner, kind: str, data: Any, posted: Posted, now: datetime) -> int:
    return papers.change_the(owner, kind, lambda _plain: data, posted, now)
