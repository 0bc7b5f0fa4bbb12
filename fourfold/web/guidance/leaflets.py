"""What a guide says on paper today: its text, who to call, hard words, sources and dates.

The sentences are those of the page on the web; the page's links to us become titles. Names of
files and addresses tell nothing: a code made from the page's path stands for it, so that it stays
the same whatever pages come and go.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from fourfold.core.guidance import fact, word
from fourfold.core.guidance.blocks import (
    Block,
    Heading,
    Idea,
    Listing,
    Paragraph,
    Run,
    is_ours,
    read,
    runs_of,
)
from fourfold.core.guidance.page import PARTS, Page, Source
from fourfold.core.guidance.word import Word
from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.render.leaflet import Leaflet, Look, Part, Size, Wording
from fourfold.web.guidance import queries
from fourfold.web.guidance.queries import Standing
from fourfold.web.ui.language import CODES, EASY, ENGLISH, WELSH

# No vowel, so that no code is a word; no l, which looks like other letters.
LETTERS = "bcdfghjkmnpqrstvwxz"
CODE_LENGTH = 5
PLAIN, COVERED = "sheet", "notes"
NAME = re.compile(rf"({PLAIN}|{COVERED})-([a-z]+)-(a4|a5)(?:-(cy|easy))?\.pdf")
NO_BREAK = "\u00a0"
PICTURES = files("fourfold.web.ui").joinpath("static", "ui", "pictures")


@dataclass(frozen=True, slots=True)
class Asked:
    """One leaflet: which page, on which paper, and whether its first sheet tells nothing."""

    slug: str
    language: str
    size: Size
    has_cover: bool

    @property
    def file_name(self) -> str:
        """Tells nothing, but no two leaflets share it."""
        kind = COVERED if self.has_cover else PLAIN
        language = "" if self.language == ENGLISH else f"-{self.language}"
        return f"{kind}-{code(self.slug)}-{self.size}{language}.pdf"

    @property
    def address(self) -> str:
        """Where it is on the web."""
        return f"{queries.PREFIXES[self.language]}/leaflets/{self.file_name}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One leaflet in a list: the paper in words, and where it is."""

    text: str | Promise
    asked: Asked


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide in the list, with what can be had of it, and of it in easy read."""

    code: str
    page: Page
    choices: tuple[Choice, ...]
    easy: tuple[Choice, ...]


def code(slug: str) -> str:
    """A few letters that stand for a page."""
    number = int.from_bytes(hashlib.sha256(slug.encode()).digest()[:8], "big")
    found = ""
    for _place in range(CODE_LENGTH):
        number, left = divmod(number, len(LETTERS))
        found += LETTERS[left]
    return found


def is_guide(slug: str) -> bool:
    """Whether a page is one to print: not about this site, and not a part of other pages."""
    return slug not in queries.ABOUT_THE_SITE and not slug.startswith(f"{PARTS}/")


def every(language: str) -> list[Asked]:
    """All leaflets in this language, without cover and with, by their pages' paths."""
    return [
        Asked(slug, language, size, has_cover)
        for slug, each in sorted(queries.LIBRARY.pages)
        if each == language and is_guide(slug)
        for size in Size
        for has_cover in (False, True)
    ]


def asked_for(file_name: str) -> Asked | None:
    """The leaflet of this name; None when there is none."""
    found = NAME.fullmatch(file_name)
    if found is None:
        return None
    kind, letters, size, language = found.groups()
    slug = _slugs().get((letters, language or ENGLISH))
    return Asked(slug, language or ENGLISH, Size(size), kind == COVERED) if slug else None


def groups(language: str) -> Iterator[tuple[str | Promise, list[Guide]]]:
    """The guides of each part of the site under its title, then those of parts without one."""
    for name, title in queries.FOLDERS.items():
        yield title, [_guide(page) for _path, page in queries.folder(name, language)]
    folders = {page.folder for page in queries.LIBRARY.pages.values()} - {*queries.FOLDERS}
    others = (page for name in sorted(folders) for _path, page in queries.folder(name, language))
    yield _("Other guides"), [_guide(page) for page in others if is_guide(page.slug)]


