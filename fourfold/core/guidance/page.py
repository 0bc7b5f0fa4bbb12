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
helplines never stand in the text: they live in a data file with review dates of their own, and so
do all other facts that change (`fact`). `core` marks the pages that stand in every language;
`critical` those about danger, orders, deadlines or consent, which show the English beside any
Welsh that is not official. A Welsh page says how its Welsh came about, an easy-read page who
checked it.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from enum import StrEnum

import frontmatter
import msgspec
from yaml import YAMLError

from fourfold.core.guidance.errors import BadPage
from fourfold.core.kernel.provenance import Jurisdiction

FIRST_HEADING = re.compile(r"^#\s", re.M)
SECOND_HEADING = re.compile(r"^(?=##\s)", re.M)
HTML = re.compile(r"<[A-Za-z/!?]")
PARTS = "parts"


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a page's facts were read: a title, its date if it shows one, an address if public."""

    title: str
    url: str = ""
    dated: str = ""


class Welsh(StrEnum):
    """How far somebody may rely on the Welsh of a page."""

    OFFICIAL = "official"
    """Word for word as published by a public body."""
    ASSEMBLED = "assembled"
    """Our own sentences; every key term is an established one, read in a source."""
    DRAFT = "draft"
    """Not more than an attempt."""


class Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who checked a page, as a translator or as a reader with learning disabilities, and when.

    `of` is the fingerprint of the page as they read it: a later change of it ends the review.
    """

    by: str
    day: date
    of: str


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands above the text. Those with a value here may be left out.

    `english` is the fingerprint of the English page that a Welsh or easy-read page was made from:
    once it differs, the page is behind and its review no longer counts. `order` is the page's place
    in lists, where the title decides between equals. `also` holds what else people call it or
    write when they look for it: searched, never shown.
    """

    title: str
    summary: str
    jurisdiction: Jurisdiction
    checked: date
    review_by: date
    sources: tuple[Source, ...]
    related: tuple[str, ...] = ()
    order: int = 50
    also: str = ""
    core: bool = False
    critical: bool = False
    english: str = ""
    welsh: Welsh = Welsh.DRAFT
    reviewed: Review | None = None


class Page(msgspec.Struct, frozen=True):
    """One page in one language. `slug` is its path without the first slash."""

    slug: str
    language: str
    about: FrontMatter
    body: str

    @property
    def name(self) -> str:
        """What a report calls it, as its file is called: cy/understand/signs."""
        return f"{self.language}/{self.slug}"

    @property
    def folder(self) -> str:
        """The part of the site that it stands in: "understand" for understand/signs."""
        return self.slug.partition("/")[0] if "/" in self.slug else ""

    @property
    def is_part(self) -> bool:
        """Whether it stands on other pages only, and has no address of its own."""
        return self.folder == PARTS

    @property
    def fingerprint(self) -> str:
        """Changes with every change of title, summary or text."""
        said = "\0".join((self.about.title, self.about.summary, self.body))
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody checked this very text."""
        review = self.about.reviewed
        return review is not None and review.of == self.fingerprint

    @property
    def parts(self) -> tuple[str, ...]:
        """The text cut before each second heading: what stands above the first comes first."""
        return tuple(SECOND_HEADING.split(self.body))

    def is_due(self, today: date) -> bool:
        """Whether its facts should have been checked again by now."""
        return today > self.about.review_by


def parse(text: str, slug: str, language: str) -> Page:
    """The page that `text` holds; raises BadPage when anything is missing, unknown or HTML."""
    page = f"{language}/{slug}"
    try:
        metadata, body = frontmatter.parse(text)
        about = msgspec.convert(metadata, FrontMatter)
    except (YAMLError, msgspec.ValidationError) as error:
        raise BadPage("front-matter", page, str(error)) from error
    if about.review_by <= about.checked:
        raise BadPage("dates", page, "review_by must come after checked")
    if FIRST_HEADING.search(body):
        raise BadPage("heading", page, "headings begin at ##")
    if HTML.search(body):
        raise BadPage("html", page, "Markdown only")
    return Page(slug, language, about, body)
