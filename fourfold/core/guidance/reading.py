"""How hard a text is to read, in numbers that need no dictionary.

A smoke alarm, not a licence: a text that passes can still be bad. ARI and LIX count letters,
words and sentences only, so they work without a word list; ARI means nothing in Welsh.
Sources: Automated Readability Index (Smith and Senter, 1967); LIX (Björnsson, 1968); sentences of
at most 25 words and about 15 on average, as the Government Digital Service advises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SENTENCE_ENDS = re.compile(r"\n\s*\d+\.\s|\n\s*[-*#]\s*|\n{2,}|(?<=[.!?:])\s+|\s*\|\s*")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
LONG_WORD = 6


@dataclass(frozen=True, slots=True)
class Gate:
    """The most that a text may have; None where a measure says nothing about its language."""

    longest_words: int
    mean: float
    ari: float | None
    lix: float


# Words a sentence and LIX as measured on pairs of government texts: Welsh needs more of both.
GATES = {
    "en": Gate(longest_words=25, mean=15, ari=7, lix=38),
    "cy": Gate(longest_words=25, mean=16, ari=None, lix=43),
    "easy": Gate(longest_words=15, mean=9, ari=4, lix=25),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The measures of one text. `longest` is its longest sentence, as found."""

    sentences: int
    words: int
    mean: float
    longest: str
    longest_words: int
    ari: float
    lix: float

    def beyond(self, gate: Gate) -> tuple[str, ...]:
        """The names of the measures that are over what the gate lets through."""
        most = {name: getattr(gate, name) for name in ("longest_words", "mean", "ari", "lix")}
        return tuple(
            name
            for name, limit in most.items()
            if limit is not None and getattr(self, name) > limit
        )


def measure(markdown: str, names: Iterable[str] = ()) -> Reading:
    """Measure a text, Markdown or plain; a heading, a list item or a table cell is a sentence.

    `names` of orders, courts and bodies count as one short word each: nobody can shorten them.
    """
    text = "\n" + LINK.sub(r"\1", PICTURE.sub("", markdown)).replace("*", " ")
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}s?\b", "it", text, flags=re.I)
    sentences = [part for part in SENTENCE_ENDS.split(text) if WORD.search(part)]
    words = [word for part in sentences for word in WORD.findall(part)]
    if not words:
        return Reading(0, 0, 0.0, "", 0, 0.0, 0.0)
    longest = max(sentences, key=lambda part: len(WORD.findall(part)))
    mean = len(words) / len(sentences)
    letters = sum(len(word) for word in words)
    long_words = sum(len(word) > LONG_WORD for word in words)
    return Reading(
        sentences=len(sentences),
        words=len(words),
        mean=mean,
        longest=" ".join(longest.split()),
        longest_words=len(WORD.findall(longest)),
        ari=4.71 * letters / len(words) + 0.5 * mean - 21.43,
        lix=mean + 100 * long_words / len(words),
    )
