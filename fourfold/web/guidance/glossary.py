"""The page of hard words: by the alphabet of its language, each with its source and its days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fourfold.core.guidance.word import Word
from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.web.ui.language import WELSH

# In Welsh these are one letter each, and stand after the letter that they begin with.
WELSH_LETTER = re.compile(r"ch|dd|ff|ng|ll|ph|rh|th|.")
# The one of them that does not: it stands after g.
AFTER_G = "ng"


@dataclass(frozen=True, slots=True)
class Explained:
    """One hard word as the page shows it today."""

    word: Word
    term: str
    meaning: str
    is_due: bool

    @property
    def is_everywhere(self) -> bool:
        """Whether it means the same in all of the UK."""
        return self.word.provenance.jurisdiction is Jurisdiction.UNITED_KINGDOM


@dataclass(frozen=True, slots=True)
class Letter:
    """The words that begin with one letter."""

    name: str
    words: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The words of one language by letter, and those that it has only in English."""

    letters: tuple[Letter, ...]
    english: tuple[Explained, ...]


def glossary(words: Iterable[Word], language: str, today: date) -> Glossary:
    """All hard words as a page in this language shows them on this day."""
    every = [Explained(each, *each.says(language), each.provenance.is_due(today)) for each in words]
    own = [each for each in every if each.word.is_in(language)]
    rest = [each for each in every if language == WELSH and each not in own]
    return Glossary(_letters(own, language), tuple(_sorted(rest, "")))


def _letters(words: Iterable[Explained], language: str) -> tuple[Letter, ...]:
    grouped = groupby(_sorted(words, language), key=lambda each: _spelt(each, language)[0])
    return tuple(Letter(name.capitalize(), tuple(found)) for name, found in grouped)


def _sorted(words: Iterable[Explained], language: str) -> list[Explained]:
    return sorted(words, key=lambda each: [_place(one) for one in _spelt(each, language)])


def _spelt(word: Explained, language: str) -> list[str]:
    term = word.term.casefold()
    return WELSH_LETTER.findall(term) if language == WELSH else list(term)


def _place(letter: str) -> str:
    return f"g{letter}" if letter == AFTER_G else letter
