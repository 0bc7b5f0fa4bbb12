"""A letter as it is kept: its parts with their headings, and what the owner said of it.

The headings are kept with the letter, so that one begun under an earlier release stays what it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fourfold.core.kernel import shape
from fourfold.core.kernel.canonical import MAX_INTEGER
from fourfold.core.kernel.errors import ShapeError
from fourfold.core.kernel.shape import Distinct, Line, Most, Within, refuse
from fourfold.core.letters.errors import WrongLetter
from fourfold.core.letters.outline import LetterKind

SCHEMA = 1
LONGEST = 100_000
"""The most characters of all parts together: some thirty printed pages."""

Number = Annotated[int, Within(1, MAX_INTEGER)]
Words = Annotated[str, Most(LONGEST)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The text under one heading. section: the id of the outline's section."""

    section: Line
    heading: Line
    text: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter. entries: the numbers of those it was made of. allowed: the keys of what a check
    found and the owner left in (see `looking.Trace`).
    Own rules: `length` (more than LONGEST in all).
    """

    kind: LetterKind
    heading: Line
    parts: Annotated[tuple[Part, ...], Most(100)]
    entries: Annotated[tuple[Number, ...], Most(100_000), Distinct()] = ()
    allowed: Annotated[tuple[Line, ...], Most(10_000), Distinct()] = ()

    def __post_init__(self) -> None:
        """Refuse more text than a letter may hold."""
        if sum(len(part.text) for part in self.parts) > LONGEST:
            refuse("length", "parts")

    def rewritten(self, texts: Mapping[str, str]) -> Letter:
        """The same with other words, by section; a section that is not named keeps its own."""
        parts = tuple(replace(part, text=texts.get(part.section, part.text)) for part in self.parts)
        return replace(self, parts=parts)


def to_json(letter: Letter) -> dict[str, Any]:
    """Plain JSON; raises WrongLetter for a letter that could not be read again."""
    plain: dict[str, Any] = {"schema": SCHEMA, **shape.write(letter)}
    from_json(plain)
    return plain


def from_json(plain: Mapping[str, Any]) -> Letter:
    """What `to_json` returned; raises WrongLetter."""
    if not isinstance(plain, Mapping) or plain.get("schema") != SCHEMA:
        raise WrongLetter("schema", "schema")
    rest = {name: value for name, value in plain.items() if name != "schema"}
    try:
        return shape.read(Letter, rest)
    except ShapeError as error:
        raise WrongLetter(error.code, error.path) from error
