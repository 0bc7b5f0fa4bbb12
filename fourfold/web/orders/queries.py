"""What the pages about orders show: questions, what is said of each order, and where it is from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import translation
from django.utils.functional import Promise

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.kernel.sourced import Origin, Sentence, Told, origins, tell
from fourfold.core.kernel.text import first_line
from fourfold.core.orders import asking, compare, evidence, navigator
from fourfold.core.orders.asking import Given
from fourfold.core.orders.navigator import Answer, Answered
from fourfold.core.orders.rule import Candidate, Reason, Side
from fourfold.core.orders.words import Card, Evidence, tell_reason
from fourfold.core.record.body import Order
from fourfold.core.record.entry import Entry
from fourfold.core.support.service import Need
from fourfold.data import orders
from fourfold.web.guidance import queries as guidance
from fourfold.web.guidance.queries import Line
from fourfold.web.orders import words
from fourfold.web.record.words import order_words
from fourfold.web.ui.language import CODES, EASY, ENGLISH, WELSH

BOOK = orders.load()
START = {ENGLISH: "/orders/which", WELSH: f"/{WELSH}/orders/which"}
OWN_START = "/n/orders/which"
EASY_PAGE = f"/{EASY}/orders/overview"
# The last parts of the addresses that are no page of questions. Pages are 1, 2, 3 and so on.
COMPARE, GONE, RESULT = 7, 8, 9
# How many entries are named for one thing that helps, and how many of their first letters.
NAMED, LETTERS = 5, 80
# The page of the private half that is a thing that helps, by the id of the thing.
TOGETHER = {"pattern": "/n/pattern"}
PLACE_RULE = "PLACE"
ELSEWHERE = (Jurisdiction.SCOTLAND, Jurisdiction.NORTHERN_IRELAND)
BROKEN = "orders/broken"


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the guidance. `is_english`: there is none in the language that was asked for."""

    path: str
    title: str
    is_english: bool


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons of one side."""

    heading: str | Promise
    reasons: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a card or a table."""

    name: str | Promise
    told: Told


@dataclass(frozen=True, slots=True)
class Change:
    """A question without an answer, and the page that asks it."""

    question: str | Promise
    place: int


@dataclass(frozen=True, slots=True)
class Mention:
    """An entry of hers."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Help:
    """One thing that helps, and which entries are such a thing; more: how many are not named.

    together: the page that shows her notes as such a thing; "" if there is none.
    """

    text: str
    mentions: tuple[Mention, ...] = ()
    more: int = 0
    together: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter that her notes can be made into."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One order as a page shows it today."""

    card: Card
    talk_to: Told
    before: Told
    whys: tuple[Why, ...]
    rows: tuple[Row, ...]
    say: tuple[Told, ...]
    beside: tuple[Row, ...]
    changes: tuple[Change, ...]
    helps: tuple[Help, ...]
    drafts: tuple[Draft, ...]
    sources: tuple[Origin, ...]
    link: Link


