"""What guidance pages show: texts and helplines, read and drawn once, when the service starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from fourfold.core.guidance.page import Page
from fourfold.core.support.helpline import Helpline, Need
from fourfold.data import guidance, helplines
from fourfold.web.ui.markdown import to_html

LIBRARY = guidance.load()
HTML = {key: to_html(page.body) for key, page in LIBRARY.pages.items()}
HELPLINES = helplines.load()
SUPPORT = "/support"
FIRST_CALL = helplines.by_id()["national-stalking-helpline"]

NEEDS = {
    Need.STALKING: _("Stalking"),
    Need.ANY_CRIME: _("Any crime"),
    Need.HOME: _("A partner, ex-partner or family"),
    Need.SEXUAL: _("Sexual violence"),
    Need.ONLINE: _("Online, pictures and accounts"),
    Need.YOUNG: _("Under 19, or worried about a child"),
    Need.TALK: _("Somebody to talk to"),
    Need.OWN_BEHAVIOUR: _("Worried about your own behaviour?"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text as a page shows it today."""

    page: Page
    html: SafeString
    is_due: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One helpline as a page shows it today: past its review day it says "check this"."""

    helpline: Helpline
    is_due: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """One row of the list of dates: what was checked, when, and when it must be again."""

    what: str
    path: str
    checked: date
    review_by: date
    is_due: bool


def text(slug: str, today: date) -> Text | None:
    """The text at this path; None when there is none."""
    page = LIBRARY.find(slug)
    if page is None:
        return None
    return Text(page, HTML[page.slug, page.language], page.is_due(today))


def first_call(today: date) -> Line:
    """The helpline that stands at the end of every page."""
    return _line(FIRST_CALL, today)


def groups(today: date) -> Iterator[tuple[Need, object, list[Line]]]:
    """The helplines by what they help with, with the group's heading."""
    for need, heading in NEEDS.items():
        yield need, heading, [_line(each, today) for each in HELPLINES if each.need is need]


def dates(today: date) -> list[Checked]:
    """Every text and the list of helplines, with their days; what is due comes first."""
    oldest = min((line.provenance for line in HELPLINES), key=lambda each: each.review_by)
    helplines = Checked(
        str(_("Helplines")), SUPPORT, oldest.checked, oldest.review_by, oldest.is_due(today)
    )
    return _soonest_first([*_checked_pages(today), helplines])


def all_dates(today: date) -> list[Checked]:
    """The same for whoever keeps them up to date: each helpline by itself."""
    lines = [
        Checked(each.name, SUPPORT, each.provenance.checked, each.provenance.review_by, is_due)
        for each, is_due in ((line, line.provenance.is_due(today)) for line in HELPLINES)
    ]
    return _soonest_first([*_checked_pages(today), *lines])


def _soonest_first(rows: list[Checked]) -> list[Checked]:
    return sorted(rows, key=lambda row: (not row.is_due, row.review_by, row.what))


def _checked_pages(today: date) -> list[Checked]:
    return [_checked(page, today) for page in LIBRARY.pages.values()]


def _line(helpline: Helpline, today: date) -> Line:
    return Line(helpline, helpline.provenance.is_due(today))


def _checked(page: Page, today: date) -> Checked:
    about = page.about
    path = "/" if page.folder == "parts" else f"/{page.slug}"
    return Checked(about.title, path, about.checked, about.review_by, page.is_due(today))
