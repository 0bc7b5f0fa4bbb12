"""A letter as plain text, to be copied; every character of it as it was written."""

from __future__ import annotations

from fourfold.core.letters.letter import Letter, Part

NOTICE = (
    "This is a draft in my own words. It is not legal advice. "
    "Nobody has checked it, and it has not been signed."
)
"""What stands on every letter until somebody takes it away on the paper."""


def filled(letter: Letter) -> tuple[Part, ...]:
    """The parts that say something."""
    return tuple(part for part in letter.parts if part.text.strip())


def plain_text(letter: Letter) -> str:
    r"""Heading, notice and parts, an empty line between each, "\n" at every line's end."""
    parts = (f"{part.heading}\n\n{part.text}" for part in filled(letter))
    return "\n\n".join((letter.heading, NOTICE, *parts)) + "\n"
