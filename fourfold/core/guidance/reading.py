"""How hard a text is to read, in numbers that need no dictionary.

A smoke alarm, not a licence: a text that passes can still be bad. ARI and LIX count letters,
words and sentences only, so they work without a word list; ARI means nothing in Welsh.
Sources: Automated Readability Index (Smith and Senter, 1967); LIX (Björnsson, 1968); sentences of
at most 25 words and about 15 on average, as the Government Digital Service advises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTENCE_ENDS = re.compile(r"\n\s*\d+\.\s|\n\s*[-*#]\s*|\n{2,}|(?<=[.!?:])\s+")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
LONG_WORD = 6


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


def measure(markdown: str) -> Reading:
    """Measure a text, Markdown or plain; a heading or a list item counts as a sentence."""
    text = "\n" + LINK.sub(r"\1", markdown).replace("*", " ")
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
