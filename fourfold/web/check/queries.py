"""What the pages of the self-check show: texts, where they lead, how far to rely on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from fourfold.core.kernel.provenance import Jurisdiction, Provenance
from fourfold.core.support import selfcheck as core
from fourfold.core.support.selfcheck import (
    ABOUT,
    Answers,
    Part,
    Question,
    Result,
    Said,
    Welsh,
)
from fourfold.data import selfcheck
from fourfold.web.guidance import queries as guidance
from fourfold.web.guidance.queries import Line
from fourfold.web.ui.language import EASY, ENGLISH, WELSH

CHECK = selfcheck.load()
START = {ENGLISH: "/check", WELSH: f"/{WELSH}/check"}
# The last parts of the addresses that are no page of questions. Pages are 1, 2, 3 and so on.
NOW, GONE, RESULT = 0, 8, 9
EASY_SIGNS = f"/{EASY}/understand/signs"
OWN_BEHAVIOUR = "own-behaviour"
SAMARITANS = "samaritans"


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the guidance. `is_english`: there is none in the language that was asked for."""

    path: str
    title: str
    is_english: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One text of the result as a page shows it today. `english` stands beside Welsh on danger."""

    id: str
    words: str
    english: str
    link: Link | None
    line: Line | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody has answered on one page, and the number of that page."""

    place: int
    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where texts of a result were read."""

    known: Provenance
    is_due: bool


def paths() -> list[str]:
    """The address of every page of the self-check that is the same for everybody."""
    return [
        each for first in START.values() for each in (first, f"{first}/{NOW}", f"{first}/{GONE}")
    ]


def languages(path: str, language: str) -> list[tuple[str, str]]:
    """The same page in the other language, and in easy read the signs of danger."""
    bare = path.removeprefix(f"/{WELSH}")
    other = (WELSH, f"/{WELSH}{bare}") if language == ENGLISH else (ENGLISH, bare)
    return [other, (EASY, EASY_SIGNS)]


def link(slug: str, language: str) -> Link:
    """A page of the guidance by its path."""
    english = guidance.LIBRARY.pages[slug, ENGLISH]
    page = guidance.LIBRARY.find(slug, language) or english
    is_english = page.language != language
    return Link(guidance.address(f"/{slug}", language), page.about.title, is_english)


def line(service: str, today: date) -> Line | None:
    """A helpline by its id; None when the directory has withdrawn it."""
    return guidance.helpline(service, today)


def shown(found: Result, language: str, today: date) -> dict[str, list[Shown]]:
    """The texts of a result by their part; a page or helpline that was named once is not again."""
    parts: dict[str, list[Shown]] = {each.name.lower(): [] for each in Part}
    seen = {""}
    for each in found.findings:
        leads = each.link if each.link not in seen else ""
        calls = each.service if each.service not in seen else ""
        seen |= {each.link, each.service}
        said = each.said(found.about)
        parts[each.part.name.lower()].append(
            Shown(
                each.id,
                said.words(language),
                said.en if language == WELSH and each.is_critical else "",
                link(leads, language) if leads else None,
                line(calls, today) if calls else None,
                CHECK.sources[each.source].is_due(today),
            )
        )
    return parts


def signs(found: Result, language: str) -> list[tuple[str, str]]:
    """The signs of danger in these answers, in Welsh each with its English."""
    said = [each.alone or each.said(found.about) for each in found.signs]
    return [(each.words(language), each.en if language == WELSH else "") for each in said]


def sources(found: Result, today: date) -> list[Source]:
    """Where the texts of a result were read, each source once."""
    known = [CHECK.sources[each] for each in dict.fromkeys(each.source for each in found.findings)]
    return [Source(each, each.is_due(today)) for each in known]


def says_law(found: Result) -> bool:
    """Whether a text of the result says what the law of England and Wales looks for."""
    places = {CHECK.sources[each.source].jurisdiction for each in found.findings}
    return Jurisdiction.ENGLAND_AND_WALES in places


def told(answers: Answers, language: str) -> list[Told]:
    """What somebody has answered so far, page by page."""
    about = answers[ABOUT][0]
    return [
        Told(place, question.said(about).words(language), _chosen(question, answers, language))
        for place, questions in enumerate(core.pages(CHECK, answers), start=1)
        for question in questions
        if question.id in answers
    ]


def _chosen(question: Question, answers: Answers, language: str) -> tuple[str, ...]:
    about, given = answers[ABOUT][0], answers[question.id]
    chosen = (each.said(about) for each in CHECK.choices(question) if each.id in given)
    return tuple(each.words(language) for each in chosen)


def standing(texts: Iterable[Said], language: str) -> str:
    """How far the Welsh of a page may be relied on: as far as the least sure of its texts."""
    kinds = {each.welsh for each in texts} if language == WELSH else set()
    return next((each.value for each in (Welsh.DRAFT, Welsh.ASSEMBLED) if each in kinds), "")


def texts_of(questions: Iterable[Question], about: str) -> Iterator[Said]:
    """Every text that these questions show."""
    for question in questions:
        yield question.said(about)
        yield from (each.said(about) for each in CHECK.choices(question))
        if question.hint:
            yield question.hint
