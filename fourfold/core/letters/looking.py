"""Look a letter over before it leaves: what in it could say where its owner is.

Found are postcodes, telephone numbers and e-mail addresses of any kind, since the program cannot
know whose they are, and the owner's own list of words that must stay out. Those are found however
they are written: capitals, accents, spaces, full stops and invisible characters do not count, and
a number is the same with +44. A street without its postcode, a school or a routine in other words
is not found: the owner still has to read it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from fourfold.core.kernel.errors import PostcodeError
from fourfold.core.kernel.postcode import Extent, Postcode
from fourfold.core.letters.letter import Letter

SHORT = 4
"""Words shorter than this are found only as words of their own: "Oak" is not in "soaked"."""

FEWEST_DIGITS = 9
# Only where a run of such letters begins: from every letter of it, a long one would take minutes.
_EMAIL = re.compile(r"(?<![^\s@<>(),;:\"])[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.[^\s@<>(),;:\"]{2,}")
_POSTCODE = re.compile(
    r"(?<![a-z0-9])[a-z]{1,2}[0-9][0-9a-z]?[\s.\-]{0,3}[0-9oil][a-z]{2}(?![a-z0-9])"
)
# It may run on into a second number beside it; too much shown is better than a number missed.
_PHONE = re.compile(r"(?<![0-9])(?:\+|\(?0|44|7[0-9]{3})[0-9 ().\-/]{5,60}[0-9](?![0-9])")


class Found(StrEnum):
    """What was found."""

    KEPT_OUT = "kept_out"
    """On the owner's list: it has to be taken out."""
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing found. heading: of the part it stands in. words: as it is written there.

    key: the same for the same thing written in another way or place, "" for what cannot stay.
    """

    found: Found
    heading: str
    words: str
    key: str = ""


def look_over(letter: Letter, kept_out: Iterable[str] = ()) -> tuple[Trace, ...]:
    """Everything found, part by part, what has to be taken out first in each."""
    phrases = tuple(phrase for phrase in map(_squeezed, kept_out) if phrase)
    traces: dict[Trace, None] = {}
    for part in letter.parts:
        for found, words in _in(part.text, phrases):
            key = "" if found is Found.KEPT_OUT else f"{found}:{_squeezed(words)}"[:1000]
            traces[Trace(found, part.heading, words, key)] = None
    return tuple(traces)


def kept_out_in(text: str, kept_out: Iterable[str]) -> tuple[str, ...]:
    """Return the words of the owner's list that stand in a text after all, as written there."""
    phrases = tuple(phrase for phrase in map(_squeezed, kept_out) if phrase)
    return tuple(dict.fromkeys(_listed(text, phrases)))


def still_to_settle(traces: Iterable[Trace], allowed: Iterable[str]) -> tuple[Trace, ...]:
    """Which of them stop the letter: all that must stay out, and what nobody has said may stay."""
    settled = frozenset(allowed)
    return tuple(each for each in traces if each.key not in settled or not each.key)


def _in(text: str, phrases: tuple[str, ...]) -> Iterator[tuple[Found, str]]:
    small = _Folded(text, keep_marks=True)
    yield from ((Found.KEPT_OUT, words) for words in _listed(text, phrases))
    yield from ((Found.POSTCODE, each) for each in small.matches(_POSTCODE) if _is_postcode(each))
    yield from ((Found.PHONE, each) for each in small.matches(_PHONE) if _is_phone(each))
    yield from ((Found.EMAIL, each) for each in small.matches(_EMAIL))


def _listed(text: str, phrases: tuple[str, ...]) -> Iterator[str]:
    bare = _Folded(text, keep_marks=False)
    for phrase in phrases:
        yield from bare.places_of(phrase)


class _Folded:
    """A text in small letters without accents, and for each of its characters where it came from.

    keep_marks: what stands between letters and digits stays. Invisible characters always go.
    """

    def __init__(self, text: str, *, keep_marks: bool) -> None:
        self._text = text
        folded: list[str] = []
        self._from: list[int] = []
        for place, character in enumerate(text):
            for each in _fold(character, keep_marks=keep_marks):
                folded.append(each)
                self._from.append(place)
        self._folded = "".join(folded)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[str]:
        """What a pattern finds, as it is written in the text."""
        for match in pattern.finditer(self._folded):
            yield self._written(match.start(), match.end())

    def places_of(self, phrase: str) -> Iterator[str]:
        """Each place of a squeezed phrase, as it is written in the text."""
        for spelling in _spellings(phrase):
            start = self._folded.find(spelling)
            while start >= 0:
                end = start + len(spelling)
                if len(spelling) >= SHORT or self._stands_alone(start, end):
                    yield self._written(start, end)
                start = self._folded.find(spelling, end)

    def _written(self, start: int, end: int) -> str:
        return self._text[self._from[start] : self._from[end - 1] + 1]

    def _stands_alone(self, start: int, end: int) -> bool:
        before = self._text[self._from[start] - 1 : self._from[start]]
        after = self._text[self._from[end - 1] + 1 : self._from[end - 1] + 2]
        return not before.isalnum() and not after.isalnum()


def _fold(character: str, *, keep_marks: bool) -> Iterator[str]:
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    for each in unicodedata.normalize("NFKD", decomposed):
        if each.isalnum():
            digit = unicodedata.decimal(each, None)
            yield each if digit is None else str(digit)
        elif keep_marks and unicodedata.category(each)[0] in "PSZ":
            yield " " if each.isspace() else "-" if unicodedata.category(each) == "Pd" else each
        elif keep_marks and each in "\n\t":
            yield each


def _squeezed(text: str) -> str:
    """Only its letters and digits, small and without accents."""
    return "".join(each for character in text for each in _fold(character, keep_marks=False))


def _spellings(phrase: str) -> tuple[str, ...]:
    """A squeezed phrase, and where it is a number of this country the same from abroad."""
    if not phrase.isdecimal() or len(phrase) < FEWEST_DIGITS:
        return (phrase,)
    for begins in ("0044", "44"):
        if phrase.startswith(begins):
            phrase = phrase.removeprefix(begins)
            break
    rest = phrase.removeprefix("0")
    return (f"44{rest}", f"0{rest}") if len(rest) >= FEWEST_DIGITS else (phrase,)


def _is_postcode(words: str) -> bool:
    try:
        return Postcode.parse(words).extent is Extent.UNIT
    except PostcodeError:
        return False


def _is_phone(words: str) -> bool:
    return len(_squeezed(words)) >= FEWEST_DIGITS
