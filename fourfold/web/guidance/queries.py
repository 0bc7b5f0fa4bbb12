"""What guidance pages show: texts, hard words, facts and helplines, as they stand today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain, zip_longest

from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from fourfold.core.guidance import fact, word
from fourfold.core.guidance.fact import Fact
from fourfold.core.guidance.page import Page, Welsh
from fourfold.core.support import service
from fourfold.core.support.service import Need, Service
from fourfold.data import guidance
from fourfold.web.directory import queries as directory
from fourfold.web.guidance.search import Found, Index, index
from fourfold.web.ui.language import (
    CODES,
    EASY,
    ENGLISH,
    WELSH,
    language_of,
    without_language,
)
from fourfold.web.ui.markdown import to_html

LIBRARY = guidance.load()
# The helpline at the end of every page; when it is withdrawn, the next that helps with these.
FIRST_CALL = "national-stalking-helpline"
FIRST_NEEDS = (Need.STALKING, Need.ANY_CRIME)
PREFIXES = {ENGLISH: "", WELSH: f"/{WELSH}", EASY: f"/{EASY}"}
EMERGENCY = "parts/emergency"
# Pages of other parts of the public half, which are in every language.
ELSEWHERE = ("support", "support/forces", "support/near")
ABOUT_THE_SITE = ("about", "accessibility", "privacy", "licences")

NEEDS = {
    Need.STALKING: gettext_lazy("Stalking"),
    Need.ANY_CRIME: gettext_lazy("Any crime"),
    Need.HOME: gettext_lazy("A partner, ex-partner or family"),
    Need.SEXUAL: gettext_lazy("Sexual violence"),
    Need.ONLINE: gettext_lazy("Online, pictures and accounts"),
    Need.YOUNG: gettext_lazy("Under 19, or worried about a child"),
    Need.TALK: gettext_lazy("Somebody to talk to"),
    Need.OWN_BEHAVIOUR: gettext_lazy("Worried about your own behaviour?"),
}
# The parts of the site that have a list of their pages, with its title. The order is the site's.
FOLDERS = {
    "understand": gettext_lazy("Understand what is happening"),
    "evidence": gettext_lazy("Keep what happened"),
    "orders": gettext_lazy("Orders that can protect you"),
    "rights": gettext_lazy("Your rights after reporting"),
    "safer": gettext_lazy("Stay safer"),
}
# What may have happened today, and the page that says what to do next.
TODAY = {
    "orders/broken": gettext_lazy("They came back, or broke an order"),
    "first-week": gettext_lazy("They were arrested, or let go"),
    "police": gettext_lazy("You want to talk to the police"),
    "court-day": gettext_lazy("You have to go to court"),
    "friends": gettext_lazy("It is happening to somebody you care about"),
}


class Standing(StrEnum):
    """What a reader has to be told about how a text came about."""

    PLAIN = ""
    """Nothing: English of our own, or Welsh of a public body."""
    REVIEWED = "reviewed"
    EASY = "easy"
    """Easy read that nobody with learning disabilities has checked."""
    ASSEMBLED = "assembled"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A hard word as a page explains it; in English where it has no Welsh."""

    id: str
    term: str
    meaning: str
    is_english: bool
    is_due: bool


@dataclass(frozen=True, slots=True)
class Text:
    """One text as a page shows it today.

    `language` is the one that was asked for, `page.language` the one that there is. `beside` holds
    the text part by part with the English of each, where nobody may rely on the Welsh alone.
    """

    page: Page
    language: str
    html: SafeString
    is_due: bool
    beside: tuple[tuple[SafeString, SafeString], ...] = ()
    english_title: str = ""
    is_critical: bool = False
    standing: Standing = Standing.PLAIN
    words: tuple[Meaning, ...] = ()

    @property
    def is_fallback(self) -> bool:
        """Whether there is no such page in the language that was asked for."""
        return self.page.language != self.language


@dataclass(frozen=True, slots=True)
class Line:
    """One service as a page shows it today: past its review day it says "check this"."""

    service: Service
    is_due: bool


