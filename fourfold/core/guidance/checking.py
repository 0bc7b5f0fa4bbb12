"""What has to be mended in the guidance: the report of `fourfold content check`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from fourfold.core.guidance import fact
from fourfold.core.guidance.library import LANGUAGES, Library
from fourfold.core.guidance.page import Page
from fourfold.core.guidance.reading import GATES, measure

INTERNAL = re.compile(r"\]\((/[^)\s]*)\)")
# Emergency and service numbers are no facts that change; nor are numbers of a list.
FIGURE = re.compile(r"(?<!\d)(?!(?:999|101|1471|55|24)\b)\d+")
NOT_SAID = re.compile(r"\{[a-z0-9-]+\}|\]\([^)]*\)|^\s*\d+\. ", re.M)
IDEA = re.compile(r"!\[\]\([a-z-]+\) \S")
MOST_SENTENCES = 3
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `code` says what kind, `detail` where or how much.

    Codes: missing, behind, lapsed, stale, stale-fact, stale-word, link, figure, sections, idea, and
    the measures of `reading`: longest_words, mean, ari, lix.
    """

    code: str
    language: str
    slug: str
    detail: str = ""


def problems(
    library: Library, today: date, leads_somewhere: Callable[[str], bool]
) -> tuple[Problem, ...]:
    """Everything to mend on this day; `leads_somewhere` tells a live address from a dead one."""
    return tuple(_problems(library, today, leads_somewhere))


def _problems(
    library: Library, today: date, leads_somewhere: Callable[[str], bool]
) -> Iterator[Problem]:
    for language in LANGUAGES[1:]:
        for slug in library.missing(language):
            yield Problem("missing", language, slug)
    for code, kind in (("stale-fact", library.facts), ("stale-word", library.words)):
        for each in kind.values():
            if each.provenance.is_due(today):
                yield Problem(code, "", each.id, each.provenance.review_by.isoformat())
    for page in library.pages.values():
        for code, detail in (
            *_age(page, library, today),
            *_links(page, leads_somewhere),
            *_reading(page, library),
            *_shape(page, library),
        ):
            yield Problem(code, page.language, page.slug, detail)


def _age(page: Page, library: Library, today: date) -> Iterator[tuple[str, str]]:
    if page.is_due(today):
        yield "stale", page.about.review_by.isoformat()
    english = library.find(page.slug)
    if english and library.is_behind(page):
        yield "behind", english.fingerprint
    if page.about.reviewed and not page.is_reviewed:
        yield "lapsed", page.fingerprint


def _links(page: Page, leads_somewhere: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    for address in INTERNAL.findall(page.body):
        if not leads_somewhere(address.partition("#")[0]):
            yield "link", address


def _reading(page: Page, library: Library) -> Iterator[tuple[str, str]]:
    text = fact.fill(page.body, library.facts, lambda each: each.words(page.language))
    words = [word for word in library.words.values() if word.is_name]
    reading = measure(text, (word.says(page.language)[0] for word in words))
    for name in reading.beyond(GATES[page.language]):
        value = reading.longest if name == "longest_words" else f"{getattr(reading, name):.1f}"
        yield name, value


def _shape(page: Page, library: Library) -> Iterator[tuple[str, str]]:
    for figure in FIGURE.findall(NOT_SAID.sub("", page.body)):
        yield "figure", figure
    first = library.find(page.slug)
    if page.language == "cy" and first and len(first.parts) != len(page.parts):
        yield "sections", f"{len(page.parts)} for {len(first.parts)}"
    if page.language == "easy":
        yield from _ideas(page)


def _ideas(page: Page) -> Iterator[tuple[str, str]]:
    for block in page.body.split("\n\n"):
        text = block.strip()
        if not text or text.startswith("#"):
            continue
        if not IDEA.match(text) or len(SENTENCE_END.findall(text)) > MOST_SENTENCES:
            yield "idea", text[:60]
