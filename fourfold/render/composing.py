"""Set text in the typefaces we have, and say what they lack.

A page must never lose a character silently, and PDF/A refuses one without a glyph. So text is
checked first, against a table of what typst's own fonts hold: what is missing, and what would be
invisible, is printed as its Unicode number: `[U+1F52A]`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

__all__ = ["LATIN_ONLY", "Compositor", "bundled_fonts"]

JOINERS: Final = frozenset("\u200c\u200d")
# They join letters, or say which way a script runs; fonts need none of their own.
QUIET: Final = JOINERS | frozenset("\u061c\u200e\u200f")
# How to draw the character before, or where a line may break: left out of print.
UNSEEN: Final = frozenset("\u00ad\u200b\u2060\ufe0e\ufe0f\ufeff")
BREAK_HERE: Final = "\u200b"
LONGEST_WORD: Final = 36
ENDLESS_WORD: Final = re.compile(r"[^\s/\-\[\]]{44,}")

# Set in a typeface in which it fits on one line, and copied to be compared.
FINGERPRINT: Final = re.compile("[0-9a-f]{64}")

LATIN_ONLY: Final = (
    frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x100)))),
)


@cache
def bundled_fonts() -> tuple[frozenset[str], ...]:
    """What each of typst's own fonts can show, in the order in which they are tried."""
    table = files("fourfold.render").joinpath("coverage.txt").read_text(encoding="ascii")
    return tuple(frozenset(_characters(line.partition(": ")[2])) for line in table.splitlines())


class Compositor:
    """Sets any number of texts and remembers every character that it had no type for."""

    def __init__(self, fonts: tuple[frozenset[str], ...] = ()) -> None:
        """Take the characters of each font, first choice first; typst's own fonts if none."""
        self._fonts = fonts or bundled_fonts()
        self._plain = {"\n", *(each for each in self._fonts[0] if not _is_mark(each))}
        self._missing: set[str] = set()

    @property
    def unprinted(self) -> list[dict[str, str]]:
        """Each character that was set as a number, with its Unicode name, in order."""
        return [
            {"code": _code(character), "name": unicodedata.name(character, "")}
            for character in sorted(self._missing)
        ]

    def compose(self, value: Any) -> Any:
        """The same JSON value with every text in it set; keys are ours and left alone."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, dict):
            return {key: self.compose(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.compose(part) for part in value]
        return value

    def _text(self, text: str) -> str:
        if not self._plain.issuperset(text):
            lines = text.replace("\t", " ").split("\n")
            text = "\n".join("".join(map(self._cluster, _clusters(line))) for line in lines)
        return _breakable(text)

    def _cluster(self, cluster: str) -> str:
        """A character with the marks on it needs one font that has them all."""
        seen = "".join(character for character in cluster if character not in UNSEEN)
        if _is_mark(seen[:1]):
            return "".join(map(self._number, seen))
        if any(font.issuperset(seen) for font in self._fonts):
            return seen
        base, marks = seen[:1], seen[1:]
        alone = any(base in font for font in self._fonts)
        return (base if alone else self._number(base)) + "".join(map(self._number, marks))

    def _number(self, character: str) -> str:
        self._missing.add(character)
        return f"[{_code(character)}]"


def _characters(ranges: str) -> Iterator[str]:
    """Visible characters of a line such as "20-7E A0": controls of direction are left out."""
    for span in ranges.split():
        first, _, last = span.partition("-")
        for point in range(int(first, 16), int(last or first, 16) + 1):
            character = chr(point)
            if character in QUIET or not _is_invisible(character):
                yield character


def _is_invisible(character: str) -> bool:
    unicode_name = unicodedata.name(character, "")
    return (
        unicodedata.category(character) in {"Cf", "Zl", "Zp", "Cc"}
        or "VARIATION SELECTOR" in unicode_name
        or "FILLER" in unicode_name
        or unicode_name.startswith(("KHMER VOWEL INHERENT", "COMBINING GRAPHEME JOINER"))
    )


def _clusters(text: str) -> Iterator[str]:
    start = 0
    for place, character in enumerate(text):
        if place and not _leans_back(character):
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def _leans_back(character: str) -> bool:
    return character in JOINERS or character in UNSEEN or _is_mark(character)


def _is_mark(character: str) -> bool:
    return character != "" and unicodedata.category(character).startswith("M")


def _breakable(text: str) -> str:
    """Let a line break inside a word that is wider than the page, such as a long code."""
    return ENDLESS_WORD.sub(_with_breaks, text) if len(text) > LONGEST_WORD else text


def _with_breaks(word: re.Match[str]) -> str:
    if FINGERPRINT.fullmatch(word[0]):
        return word[0]
    starts = range(0, len(word[0]), LONGEST_WORD)
    return BREAK_HERE.join(word[0][start : start + LONGEST_WORD] for start in starts)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
