"""What the owner says about her case besides its events: kept as papers, beside the record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.web.accounts.access import Owner
from fourfold.web.record import papers
from fourfold.web.record.actions import Posted
from fourfold.web.record.papers import PaperChanged

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
    return papers.change_the(owner, CASE, lambda _before: data, posted, now)


def heard(owner: Owner) -> dict[str, date]:
    """When what was promised came, by the id of the talk."""
    return {each: date.fromisoformat(day) for each, day in _data(owner, HEARD).items()}


def keep_heard(owner: Owner, talk: str, day: date, posted: Posted, now: datetime) -> int:
    """Note that what was promised in a talk came on this day; returns the paper's number."""

    def edit(before: Any) -> Any:
        return (before or {}) | {talk: day.isoformat()}

    return papers.change_the(owner, HEARD, edit, posted, now)


def court(owner: Owner) -> Court:
    """Her notes for a day in court."""
    return _court(_data(owner, COURT))


def mark(notes: Court) -> str:
    """A short text that is another one when the notes have changed."""
    return hashlib.sha256(msgspec.json.encode(notes)).hexdigest()[:16]


def keep_court(owner: Owner, notes: Court, seen: str, posted: Posted, now: datetime) -> int:
    """Keep her notes for a day in court; returns the paper's number.

    seen: the mark of those that were there when the form was opened. Raises PaperChanged.
    """

    def edit(before: Any) -> Any:
        if mark(_court(before or {})) != seen:
            raise PaperChanged
        return {
            "asked": list(notes.asked),
            "agreed": list(notes.agreed),
            "plan": notes.plan,
            "reach": notes.reach,
        }

    return papers.change_the(owner, COURT, edit, posted, now)


def _court(data: Mapping[str, Any]) -> Court:
    return Court(
        tuple(data.get("asked", ())),
        tuple(data.get("agreed", ())),
        data.get("plan", ""),
        data.get("reach", ""),
    )


def _data(owner: Owner, kind: str) -> dict[str, Any]:
    paper = papers.the(owner, kind)
    return dict(paper.data) if paper else {}
