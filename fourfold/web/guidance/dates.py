"""When every page, helpline, fact and hard word was checked, and when it must be again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.utils.translation import gettext

from fourfold.core.guidance.fact import names
from fourfold.core.guidance.page import Page
from fourfold.core.kernel.provenance import Provenance
from fourfold.core.support.force import Force
from fourfold.data import case, conduct, forces, holidays, orders, rights, selfcheck
from fourfold.web.guidance.queries import LIBRARY, PREFIXES, address, helplines
from fourfold.web.ui.language import CODES, ENGLISH

SUPPORT, FACTS, LAWS, CHECK, FORCES = "/support", "/facts", "/laws", "/check", "/support/forces"
NOTES = "/n/pattern"
YEARS = holidays.years()


@dataclass(frozen=True, slots=True)
class Checked:
    """One row of a list of dates: what was checked, when, and when it must be again.

    `lang` is the language of `what`, when that may differ from the page's. `page` is the first one
    that shows a fact. `version` says which text of an Act, a Code or a page was read, at `url`.
    """

    what: str
    path: str
    source: str
    checked: date
    review_by: date
    is_due: bool
    lang: str = ""
    page: Page | None = None
    version: str = ""
    url: str = ""


def dates(language: str, today: date) -> list[Checked]:
    """Every text and the list of helplines, with their days; what is due comes first."""
    oldest = sorted((each.provenance for each in helplines(today)), key=lambda each: each.review_by)
    path = address(SUPPORT, language)
    lines = [_known(gettext("Helplines"), path, each, today) for each in oldest[:1]]
    return _by_urgency([*_pages(today), *lines])


def all_dates(today: date) -> list[Checked]:
    """The same for whoever keeps them up to date: each helpline, fact and hard word by itself, each
    source of the self-check, of orders and of the times of police and courts, and police forces.
    """
    known = (
        *((f"Police forces: {n}", FORCES, each) for each, n in _alike(forces.load()).items()),
        *((each.name, SUPPORT, each.provenance) for each in helplines(today)),
        *((f"Self-check: {name}", CHECK, each) for name, each in selfcheck.load().sources.items()),
        ("What the law looks for", NOTES, conduct.load().law.provenance),
        ("The four letters", NOTES, conduct.load().letters.provenance),
    )
    lines = [_known(*each, today) for each in known]
    of_law = (
        replace(row, what=f"{name}: {row.what}") for name, rows in laws(today) for row in rows
    )
    own = (*facts(ENGLISH, today), *meanings(today), *of_law)
    return _by_urgency([*_pages(today), *lines, *own])


def laws(today: date) -> list[tuple[str, list[Checked]]]:
    """What was read for the rules about orders, the times of police and courts, limits for asking
    and bank holidays, under a name for each.
    """
    sources = [
        replace(_read(each.provenance, today), version=each.version, url=each.url)
        for each in orders.load().sources.values()
    ]
    years = [replace(_read(each.provenance, today), what=f"{each.year}") for each in YEARS]
    return [
        (gettext("Orders"), _by_urgency(sources)),
        (
            gettext("Who should tell you, and how soon"),
            _by_urgency([*_codes(today), *_case(today)]),
        ),
        (gettext("Until when you can ask"), _by_urgency([*_limits(today)])),
        (gettext("Bank holidays"), years),
    ]


def _codes(today: date) -> Iterator[Checked]:
    """Each Code, and each page that its times were read on."""
    for book in rights.rulebooks():
        code = book.code
        yield replace(_read(code.provenance, today), version=code.version)
        steps = [each for rule in book.rules for each in (*rule.limits(False), *rule.limits(True))]
        yield from (_read(each, today) for each in dict.fromkeys(s.provenance for s in steps))


def _case(today: date) -> Iterator[Checked]:
    """What the private pages about police and court say in short."""
    tips = (tip for tips in case.sections().values() for tip in tips)
    yield from (_read(each, today) for each in dict.fromkeys(tip.provenance for tip in tips))


def _limits(today: date) -> Iterator[Checked]:
    known = dict.fromkeys(each.provenance for each in rights.limits())
    yield from (_read(each, today) for each in known)


def _read(known: Provenance, today: date) -> Checked:
    return _known(known.source, LAWS, known, today)


def _alike(found: Iterable[Force]) -> Counter[Provenance]:
    """How many forces were read in the same way on the same day."""
    return Counter(each.provenance for each in found)


def facts(language: str, today: date) -> list[Checked]:
    """Every fact that a text shows, with where it was read and its days."""
    rows = []
    for each in LIBRARY.facts.values():
        lang = CODES[language if each.is_in(language) else ENGLISH]
        slug = _shown_on()[each.id]
        row = _known(each.words(language), address(f"/{slug}", language), each.provenance, today)
        page = LIBRARY.find(slug, language) or LIBRARY.find(slug)
        rows.append(replace(row, lang=lang, page=page))
    return _by_urgency(rows)


@cache
def _shown_on() -> dict[str, str]:
    """The first page that shows each fact, by the fact's id."""
    pages = (page for page in LIBRARY.pages.values() if page.language == ENGLISH)
    return {each: page.slug for page in reversed(list(pages)) for each in names(page.body)}


def meanings(today: date) -> list[Checked]:
    """Every hard word, with where its meaning was read and its days."""
    found = LIBRARY.words.values()
    rows = [_known(each.term, FACTS, each.provenance, today) for each in found]
    return sorted(rows, key=lambda row: row.what.casefold())


def _pages(today: date) -> list[Checked]:
    return [_checked(page, today) for page in LIBRARY.pages.values()]


def _checked(page: Page, today: date) -> Checked:
    about = page.about
    path = PREFIXES[page.language] + ("/" if page.is_part else f"/{page.slug}")
    lang = CODES[page.language]
    return Checked(about.title, path, "", about.checked, about.review_by, page.is_due(today), lang)


def _known(what: str, path: str, known: Provenance, today: date) -> Checked:
    is_due = known.is_due(today)
    return Checked(what, path, known.source, known.checked, known.review_by, is_due)


def _by_urgency(rows: list[Checked]) -> list[Checked]:
    return sorted(rows, key=lambda row: (not row.is_due, row.review_by, row.what))
