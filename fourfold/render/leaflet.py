"""A guide on paper: what stands on it, and the PDF that is printed, A4 or A5.

It may lie where others see it. So it names no address of ours, the file's own title is neutral,
and with a cover its first sheet says nothing at all.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

from fourfold.core.guidance.blocks import Block
from fourfold.render.typeset import press

__all__ = ["Leaflet", "Look", "Part", "Size", "Wording", "leaflet_pdf"]

TEMPLATE = "leaflet"


class Size(StrEnum):
    """The paper, by its name in file names and in typst."""

    A4 = "a4"
    A5 = "a5"


class Look(StrEnum):
    """How a part of a leaflet stands out."""

    TEXT = "text"
    BESIDE = "beside"
    """The English of the part above it."""
    NOTICE = "notice"
    """What has to be known before the text is relied on."""
    QUIET = "quiet"
    CALL = "call"
    """Numbers to call: large."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some blocks in one language ("en" or "cy") and one look."""

    blocks: tuple[Block, ...]
    language: str
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of the leaflet's frame, in its language.

    file_title is what a viewer shows as the title of the file. page has two {} in it, for number
    and count; foot stands at the foot of every page but the cover's.
    """

    file_title: str
    page: str
    foot: str


@dataclass(frozen=True, slots=True)
class Leaflet:
    """One leaflet. `cover` is the one word on a first sheet that tells nothing; "" for none.

    `pictures` holds the SVG of each picture that an idea names. `above` is a title in English
    over one in Welsh.
    """

    title: str
    language: str
    size: Size
    made: date
    wording: Wording
    parts: tuple[Part, ...]
    above: str = ""
    cover: str = ""
    is_easy: bool = False
    pictures: Mapping[str, str] = field(default_factory=dict)


def leaflet_pdf(leaflet: Leaflet) -> bytes:
    """The leaflet as PDF/A-2a and PDF/UA-1, the same bytes all day.

    Raises NotTypeset or JobFailed when it cannot be made.
    """
    data: dict[str, Any] = asdict(leaflet) | {"made": _parts(leaflet.made)}
    # Drawings are no text: the compositor must not touch their long words.
    pictures = data.pop("pictures")
    moment = datetime.combine(leaflet.made, time(), UTC)
    return press(TEMPLATE, data, moment, as_it_is={"pictures": pictures})


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
