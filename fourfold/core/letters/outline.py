"""What a kind of letter consists of, as values: headings in their order, help, choices, warnings.

The words stand in fourfold/data/letters. Whatever they say of law, courts or services names the
source that it was written from; help without a source is only about writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from fourfold.core.kernel.sourced import Sentence, Source
from fourfold.core.record.codes import Kind
from fourfold.core.record.entry import Entry


class LetterKind(StrEnum):
    """The letters that there are, in the order in which they are listed."""

    STATEMENT = "statement"
    TERMS = "terms"
    POLICE_ORDER = "police-order"
    RESTRAINING_WISHES = "restraining-wishes"
    ENHANCED_RIGHTS = "enhanced-rights"
    SPECIAL_MEASURES = "special-measures"
    PERSONAL_STATEMENT = "personal-statement"
    REVIEW = "review"
    COMPLAINT = "complaint"
    CONTACT_ME_SAFELY = "contact-me-safely"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tick: a line of the letter, with the id of what it was written from."""

    id: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a letter, under a heading of its own.

    help: what to think of while writing it. begins: words that it begins with. ask: a short
    question asked before the letter is made. choices: ids of what can be ticked for it. takes: the
    kinds of entries that go into it; takes_newest: only the newest in the whole record that has
    a date, and only if it was chosen.
    """

    id: str
    heading: str
    help: tuple[Sentence, ...] = ()
    begins: str = ""
    ask: str = ""
    choices: tuple[str, ...] = ()
    takes: tuple[Kind, ...] = ()
    takes_newest: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """One kind of letter.

    title: on screen. heading: at the top of the letter. about: what it is for and who reads it.
    warnings: what to know first. after: what to do with it. page: the path of our page about it.
    """

    kind: LetterKind
    title: str
    heading: str
    page: str
    about: tuple[Sentence, ...]
    warnings: tuple[Sentence, ...]
    after: tuple[Sentence, ...]
    sections: tuple[Section, ...]

    @property
    def takes(self) -> frozenset[Kind]:
        """The kinds of entries that go into it somewhere."""
        return frozenset(kind for section in self.sections for kind in section.takes)

    def offered(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Which of the entries can go into it, in the order in which they happened."""
        takes = self.takes
        found = (each for each in entries if each.is_offered and each.kind in takes)
        return tuple(sorted(found, key=lambda each: (each.sort_key, each.number)))


@dataclass(frozen=True, slots=True)
class Book:
    """All kinds of letters, what can be ticked in them, and where the words come from."""

    outlines: Mapping[LetterKind, Outline]
    choices: Mapping[str, Choice]
    sources: Mapping[str, Source]
