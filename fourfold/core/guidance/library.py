"""All guidance, found by path and language. Built once, when the service starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from fourfold.core.guidance import fact, word
from fourfold.core.guidance.errors import BadLibrary
from fourfold.core.guidance.fact import Fact
from fourfold.core.guidance.page import Page
from fourfold.core.guidance.word import Word

Named = TypeVar("Named", Fact, Word)
FIRST_LANGUAGE = "en"
LANGUAGES = (FIRST_LANGUAGE, "cy", "easy")


@dataclass(frozen=True, slots=True)
class Library:
    """The pages by (slug, language), and the facts and hard words that they show, by id."""

    pages: Mapping[tuple[str, str], Page]
    facts: Mapping[str, Fact]
    words: Mapping[str, Word]

    def find(self, slug: str, language: str = FIRST_LANGUAGE) -> Page | None:
        """The page at this path in this language; None when there is none."""
        return self.pages.get((slug, language))

    def related(self, page: Page) -> tuple[Page, ...]:
        """The pages that this one leads to, in its own language where they exist in it."""
        found = (self.find(slug, page.language) or self.find(slug) for slug in page.about.related)
        return tuple(each for each in found if each)

    def folder(self, name: str, language: str = FIRST_LANGUAGE) -> tuple[Page, ...]:
        """The pages of one part of the site in the order of their lists."""
        inside = (p for p in self.pages.values() if p.folder == name and p.language == language)
        return tuple(sorted(inside, key=lambda page: (page.about.order, page.about.title)))

    def missing(self, language: str) -> tuple[str, ...]:
        """The slugs of core pages that have no page in this language yet."""
        return tuple(
            slug
            for (slug, first), page in sorted(self.pages.items())
            if first == FIRST_LANGUAGE and page.about.core and (slug, language) not in self.pages
        )

    def is_behind(self, page: Page) -> bool:
        """Whether the English has changed since this page was made from it."""
        first = self.find(page.slug)
        return first is not None and first is not page and page.about.english != first.fingerprint


def gather(pages: Iterable[Page], facts: Iterable[Fact], words: Iterable[Word]) -> Library:
    """A library of these; raises BadLibrary when two are the same or one names what isn't there."""
    found: dict[tuple[str, str], Page] = {}
    for page in pages:
        if (page.slug, page.language) in found:
            raise BadLibrary("twice", page.name)
        found[page.slug, page.language] = page
    library = Library(MappingProxyType(found), _by_id(facts), _by_id(words))
    for page in found.values():
        _check(page, library)
    return library


def _by_id(each: Iterable[Named]) -> Mapping[str, Named]:
    found: dict[str, Named] = {}
    for one in each:
        if one.id in found:
            raise BadLibrary("twice", one.id)
        found[one.id] = one
    return MappingProxyType(found)


def _check(page: Page, library: Library) -> None:
    for code, named, known in (
        ("related", page.about.related, {slug for slug, _ in library.pages}),
        ("fact", fact.names(page.body), library.facts),
        ("word", word.linked(page.body), library.words),
    ):
        for each in named:
            if each not in known:
                raise BadLibrary(code, page.name, each)
