"""One page of guidance: Markdown under front matter that says what it is and how current.

    ---
    title: How to recognise stalking
    summary: What harassment is, what stalking is, and what you can do next.
    jurisdiction: england-and-wales
    checked: 2026-11-22
    review_by: 2027-05-22
    related: [safer/device]
    sources:
      - {title: "Protection from Harassment Act 1997", url: "https://www.legislation.gov.uk/..."}
    ---
    Text in Markdown. Headings begin at ##: the title is the page's only first heading.

HTML in the text is refused, so that a page can hold nothing but what Markdown has. Numbers of
helplines never stand in the text: they live in a data file with review dates of their own.
"""

from __future__ import annotations

import re
from datetime import date

import frontmatter
import msgspec

from fourfold.core.guidance.errors import BadPage
from fourfold.core.kernel.provenance import Jurisdiction

FIRST_HEADING = re.compile(r"^#\s", re.M)
HTML = re.compile(r"<[A-Za-z/!?]")


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a page's facts were read: a title, its date if it shows one, an address if public."""

    title: str
    url: str = ""
    dated: str = ""


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands above the text; every field but the last is needed."""

    title: str
    summary: str
    jurisdiction: Jurisdiction
    checked: date
    review_by: date
    sources: tuple[Source, ...]
    related: tuple[str, ...] = ()


class Page(msgspec.Struct, frozen=True):
    """One page in one language. `slug` is its path without the first slash."""

    slug: str
    language: str
    about: FrontMatter
    body: str

    @property
    def folder(self) -> str:
        """The part of the site that it stands in: "understand" for understand/signs."""
        return self.slug.partition("/")[0] if "/" in self.slug else ""

    def is_due(self, today: date) -> bool:
        """Whether its facts should have been checked again by now."""
        return today > self.about.review_by


def parse(text: str, slug: str, language: str) -> Page:
    """The page that `text` holds; raises BadPage when anything is missing, unknown or HTML."""
    metadata, body = frontmatter.parse(text)
    try:
        about = msgspec.convert(metadata, FrontMatter)
    except msgspec.ValidationError as error:
        raise BadPage("front-matter", slug, str(error)) from error
    if about.review_by <= about.checked:
        raise BadPage("dates", slug, "review_by must come after checked")
    if FIRST_HEADING.search(body):
        raise BadPage("heading", slug, "headings begin at ##")
    if HTML.search(body):
        raise BadPage("html", slug, "Markdown only")
    return Page(slug, language, about, body)
