"""All guidance, found by path and language. Built once, when the service starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from fourfold.core.guidance.errors import BadLibrary
from fourfold.core.guidance.page import Page

FIRST_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Library:
    """The pages by (slug, language)."""

    pages: Mapping[tuple[str, str], Page]

    def find(self, slug: str, language: str = FIRST_LANGUAGE) -> Page | None:
        """The page at this path in this language; None when there is none."""
        return self.pages.get((slug, language))

    def related(self, page: Page) -> tuple[Page, ...]:
        """The pages that this one leads to, in its own language where they exist in it."""
        found = (self.find(slug, page.language) or self.find(slug) for slug in page.about.related)
        return tuple(each for each in found if each)

    def folder(self, name: str, language: str = FIRST_LANGUAGE) -> tuple[Page, ...]:
        """The pages of one part of the site, by title."""
        inside = (p for p in self.pages.values() if p.folder == name and p.language == language)
        return tuple(sorted(inside, key=lambda page: page.about.title))

    def missing(self, language: str) -> tuple[str, ...]:
        """The slugs that have no page in this language yet."""
        return tuple(
            slug
            for slug, first in sorted(self.pages)
            if first == FIRST_LANGUAGE and (slug, language) not in self.pages
        )

    def due(self, today: date) -> tuple[Page, ...]:
        """The pages whose review day has passed."""
        return tuple(page for page in self.pages.values() if page.is_due(today))


def gather(pages: Iterable[Page]) -> Library:
    """A library of these pages; raises BadLibrary when two are the same or a link leads nowhere."""
    found: dict[tuple[str, str], Page] = {}
    for page in pages:
        if (page.slug, page.language) in found:
            raise BadLibrary("twice", page.slug, page.language)
        found[page.slug, page.language] = page
    for page in found.values():
        for slug in page.about.related:
            if (slug, FIRST_LANGUAGE) not in found:
                raise BadLibrary("related", page.slug, slug)
    return Library(MappingProxyType(found))
