"""What the forms of the case send, and what its pages say."""

from __future__ import annotations

import html
import secrets
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from fourfold.core.record.codes import CaseStep
from tests.cast import Member

LONDON = ZoneInfo("Europe/London")
PLACES = {step: place for place, step in enumerate(CaseStep, start=1)}


def noon(day: str) -> datetime:
    """Noon of a day in London, for the test's clock."""
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=LONDON)


def boxes(name: str, day: str) -> dict[str, str]:
    """A day in three boxes; as much of it as is given."""
    parts = [*day.split("-"), "", ""]
    return {f"{name}_year": parts[0], f"{name}_month": parts[1], f"{name}_day": parts[2]}


def event(day: str = "", **more: Any) -> dict[str, Any]:
    """What the form for an event sends; without a day, of one nobody knows."""
    answers = {"key": secrets.token_hex(16), "when": "day" if day else "unknown", "told": "no"}
    return answers | (boxes("date", day) if day else {}) | more


def happen(member: Member, step: CaseStep, day: str = "", **more: Any) -> int:
    """Add an event through the web; returns its number."""
    answer = member.client.post(f"/n/case/add/{PLACES[step]}", event(day, **more))
    assert answer.status_code == 303
    assert answer["Location"].count("/") == 3, answer["Location"]
    return int(answer["Location"].rpartition("/")[2])


def about(member: Member, place: str = "england-and-wales", enhanced: str = "no", **more: Any):
    """Say where it was reported."""
    answers = {"key": secrets.token_hex(16), "place": place, "enhanced": enhanced} | more
    answer = member.client.post("/n/case/about", answers)
    assert (answer.status_code, answer["Location"]) == (303, "/n/case")


def page(member: Member, path: str = "/n/case") -> str:
    """A page's text as somebody reads it."""
    answer = member.client.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())
