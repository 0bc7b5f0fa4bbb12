"""A letter on paper: what its owner wrote for somebody else, as a PDF on A4.

It stands at the top and at the foot of every page that it is a draft. The file's own title is
neutral, and nothing in it names this service.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from fourfold.render.typeset import GROUND, press

__all__ = ["Part", "Sheet", "Wording", "letter_pdf"]

TEMPLATE = "letter"


@dataclass(frozen=True, slots=True)
class Part:
    """The text under one heading: paragraphs at empty lines, lines as they were written."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of the frame.

    file_title: what a viewer shows as the title of the file. page: with two {} for number and
    count. foot: at the foot of every page. unprinted_title, unprinted_note: above the list of
    characters that the typefaces lack.
    """

    file_title: str
    page: str
    foot: str
    unprinted_title: str
    unprinted_note: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter. notice: in a frame under the heading."""

    heading: str
    notice: str
    made: date
    parts: tuple[Part, ...]
    wording: Wording


def letter_pdf(sheet: Sheet) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1, the same bytes all day.

    Raises NotTypeset or JobFailed when it cannot be made.
    """
    day = {"year": sheet.made.year, "month": sheet.made.month, "day": sheet.made.day}
    data: dict[str, Any] = asdict(sheet) | {"made": day}
    return press(TEMPLATE, data, datetime.combine(sheet.made, time(), UTC), after=(GROUND,))