def texts(language: str) -> list[str]:
    """The slugs of the texts that have an address in this language: in Welsh, all of them."""
    first = language if language == EASY else ENGLISH
    pages = LIBRARY.pages.values()
    found = {page.slug for page in pages if page.language in (first, language) and not page.is_part}
    return sorted(found)


def lists(language: str) -> list[str]:
    """The pages in this language that show more than one text, without their first slash."""
    if language == EASY:
        return ["", "words"]
    return ["", "words", "facts", "laws", "leaflets", *(f"{name}/" for name in FOLDERS)]


def paths() -> list[str]:
    """The address of every page that is the same for everybody."""
    return [
        PREFIXES[language] + "/" + each
        for language in PREFIXES
        for each in (*lists(language), *texts(language))
    ]


def text(slug: str, language: str, today: date) -> Text:
    """The text at this path, in English when this language has none."""
    english = LIBRARY.find(slug)
    page = LIBRARY.find(slug, language) or LIBRARY.pages[slug, ENGLISH]
    beside = english_beside(page)
    return Text(
        page=page,
        language=language,
        html=_html(page, page.body, language, today),
        is_due=page.is_due(today),
        beside=_beside(page, beside, language, today) if beside else (),
        english_title=beside.about.title if beside else "",
        is_critical=english is not None and english.about.critical,
        standing=standing(page),
        words=_meanings(page, language, today),
    )


def filled(markdown: str, language: str, today: date) -> str:
    """A text with its facts in words; one past its review day says that it must be checked."""

    def show(each: Fact) -> str:
        if not each.provenance.is_due(today):
            return each.words(language)
        day = formats.date_format(each.provenance.checked, "j F Y")
        return gettext("(check this: last checked on %(day)s)") % {"day": day}

    return fact.fill(markdown, LIBRARY.facts, show)


def english_beside(page: Page) -> Page | None:
    """The English that stands beside a page on which nobody may rely on the Welsh alone."""
    needs_english = page.language == WELSH and page.about.welsh is not Welsh.OFFICIAL
    english = LIBRARY.find(page.slug)
    return english if english and needs_english and english.about.critical else None


def side_by_side(page: Page, english: Page) -> Iterator[tuple[str, str]]:
    """Each part of a page with the part of the English that it was made from."""
    return zip_longest(page.parts, english.parts, fillvalue="")


def standing(page: Page) -> Standing:
    """How far it may be relied on; a review counts while neither text has changed since."""
    if page.is_reviewed and not LIBRARY.is_behind(page):
        return Standing.REVIEWED
    if page.language == EASY:
        return Standing.EASY
    if page.language == WELSH and page.about.welsh is not Welsh.OFFICIAL:
        return Standing(page.about.welsh)
    return Standing.PLAIN


def address(path: str, language: str) -> str:
    """Where a page of ours stands in this language; in English where it has no such page."""
    bare = path.partition("#")[0]
    if language == WELSH and not bare.startswith("/n/"):
        return f"/{WELSH}{path}"
    if language == EASY and _has_easy(bare.strip("/")):
        return f"/{EASY}{path}"
    return path


def related(page: Page, language: str) -> list[tuple[str, Page]]:
    """The pages that this one leads to, each with its address."""
    return [(address(f"/{each.slug}", language), each) for each in LIBRARY.related(page)]


def folder(name: str, language: str) -> list[tuple[str, Page]]:
    """The pages of one part of the site with their addresses, in the order of the English."""
    pages = (LIBRARY.find(each.slug, language) or each for each in LIBRARY.folder(name))
    return [(address(f"/{each.slug}", language), each) for each in pages]


def alone(language: str) -> list[tuple[str, Page]]:
    """The pages that stand in no part of the site, and are not about the site itself."""
    return [each for each in folder("", language) if each[1].slug not in ABOUT_THE_SITE]


def today(language: str) -> list[tuple[str, object, bool]]:
    """What may have happened today: (address, words, whether its page has this language)."""
    return [
        (address(f"/{slug}", language), said, LIBRARY.find(slug, language) is not None)
        for slug, said in TODAY.items()
    ]