@dataclass(frozen=True, slots=True)
class Group:
    """The orders of which the same is said."""

    answer: str
    heading: str | Promise
    orders: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know first. titles: the orders that it is about, none if it is about all."""

    told: Told
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What is said of all orders."""

    groups: tuple[Group, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One question, and what each order says to it."""

    heading: str | Promise
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, and the page that asks for it."""

    question: str | Promise
    answer: str
    place: int


def paths() -> list[str]:
    """The address of every page about the choice of an order that is the same for everybody."""
    return [
        each
        for first in START.values()
        for each in (first, f"{first}/{COMPARE}", f"{first}/{GONE}")
    ]


def languages(path: str, language: str) -> list[tuple[str, str]]:
    """The same page in the other language, and in easy read the page about orders."""
    bare = path.removeprefix(f"/{WELSH}")
    other = (WELSH, f"/{WELSH}{bare}") if language == ENGLISH else (ENGLISH, bare)
    return [other, (EASY, EASY_PAGE)]


def link(slug: str, language: str) -> Link:
    """A page of the guidance by its path."""
    page = guidance.LIBRARY.find(slug, language) or guidance.LIBRARY.pages[slug, ENGLISH]
    path = guidance.address(f"/{slug}", language)
    return Link(path, page.about.title, page.language != language)


# ------------------------------------------------------------------ sentences with their source


class Speaker:
    """Says sentences as they stand on a day. They are English on every page, and so are facts."""

    def __init__(self, today: date) -> None:
        """Take the day on which facts and sources are current or due."""
        self.today = today

    def sentence(self, sentence: Sentence) -> Told:
        """The words of a sentence."""
        return tell(sentence, BOOK.sources, self.today, self._fill)

    def reason(self, reason: Reason) -> Told:
        """The words of a reason."""
        return tell_reason(reason, BOOK, self.today, self._fill)

    def helps(self, thing: Evidence) -> Told:
        """The words of a thing that helps."""
        return self.sentence(Sentence(thing.text, thing.source))

    def _fill(self, text: str) -> str:
        with translation.override(CODES[ENGLISH]):
            return guidance.filled(text, ENGLISH, self.today)


# ------------------------------------------------------------------ what is said of the orders


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody's answers, the language of the page, the day, and her entries if there are any.

    off: the rules that are switched off. drafts: letters that she could write, by order.
    """

    given: Given
    language: str
    today: date
    off: frozenset[str]
    entries: tuple[Entry, ...] = ()
    drafts: Mapping[Candidate, tuple[Draft, ...]] = field(default_factory=dict)

    @property
    def found(self) -> tuple[Answered, ...]:
        """What the rules say of each order."""
        return navigator.consider(asking.read(self.given), self.off)


def result(asker: Asker) -> Result:
    """What is said of each order, what may be available first; no group is empty."""
    found = asker.found
    shared = _shared(found)
    groups = tuple(
        Group(str(answer), heading, tuple(_shown(each, asker, shared) for each in same))
        for answer, heading in words.GROUPS.items()
        if (same := [each for each in found if each.answer is answer])
    )
    speaker = Speaker(asker.today)
    notes = (Note(speaker.reason(each), titles) for each, titles in shared.items())
    return Result(groups, tuple(notes))


def _shared(found: Iterable[Answered]) -> dict[Reason, tuple[str, ...]]:
    """Notes that several orders have, with their names: said once, above all of them."""
    names: dict[Reason, tuple[str, ...]] = {}
    found = [each for each in found if each.answer is not Answer.NOT_THIS_ONE]
    for each in found:
        for reason in each.because:
            if reason.side is Side.NOTE:
                names[reason] = (*names.get(reason, ()), BOOK.cards[each.order].title)
    return {
        reason: titles if len(titles) < len(found) else ()
        for reason, titles in names.items()
        if len(titles) > 1
    }


def _shown(answered: Answered, asker: Asker, shared: Collection[Reason]) -> Shown:
    card, speaker = BOOK.cards[answered.order], Speaker(asker.today)
    is_open = answered.answer is not Answer.NOT_THIS_ONE
    rows = tuple(
        Row(name, speaker.sentence(getattr(card, field))) for field, name in words.FIELDS.items()
    )
    beside = tuple(
        Row(each.title, speaker.sentence(each.says))
        for each in BOOK.named
        if each.beside is answered.order
    )
    say = tuple(speaker.sentence(each) for each in card.say)
    talk_to = speaker.sentence(card.talk_to)
    things = [speaker.helps(each) for each in card.evidence]
    own = [each for each in answered.because if each not in shared]
    whys = tuple(_whys(own, speaker))
    reasons = [told for why in whys for told in why.reasons]
    told = (*reasons, talk_to, *(each.told for each in (*rows, *beside)), *say, *things)
    return Shown(
        card=card,
        talk_to=talk_to,
        before=speaker.sentence(card.before),
        whys=whys,
        rows=rows if is_open else (),
        say=say if is_open else (),
        beside=beside if is_open else (),
        changes=_changes(answered, asker),
        helps=tuple(_helps(card, asker.entries)) if is_open else (),
        drafts=asker.drafts.get(answered.order, ()) if is_open else (),
        sources=origins(told if is_open else reasons),
        link=link(card.page, asker.language),
    )


def _whys(because: Iterable[Reason], speaker: Speaker) -> Iterator[Why]:
    sides = dict.fromkeys(str(each.side) for each in because)
    for side in sides:
        own = tuple(speaker.reason(each) for each in because if each.side == side)
        yield Why(words.SIDES[side], own)


def _changes(answered: Answered, asker: Asker) -> tuple[Change, ...]:
    """The questions that could change an `ask`, with where each is asked."""
    if answered.answer is not Answer.ASK:
        return ()
    there = places(asker)
    names = asking.deciding(answered.order, asker.given, asker.off)
    return tuple(Change(words.QUESTIONS[each], there[each]) for each in names if each in there)


def _helps(card: Card, entries: tuple[Entry, ...]) -> Iterator[Help]:
    first_words = {each.number: _first_words(each) for each in entries}
    pages = TOGETHER if evidence.shows_a_pattern(entries) else {}
    for each in evidence.helps(card, entries):
        newest = each.entries[::-1]
        mentions = tuple(Mention(number, first_words[number]) for number in newest[:NAMED])
        more, together = len(newest) - len(mentions), pages.get(each.evidence.id, "")
        yield Help(each.evidence.text, mentions, more, together)


def _first_words(entry: Entry) -> str:
    """What names an entry: of an order its kind and court, of all others how her words begin."""
    body = entry.body
    return first_line(order_words(body) if isinstance(body, Order) else body.words, LETTERS)


def places(asker: Asker) -> dict[str, int]:
    """The page that asks each question of somebody who answers so."""
    found = enumerate(asking.pages(asker.given, asker.off), start=1)
    return {name: place for place, page in found for name in page}


def said(asker: Asker) -> list[Said]:
    """What somebody has answered so far."""
    given = asker.given
    return [
        Said(words.QUESTIONS[name], words.choice(name, given[name]), place)
        for name, place in places(asker).items()
        if name in given
    ]


def unplaced(asker: Asker) -> Told | None:
    """What is said as long as nobody has said where they are."""
    first = asker.found[0].because[0]
    return Speaker(asker.today).reason(first) if first.rule == PLACE_RULE else None


def elsewhere(given: Given, today: date) -> tuple[Row, ...]:
    """The orders of Scotland or Northern Ireland, for somebody there."""
    place = asking.read(given).jurisdiction
    speaker = Speaker(today)
    return tuple(
        Row(each.title, speaker.sentence(each.says))
        for each in BOOK.named
        if place in ELSEWHERE and each.jurisdiction is place
    )


def place_page(given: Given, language: str) -> Link | None:
    """Our page about Scotland or Northern Ireland, for somebody there."""
    place = asking.read(given).jurisdiction
    return link(str(place), language) if place in ELSEWHERE else None


def broken(given: Given, today: date) -> tuple[Told, ...]:
    """What to do when an order is being broken, for somebody who said that there is one."""
    speaker = Speaker(today)
    return tuple(map(speaker.sentence, BOOK.broken)) if given.get("order_in_force") == "yes" else ()


def ask_about_bail(today: date) -> tuple[Told, ...]:
    """What to ask the officer."""
    return tuple(map(Speaker(today).sentence, BOOK.ask))


def lines(given: Given, today: date) -> list[Line]:
    """Helplines that fit these answers, beside the one that stands on every page."""
    answers = asking.read(given)
    needs = {Need.HOME} if answers.is_close is not False else set()
    there = {answers.jurisdiction}
    if answers.owner_under_16:
        needs, there = needs | {Need.YOUNG}, there | {Jurisdiction.UNITED_KINGDOM}
    found = (
        each
        for each in guidance.helplines(today)
        if each.need in needs and each.provenance.jurisdiction in there
    )
    fitting = [guidance.helpline(each.id, today) for each in found]
    return [each for each in fitting if each]


# ------------------------------------------------------------------ side by side


def tables(today: date) -> tuple[Table, ...]:
    """One table a question: what each order says to it."""
    speaker = Speaker(today)
    rows = compare.table(BOOK.cards[each] for each in Candidate)
    return tuple(
        Table(
            words.FIELDS[name],
            tuple(Row(row.card.title, speaker.sentence(row.cells[column])) for row in rows),
        )
        for column, name in enumerate(compare.COLUMNS)
    )


def told_in(tables: Iterable[Table]) -> Iterator[Told]:
    """Every sentence of these tables."""
    for table in tables:
        yield from (row.told for row in table.rows)


def about(entries: Iterable[Entry], person: str) -> tuple[Entry, ...]:
    """The entries that may be evidence about a person: about them, or about nobody by name."""
    return tuple(each for each in entries if not person or not each.people or person in each.people)


def notes_of(behind: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """The entries behind each answer of a record, the newest first and not too many."""
    return {name: numbers[::-1][:NAMED] for name, numbers in behind.items()}
