"""Small builders for the tests of letters: entries of a record, letters of a few words."""

from __future__ import annotations

from typing import Any

from fourfold.core.kernel.when import When
from fourfold.core.letters.building import Answers, build
from fourfold.core.letters.letter import Letter, Part
from fourfold.core.letters.outline import LetterKind
from fourfold.core.record.body import Body, Contact, Effect, Incident, Message, Note, Order, Thing
from fourfold.core.record.codes import Direction, OrderKind, Party
from fourfold.core.record.entry import Entry
from fourfold.data import letters

BOOK = letters.load()


def entry(number: int, body: Body, **more: Any) -> Entry:
    """An entry in its first version."""
    more = {"id": f"{number:032x}", "added": "2026-11-22T07:00:00Z"} | more
    return Entry(number=number, version=1, body=body, **more)


def incident(what: str = "He was there.", when: str = "2026-03-14T21:05", **more: Any) -> Incident:
    """Something that happened."""
    return Incident(what=what, when=When(when), **more)


def message(text: str = "Hello", when: str = "2026-03-15", **more: Any) -> Message:
    """A message, to the owner if nothing else is said."""
    return Message(text=text, when=When(when), **{"direction": Direction.TO_OWNER} | more)


def effect(what: str = "I sleep badly.", when: str = "2026-03", **more: Any) -> Effect:
    """What it did."""
    return Effect(what=what, when=When(when), **more)


def contact(said: str = "They took it down.", **more: Any) -> Contact:
    """A call with the police."""
    return Contact(said=said, when=When("2026-03-16"), **{"party": Party.POLICE} | more)


def order(**more: Any) -> Order:
    """An order of 1 March 2026."""
    made = {"order_kind": OrderKind.NON_MOLESTATION, "made": When("2026-03-01")}
    return Order(**made | more)


def thing(what: str = "A letter", **more: Any) -> Thing:
    """Something kept."""
    return Thing(what=what, when=When("2026-03-15"), **more)


def note(text: str = "Only for me.") -> Note:
    """A note to herself."""
    return Note(text=text)


def say_when(when: When) -> str:
    """A time by its own spelling."""
    return when.text


def built(kind: LetterKind, *bodies: Body, **answers: Any) -> Letter:
    """A letter of these entries, numbered from 1."""
    entries = [entry(number, body) for number, body in enumerate(bodies, 1)]
    chosen = frozenset(each.number for each in entries)
    return build(BOOK, kind, entries, Answers(**{"chosen": chosen} | answers), say_when)


def text_of(letter: Letter, section: str) -> str:
    """What stands in one section."""
    (found,) = (part.text for part in letter.parts if part.section == section)
    return found


def letter(*texts: str, **more: Any) -> Letter:
    """A letter with one part for each text."""
    parts = tuple(
        Part(section=f"p{number}", heading=f"Part {number}", text=text)
        for number, text in enumerate(texts, 1)
    )
    return Letter(**{"kind": LetterKind.TERMS, "heading": "Rules", "parts": parts} | more)