def easy_groups() -> list[tuple[object, list[tuple[str, Page]]]]:
    """Everything that there is in easy read with its address, under the titles of the menu."""
    parts = ((gettext("Find support"), ("", "support")), *((FOLDERS[n], (n,)) for n in FOLDERS))
    return [(title, [*_easy(names)]) for title, names in parts]


def _easy(names: tuple[str, ...]) -> Iterator[tuple[str, Page]]:
    for each in (page for name in names for page in LIBRARY.folder(name)):
        if page := LIBRARY.find(each.slug, EASY):
            yield f"/{EASY}/{page.slug}", page


def languages(path: str, language: str) -> list[tuple[str, str]]:
    """The other languages of the page at this English address: (language, address).

    Easy read is always one of them: where the page isn't in it, the list of what is.
    """
    slug = path.strip("/")
    easy = path if _has_easy(slug) else "/"
    there = {ENGLISH: path, WELSH: f"/{WELSH}{path}", EASY: f"/{EASY}{easy}"}
    return [(each, there[each]) for each in there if each != language]


def search(asked: str, language: str) -> list[tuple[str, Found]]:
    """What these words find, best first, each with its address."""
    found = _index(language).search(asked)
    return [(address(f"/{each.slug}", language), each) for each in found]


def newest_helplines() -> tuple[Service, ...]:
    """The national services, read anew if the directory has changed: public pages hang on them."""
    directory.refresh()
    return _national()


def helplines(today: date) -> list[Service]:
    """Those of them that may be named today."""
    return [each for each in _national() if each.standing(today) is not service.Standing.ENDED]


def helpline(service_id: str, today: date) -> Line | None:
    """One of them, as a page shows it today."""
    found = (each for each in helplines(today) if each.id == service_id)
    return next((_line(each, today) for each in found), None)


def first_call(today: date) -> Line | None:
    """The helpline that stands at the end of every page; None when nobody is left to call."""
    there = helplines(today)
    others = (each for need in FIRST_NEEDS for each in there if each.need is need and each.number)
    usual = (each for each in there if each.id == FIRST_CALL)
    first = next(chain(usual, others), None)
    return _line(first, today) if first else None


def always(path: str, today: date) -> dict[str, object]:
    """What stands on every page of the public half: whom to call, and the other languages."""
    language = language_of(path)
    return {
        "first_call": first_call(today),
        "emergency": text(EMERGENCY, language, today),
        "languages": languages(without_language(path), language),
    }


@cache
def _index(language: str) -> Index:
    return index(LIBRARY, language)


def _has_easy(slug: str) -> bool:
    known = slug in lists(EASY) or slug in ELSEWHERE
    return known or LIBRARY.find(slug, EASY) is not None


def _html(page: Page, markdown: str, language: str, today: date) -> SafeString:
    shown = filled(markdown, page.language, today)
    return to_html(shown, lambda path: _leads(path, language))


def _leads(path: str, language: str) -> tuple[str, str]:
    place = address(path, language)
    return place, CODES[ENGLISH] if language == WELSH and place == path else ""


def _beside(
    page: Page, english: Page, language: str, today: date
) -> tuple[tuple[SafeString, SafeString], ...]:
    return tuple(
        (_html(page, own, language, today), _html(english, first, language, today))
        for own, first in side_by_side(page, english)
    )


def _meanings(page: Page, language: str, today: date) -> tuple[Meaning, ...]:
    """The hard words of a page in its own language, marked where that was not asked for."""
    found = (LIBRARY.words[each] for each in word.linked(page.body))
    return tuple(
        Meaning(
            each.id,
            *each.says(page.language),
            is_english=language == WELSH and not (page.language == WELSH and each.is_in(WELSH)),
            is_due=each.provenance.is_due(today),
        )
        for each in found
    )


def _national() -> tuple[Service, ...]:
    return tuple(each for each in directory.everything() if not each.forces)


def _line(each: Service, today: date) -> Line:
    """What a page says of a service; a number whose sources are too old is not on it."""
    shown = replace(each, number="", text="", site="") if each.is_old else each
    return Line(shown, each.provenance.is_due(today))