def leaflet(asked: Asked, today: date) -> Leaflet:
    """What stands on it on this day."""
    with override(CODES[asked.language]):
        page = queries.LIBRARY.pages[asked.slug, asked.language]
        beside = queries.english_beside(page)
        parts = (*_notices(page, beside, today), *_text(page, beside, today))
        parts += (*_calls(page, today), *_words(page, beside, today), *_more(page, today))
        cover = _("Notes") if asked.has_cover else ""
        title = cover or _("Leaflet %(code)s") % {"code": code(asked.slug)}
        return Leaflet(
            title=page.about.title,
            language=_spoken(page),
            size=asked.size,
            made=today,
            wording=Wording(title, _("Page {} of {}"), _("In danger now? Call 999.")),
            parts=parts,
            above=beside.about.title if beside else "",
            cover=cover,
            is_easy=asked.language == EASY,
            pictures={name: _picture(name) for name in _pictures(parts)},
        )


# ------------------------------------------------------------------ the list


@cache
def _slugs() -> dict[tuple[str, str], str]:
    pages = queries.LIBRARY.pages
    return {(code(slug), language): slug for slug, language in pages if is_guide(slug)}


def _guide(page: Page) -> Guide:
    easy = queries.LIBRARY.find(page.slug, EASY)
    return Guide(code(page.slug), page, _choices(page), _choices(easy) if easy else ())


def _choices(page: Page) -> tuple[Choice, ...]:
    texts = (
        (_("A4"), Size.A4, False),
        (_("A5, small"), Size.A5, False),
        (_("A4, plain first page"), Size.A4, True),
        (_("A5, plain first page"), Size.A5, True),
    )
    return tuple(
        Choice(text, Asked(page.slug, page.language, size, has_cover))
        for text, size, has_cover in texts
    )


# ------------------------------------------------------------------ parts of a leaflet


def _spoken(page: Page) -> str:
    return WELSH if page.language == WELSH else ENGLISH


def _notices(page: Page, beside: Page | None, today: date) -> Iterator[Part]:
    """What has to be known first: how old it is, and how far it may be relied on."""
    spoken = _spoken(page)
    yield Part((_says(_age(page, beside, today)),), spoken, Look.QUIET)
    if page.is_due(today):
        by = _day(page.about.review_by)
        due = _("Check this. It should have been checked again by %(day)s and may be out of date.")
        yield Part((_says(due % {"day": by}),), spoken, Look.NOTICE)
    standing, reviewed = queries.standing(page), page.about.reviewed
    if standing is Standing.EASY:
        told = _(
            "This page is in easy read: short words, one idea at a time. "
            "It has not yet been checked by people with learning disabilities."
        )
        yield Part((_says(told),), spoken, Look.QUIET)
    elif standing is Standing.REVIEWED and reviewed:
        review = {"by": reviewed.by, "on": _day(reviewed.day)}
        yield Part((_says(_("Checked by %(by)s on %(on)s.") % review),), spoken, Look.QUIET)
    elif standing in (Standing.ASSEMBLED, Standing.DRAFT):
        yield Part((_says(_standing(standing)),), WELSH, Look.NOTICE)
        with override(CODES[ENGLISH]):
            below = " The English stands below each part." if beside else ""
            yield Part((_says(_standing(standing) + below),), ENGLISH, Look.NOTICE)


def _standing(standing: Standing) -> str:
    if standing is Standing.ASSEMBLED:
        return _("We wrote this Welsh from established terms. No translator has checked it.")
    return _("This Welsh is a draft. No translator has checked it.")


def _age(page: Page, beside: Page | None, today: date) -> str:
    """Paper lies around: it says until when all that is current today stays so."""
    said = page.body + (beside.body if beside else "")
    days = [queries.LIBRARY.facts[each].provenance.review_by for each in fact.names(said)]
    days += [queries.LIBRARY.words[each].provenance.review_by for each in word.linked(said)]
    days += [page.about.review_by]
    if line := queries.first_call(today):
        days += [line.service.provenance.review_by]
    made, current = {"made": _day(today)}, [day for day in days if day >= today]
    if not current:
        return _("Made on %(made)s.") % made
    told = _("Made on %(made)s. After %(until)s, check the facts before you rely on them.")
    return told % (made | {"until": _day(min(current))})


def _text(page: Page, beside: Page | None, today: date) -> Iterator[Part]:
    if beside is None:
        yield Part(read(queries.filled(page.body, page.language, today)), _spoken(page))
        return
    for own, english in queries.side_by_side(page, beside):
        yield Part(read(queries.filled(own, page.language, today)), WELSH)
        with override(CODES[ENGLISH]):
            yield Part(read(queries.filled(english, ENGLISH, today)), ENGLISH, Look.BESIDE)


