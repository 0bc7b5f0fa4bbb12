"""Make a letter of an outline: the words it begins with, what was ticked, answered and chosen.

Every chosen entry that the outline takes stands in exactly one section, whole. What is made is a
beginning: its owner reads it, changes it and decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fourfold.core.letters.errors import TooLong
from fourfold.core.letters.letter import LONGEST, Letter, Part
from fourfold.core.letters.outline import Book, LetterKind, Outline, Section
from fourfold.core.letters.telling import SayWhen, paragraph
from fourfold.core.record.body import Deed, Message
from fourfold.core.record.codes import Direction, DoneBy
from fourfold.core.record.entry import Entry


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered before a letter is made.

    chosen: the numbers of the entries that go in. words: by section, what was written to its
    question. ticked: ids of choices. with_places: the places of what happened may be in it.
    """

    chosen: frozenset[int] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    with_places: bool = False


def build(
    book: Book, kind: LetterKind, entries: Iterable[Entry], answers: Answers, say_when: SayWhen
) -> Letter:
    """The letter; raises TooLong where it would hold more than a letter may.

    entries: the last version of every entry, chosen or not, in any order. Which is the newest is
    told by all of them: what is newest only among the chosen is never called so.
    """
    outline = book.outlines[kind]
    offered = outline.offered(entries)
    chosen = tuple(each for each in offered if each.number in answers.chosen)
    placed = place(outline, chosen, offered)
    parts: list[Part] = []
    for section in outline.sections:
        told = (paragraph(e, say_when, with_places=answers.with_places) for e in placed[section.id])
        text = "\n\n".join(filter(None, (_opening(section, book, answers), *told)))
        if len(text) + sum(len(part.text) for part in parts) > LONGEST:
            raise TooLong(section.id)
        parts.append(Part(section=section.id, heading=section.heading, text=text))
    numbers = tuple(sorted(each.number for each in chosen))
    return Letter(kind=kind, heading=outline.heading, parts=tuple(parts), entries=numbers)


def place(
    outline: Outline, chosen: Iterable[Entry], offered: Iterable[Entry]
) -> dict[str, tuple[Entry, ...]]:
    """Which entries stand in which section, each in the first that takes it, in their order."""
    everything = tuple(offered)
    left = list(chosen)
    placed: dict[str, tuple[Entry, ...]] = {}
    for section in outline.sections:
        taken = [each for each in left if each.kind in section.takes]
        if section.takes_newest:
            newest = _newest(each for each in everything if each.kind in section.takes)
            taken = [each for each in taken if each.number == newest]
        numbers = {each.number for each in taken}
        left = [each for each in left if each.number not in numbers]
        placed[section.id] = tuple(taken)
    return placed


def _newest(entries: Iterable[Entry]) -> int | None:
    """The number of the newest thing that was done to the owner and has a date, if any has one."""
    done = [each.number for each in entries if not each.when.is_unknown and _is_theirs(each)]
    return done[-1] if done else None


def _is_theirs(entry: Entry) -> bool:
    body = entry.body
    if isinstance(body, Message) and body.direction is Direction.FROM_OWNER:
        return False
    return isinstance(body, Deed) and body.done_by is not DoneBy.SOMEONE_ELSE


def _opening(section: Section, book: Book, answers: Answers) -> str:
    ticked = [book.choices[each].text for each in section.choices if each in answers.ticked]
    lines = "\n".join(f"- {text}" for text in ticked)
    written = answers.words.get(section.id, "").strip()
    begins = section.begins
    if section.choices and not lines and not written:
        begins = _without_lead(begins)
    return "\n\n".join(filter(None, (begins, lines, written)))


def _without_lead(begins: str) -> str:
    """Without a last sentence that leads to what nobody ticked: it would lead to nothing."""
    if not begins.endswith(":"):
        return begins
    before, stop, _lead = begins.rpartition(". ")
    return before + stop.strip()
