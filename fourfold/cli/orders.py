"""`fourfold orders`: which orders could protect somebody, with reasons, from answers in a file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from fourfold.cli.exits import Exit
from fourfold.core.guidance import fact
from fourfold.core.guidance.fact import Fact
from fourfold.core.kernel import canonical
from fourfold.core.kernel.errors import CanonicalError, ShapeError
from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.kernel.sourced import Fill, Sentence, Told, tell
from fourfold.core.kernel.text import escape_controls
from fourfold.core.orders import answers, navigator
from fourfold.core.orders.answers import Answers
from fourfold.core.orders.navigator import Answer, Answered
from fourfold.core.orders.rule import Reason, Side
from fourfold.core.orders.words import Card, Named, tell_reason
from fourfold.data import guidance, orders

BOOK = orders.load()
FIELDS = {
    "talk_to": "First",
    "asks": "Who asks",
    "where": "Where",
    "form": "Form",
    "cost": "What it costs you",
    "proof": "What the court looks at",
    "length": "How long",
    "terms": "What it can say",
    "breach": "If they break it",
    "before": "Before you start",
}
SAYS = {
    Answer.MAY_BE_AVAILABLE: "may be available",
    Answer.ASK: "ask first",
    Answer.NOT_THIS_ONE: "not this one, as things are",
}
MARKS = {Side.FOR: "+", Side.AGAINST: "-", Side.OPEN: "?", Side.NOTE: "!"}
WRONG = {
    "type": "is not of the kind that belongs there",
    "field_unknown": "is no question that is asked here",
    "choice_unknown": "is none of the choices",
    "pattern": "is no code of an area, such as E23000005",
    "text": "is no code of an area, such as E23000005",
}
ALWAYS = (
    "In danger now: call 999. Not in danger: the police on 101, or the National Stalking Helpline.",
    "None of this says that you will get an order. Only a court decides that.",
)


class Refused(Exception):
    """Something to tell whoever runs the command, with the exit code."""

    def __init__(self, code: Exit, words: str) -> None:
        """Keep both."""
        super().__init__(words)
        self.code = code
        self.words = words


class Speaker:
    """Says sentences as they stand on a day."""

    def __init__(self, today: date) -> None:
        """Take the day on which facts and sources are current or due."""
        self.today = today
        self.facts = guidance.facts()

    def reason(self, reason: Reason) -> Told:
        """The words of a reason."""
        return tell_reason(reason, BOOK, self.today, self.fill)

    def sentence(self, sentence: Sentence) -> Told:
        """The words of a sentence of a card."""
        return tell(sentence, BOOK.sources, self.today, self.fill)

    @property
    def fill(self) -> Fill:
        """Puts facts in their places; one past its review day says that it must be checked."""
        return lambda text: fact.fill(text, self.facts, self._words)

    def _words(self, each: Fact) -> str:
        if not each.provenance.is_due(self.today):
            return each.en
        return f"(check this: last checked on {_spoken(each.provenance.checked)})"


def run(options: argparse.Namespace) -> int:
    """Print an answer for each order, as JSON or in words; returns an exit code."""
    try:
        given = _answers(options.answers)
        off = _off(options.without)
    except Refused as refused:
        print(f"fourfold: {refused.words}", file=sys.stderr)
        return refused.code
    found = navigator.consider(given, off)
    speaker = Speaker(options.today or timezone.localdate())
    if options.json:
        plain = [as_plain(each, speaker) for each in found]
        print(json.dumps(plain, indent=2, ensure_ascii=False))
    else:
        print("\n".join(in_words(given, found, speaker)))
    return Exit.FINE


def as_plain(answered: Answered, speaker: Speaker) -> dict[str, Any]:
    """One order as JSON (docs/orders.md)."""
    card = BOOK.cards[answered.order]
    because = [
        {"rule": reason.rule, "text": (told := speaker.reason(reason)).text}
        | {"side": str(reason.side)}
        | _source(told)
        for reason in answered.because
    ]
    return {
        "order": str(answered.order),
        "answer": str(answered.answer),
        "because": because,
        "check_this": any(each["check_this"] for each in because),
        "title": card.title,
        "page": card.page,
        "card": {name: _plain(getattr(card, name), speaker) for name in FIELDS},
        "helps": [{"id": each.id, "text": each.text} for each in card.evidence],
        "say": [_plain(each, speaker) for each in card.say],
        "beside": [
            {"id": each.id, "title": each.title} | _plain(each.says, speaker)
            for each in BOOK.named
            if each.beside is answered.order
        ],
    }


def in_words(given: Answers, found: tuple[Answered, ...], speaker: Speaker) -> Iterator[str]:
    """All that there is to read: what is open first, what is not this one last."""
    yield from ALWAYS
    if given.order_in_force:
        yield "\nThere is an order already. If it is being broken:"
        yield from (f"   {_said(speaker.sentence(each))}" for each in BOOK.broken)
    for answer in Answer.MAY_BE_AVAILABLE, Answer.ASK, Answer.NOT_THIS_ONE:
        for answered in found:
            if answered.answer is answer:
                yield from _order(answered, speaker)
    yield from _also(given, speaker)
    yield "\nAsk the officer about bail:"
    yield from (f"   {_said(speaker.sentence(each))}" for each in BOOK.ask)


def _order(answered: Answered, speaker: Speaker) -> Iterator[str]:
    card = BOOK.cards[answered.order]
    talk = f": {_lower(speaker.sentence(card.talk_to).text)}"
    is_open = answered.answer is not Answer.NOT_THIS_ONE
    yield f"\n{card.title}: {SAYS[answered.answer]}{talk if is_open else ''}"
    for reason in answered.because:
        told = speaker.reason(reason)
        yield f"   {MARKS[reason.side]} {_said(told)}"
        yield f"     {reason.rule}. {_read(told)}"
    if is_open and not any(each.rule == "PLACE" for each in answered.because):
        yield from _card(card, speaker)


def _card(card: Card, speaker: Speaker) -> Iterator[str]:
    for name, words in FIELDS.items():
        if name != "talk_to":
            yield f"   {words}: {_said(speaker.sentence(getattr(card, name)))}"
    yield f"   What helps: {'; '.join(each.text for each in card.evidence)}."
    if card.say:
        yield "   What you could say to the police:"
        yield from (f"      “{_said(speaker.sentence(each))}”" for each in card.say)
    for each in BOOK.named:
        if each.beside is card.order:
            yield _named(each, speaker)


def _also(given: Answers, speaker: Speaker) -> Iterator[str]:
    """The orders of Scotland or Northern Ireland, for somebody there."""
    if given.jurisdiction in (Jurisdiction.SCOTLAND, Jurisdiction.NORTHERN_IRELAND):
        yield "\nWhat there is where you are:"
        for each in BOOK.named:
            if each.jurisdiction is given.jurisdiction:
                yield _named(each, speaker)


def _named(named: Named, speaker: Speaker) -> str:
    return f"   {named.title}: {_said(speaker.sentence(named.says))}"


def _plain(sentence: Sentence, speaker: Speaker) -> dict[str, Any]:
    told = speaker.sentence(sentence)
    return {"text": told.text} | _source(told)


def _source(told: Told) -> dict[str, Any]:
    """Where a sentence comes from, and until when it may be shown as current."""
    if told.origin is None:
        return {}
    days = {name: getattr(told.origin, name).isoformat() for name in ("checked", "review_by")}
    return asdict(told.origin) | days


def _read(told: Told) -> str:
    known = told.origin
    return f"{known.law}; {known.version}; checked {_spoken(known.checked)}." if known else ""


def _said(told: Told) -> str:
    return f"Check this: {told.text}" if told.check_this else told.text


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _answers(path: Path) -> Answers:
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError:
        raise Refused(Exit.NO_INPUT, "that file is not there, or cannot be read") from None
    try:
        return answers.read(canonical.decode(raw))
    except CanonicalError as error:
        twice = error.code == "duplicate_key"
        words = "the answers give one key twice" if twice else "the answers are not JSON"
        raise Refused(Exit.TO_MEND, words) from None
    except ShapeError as error:
        named = escape_controls(error.path) or "the file"
        raise Refused(Exit.TO_MEND, f"{named} {WRONG[error.code]}") from None


def _off(without: list[str]) -> frozenset[str]:
    unknown = set(without) - navigator.rule_ids()
    if unknown:
        raise Refused(Exit.WRONG_USAGE, f"there is no rule {', '.join(sorted(unknown))}")
    return frozenset(without)