def _calls(page: Page, today: date) -> Iterator[Part]:
    spoken = _spoken(page)
    numbers = _("In danger now, or not sure: call **999**. The police, not an emergency: **101**.")
    yield Part((_headed(_("Who to call")), *read(numbers)), spoken, Look.CALL)
    if line := queries.first_call(today):
        yield from _first_call(line, spoken)
    log = _("A call may show in the phone’s call log, or on a bill that others can see.")
    yield Part((_says(log),), spoken)


def _first_call(line: queries.Line, spoken: str) -> Iterator[Part]:
    service = line.service
    number = f": {service.number.replace(' ', NO_BREAK)}" if service.number else ""
    called = f" ({service.cy})" if spoken == WELSH and service.cy else ""
    name = Run(f"{service.name}{called}{number}", is_strong=True)
    yield Part((Paragraph((name,)),), ENGLISH, Look.CALL)
    if line.is_due:
        told = _("Check this number before you rely on it. It was last checked on %(day)s.")
        by = {"day": _day(service.provenance.checked)}
        yield Part((Paragraph((Run(told % by, is_strong=True),)),), spoken, Look.CALL)
    site = (Run(" "), Run(service.site, leads_to=service.site)) if service.site else ()
    yield Part((Paragraph((Run(service.who), *site)),), ENGLISH)


def _words(page: Page, beside: Page | None, today: date) -> Iterator[Part]:
    """The hard words in the order in which they come; English ones under draft Welsh too."""
    linked = word.linked(page.body + (beside.body if beside else ""))
    if not linked:
        return
    yield Part((_headed(_("Words on these pages")),), _spoken(page))
    for each in (queries.LIBRARY.words[one] for one in linked):
        is_welsh = page.language == WELSH and each.is_in(WELSH)
        spoken = WELSH if is_welsh else ENGLISH
        yield Part((_explained(each, page.language, today),), spoken)
        if is_welsh and beside:
            with override(CODES[ENGLISH]):
                yield Part((_explained(each, ENGLISH, today),), ENGLISH, Look.BESIDE)


def _explained(each: Word, language: str, today: date) -> Block:
    term, meaning = each.says(language)
    if each.provenance.is_due(today):
        meaning = ": ".join((_("Check this"), meaning))
    return Paragraph((Run(term, is_strong=True), Run(f": {meaning}")))


def _more(page: Page, today: date) -> Iterator[Part]:
    """Where to read on, and where the facts were read and when."""
    spoken, about = _spoken(page), page.about
    titles = _read_next(page, today)
    if titles:
        yield Part((_headed(_("Other guides that go with this one")), _points(titles)), spoken)
    day = {"checked": _day(about.checked), "review": _day(about.review_by)}
    dates = _("Facts checked on %(checked)s. To be checked again by %(review)s.") % day
    if about.jurisdiction is Jurisdiction.ENGLAND_AND_WALES:
        dates = " ".join((_("The law on this page: England and Wales."), dates))
    yield Part((_headed(_("Where the facts come from")),), spoken)
    yield Part((_says(dates),), spoken, Look.QUIET)
    sources = [_source(each, with_url=page.language != EASY) for each in about.sources]
    yield Part((_points(sources),), ENGLISH, Look.QUIET)


def _source(source: Source, *, with_url: bool) -> tuple[Run, ...]:
    """Easy read names its sources; their long addresses stand on the page in English."""
    dated = (Run(f", {source.dated}"),) if source.dated else ()
    return (Run(source.title, leads_to=source.url if with_url else ""), *dated)


def _read_next(page: Page, today: date) -> list[tuple[Run, ...]]:
    """The titles of the guides that this one names, by link or as related, each once."""
    blocks = read(queries.filled(page.body, page.language, today))
    linked = (run.leads_to for run in runs_of(blocks) if is_ours(run.leads_to))
    slugs = [address.partition("#")[0].strip("/") for address in linked]
    named = dict.fromkeys((*slugs, *page.about.related))
    find = queries.LIBRARY.find
    pages = (find(each, page.language) or find(each) for each in named if is_guide(each))
    return [(Run(each.about.title),) for each in pages if each and each.slug != page.slug]


def _pictures(parts: tuple[Part, ...]) -> set[str]:
    return {block.picture for part in parts for block in part.blocks if isinstance(block, Idea)}


@cache
def _picture(name: str) -> str:
    return PICTURES.joinpath(f"{name}.svg").read_text(encoding="utf-8")


def _headed(text: str) -> Block:
    return Heading((Run(text),), 2)


def _says(text: str) -> Block:
    return Paragraph((Run(text),))


def _points(lines: list[tuple[Run, ...]]) -> Block:
    return Listing(tuple((Paragraph(line),) for line in lines))


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
