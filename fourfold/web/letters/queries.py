"""What the pages of letters show: letters kept, words about each kind, and where they are from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fourfold.core.kernel.sourced import Origin, Sentence, Told, tell
from fourfold.core.letters.errors import WrongLetter
from fourfold.core.letters.letter import Letter, from_json
from fourfold.core.letters.looking import Trace, look_over, still_to_settle
from fourfold.core.letters.outline import LetterKind, Outline
from fourfold.core.record.entry import Entry
from fourfold.data import letters
from fourfold.vault.errors import Damaged
from fourfold.web.accounts.access import Owner
from fourfold.web.guidance import queries as guidance
from fourfold.web.record import papers, queries
from fourfold.web.record.papers import Paper
from fourfold.web.ui.language import ENGLISH

BOOK = letters.load()
KINDS = {place: kind for place, kind in enumerate(LetterKind, start=1)}
"""The kinds by the number in their address, which tells nobody what is being written."""

MOST = 100
"""Letters kept at a time: each page that reads any paper opens them all."""

LETTER, STAY_OUT = "letter", "stay-out"


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter with the paper that it is kept as."""

    paper: Paper
    letter: Letter

    @property
    def number(self) -> int:
        """Its number in addresses."""
        return self.paper.number

    @property
    def outline(self) -> Outline:
        """What this kind of letter consists of."""
        return BOOK.outlines[self.letter.kind]


@dataclass(frozen=True, slots=True)
class Looked:
    """A letter looked over: what must come out, and what else was found. gone: the numbers of
    entries it was made of that are in the notes no longer.
    """

    kept_out: tuple[Trace, ...]
    others: tuple[Trace, ...]
    unsettled: tuple[Trace, ...]
    gone: tuple[int, ...]

    @property
    def is_settled(self) -> bool:
        """Nothing stops it from being printed or copied."""
        return not self.unsettled


def all_of(owner: Owner) -> list[Kept]:
    """Every letter, the one that was changed last first."""
    found = [_opened(paper) for paper in papers.all_of(owner, LETTER)]
    return sorted(found, key=lambda kept: (kept.paper.changed, kept.number), reverse=True)


def find(owner: Owner, number: int) -> Kept | None:
    """One letter."""
    paper = papers.find(owner, number, LETTER)
    return _opened(paper) if paper else None


def stay_out(owner: Owner) -> tuple[str, ...]:
    """The words that must stay out of every letter."""
    paper = papers.the(owner, STAY_OUT)
    return tuple(paper.data["lines"]) if paper else ()


def looked(owner: Owner, kept: Kept) -> Looked:
    """What a check of the letter finds today."""
    traces = look_over(kept.letter, stay_out(owner))
    here = queries.present(owner)
    return Looked(
        kept_out=tuple(each for each in traces if not each.key),
        others=tuple(each for each in traces if each.key),
        unsettled=still_to_settle(traces, kept.letter.allowed),
        gone=tuple(number for number in kept.letter.entries if number not in here),
    )


def is_settled(owner: Owner, kept: Kept) -> bool:
    """Whether it may be printed or copied as it is now."""
    traces = look_over(kept.letter, stay_out(owner))
    return not still_to_settle(traces, kept.letter.allowed)


def offered(owner: Owner, kind: LetterKind) -> tuple[Entry, ...]:
    """The entries that can go into a letter of this kind, in the order in which they happened."""
    return BOOK.outlines[kind].offered(queries.offered(owner))


def told(sentences: Iterable[Sentence], today: date) -> list[Told]:
    """Sentences as they are shown today, each fact in its words."""
    return [
        tell(each, BOOK.sources, today, lambda text: guidance.filled(text, ENGLISH, today))
        for each in sentences
    ]


def where_from(outline: Outline, today: date) -> list[Origin]:
    """Where the words about a kind of letter come from, each source once."""
    said = [*outline.about, *outline.warnings, *outline.after]
    helped = [each for section in outline.sections for each in section.help]
    ticks = [BOOK.choices[each] for section in outline.sections for each in section.choices]
    sources = [*(each.source for each in (*said, *helped)), *(each.source for each in ticks)]
    return [BOOK.sources[each].on(today) for each in dict.fromkeys(filter(None, sources))]


def _opened(paper: Paper) -> Kept:
    try:
        return Kept(paper, from_json(paper.data))
    except WrongLetter as error:
        raise Damaged("letter", number=paper.number, path=error.path) from error
