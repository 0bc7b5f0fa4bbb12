"""What guidance pages show: texts and helplines, read once, when the service starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from fourfold.core.guidance.page import Page
from fourfold.core.support.helpline import Helpline, Need
from fourfold.data import guidance, helplines
from fourfold.web.ui.markdown import to_html

LIBRARY = guidance.load()
HTML = {key: to_html(page.body) for key, page in LIBRARY.pages.items()}
HELPLINES = helplines.load()
FIRST_CALL = helplines.by_id()["national-stalking-helpline"]

# Pages that are more than one text.
LISTS = ("guidance:start", "guidance:support", "guidance:understand")

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


def paths() -> tuple[str, ...]:
    """The address of every page here: lists, then texts."""
    texts = (f"/{page.slug}" for page in LIBRARY.pages.values() if page.folder != "parts")
    return (*(reverse(name) for name in LISTS), *texts)


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
    rows = [_checked(page, today) for page in LIBRARY.pages.values()]
    oldest = min((line.provenance for line in HELPLINES), key=lambda each: each.review_by)
    due = oldest.is_due(today)
    rows.append(Checked(str(_("Helplines")), "/support", oldest.checked, oldest.review_by, due))
    return sorted(rows, key=lambda row: (not row.is_due, row.review_by, row.what))


def _line(helpline: Helpline, today: date) -> Line:
    return Line(helpline, helpline.provenance.is_due(today))


def _checked(page: Page, today: date) -> Checked:
    about = page.about
    path = "/" if page.folder == "parts" else f"/{page.slug}"
    return Checked(about.title, path, about.checked, about.review_by, page.is_due(today))
