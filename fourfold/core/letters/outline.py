"""What a kind of letter consists of, as values: headings in their order, help, choices, warnings.

The words stand in fourfold/data/letters. Whatever they say of law, courts or services names the
source that it was written from; help without a source is only about writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fourfold.core.kernel.provenance import Provenance
from fourfold.core.record.codes import Kind
from fourfold.core.record.entry import Entry

Fill = Callable[[str], str]
"""Puts the words of facts in the place of their ids."""


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
class Source:
    """What sentences were written from. version: which text of the Act or page was read."""

    id: str
    version: str
    provenance: Provenance
    url: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words for the screen and the id of their source; "" for help that is only about writing."""

    text: str
    source: str = ""


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


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as it is shown on a day, with where it comes from.

    law and version: the Act or page and which text of it was read; both "" where there is no
    source. check_this: its review day has passed.
    """

    text: str
    law: str = ""
    version: str = ""
    url: str = ""
    checked: date | None = None
    check_this: bool = False


def tell(sentence: Sentence | Choice, book: Book, today: date, fill: Fill) -> Told:
    """A sentence with its source; raises KeyError for a source that the book does not have."""
    if not sentence.source:
        return Told(fill(sentence.text))
    source = book.sources[sentence.source]
    known = source.provenance
    return Told(
        text=fill(sentence.text),
        law=known.source,
        version=source.version,
        url=source.url,
        checked=known.checked,
        check_this=known.is_due(today),
    )
