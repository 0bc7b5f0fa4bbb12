from datetime import date

import pytest

from fourfold.core.guidance.errors import BadPage
from fourfold.core.guidance.page import Source, parse
from fourfold.core.kernel.provenance import Jurisdiction

GOOD = """\
---
title: A page
summary: What it says.
jurisdiction: england-and-wales
checked: 2026-11-22
review_by: 2027-05-22
sources:
  - {title: "An Act", url: "https://www.legislation.gov.uk/x", dated: "2024"}
related: [other]
---
Words.

## A part
"""


def test_a_page_says_what_it_is_and_how_current() -> None:
    page = parse(GOOD, "folder/a", "en")
    assert page.about.title == "A page"
    assert page.about.jurisdiction is Jurisdiction.ENGLAND_AND_WALES
    assert page.about.checked == date(2026, 11, 22)
    assert page.about.sources == (Source("An Act", "https://www.legislation.gov.uk/x", "2024"),)
    assert page.about.related == ("other",)
    assert page.body.startswith("Words.")
    assert page.folder == "folder"


@pytest.mark.parametrize(
    ("today", "is_due"),
    [(date(2027, 5, 21), False), (date(2027, 5, 22), False), (date(2027, 5, 23), True)],
)
def test_a_page_is_due_the_day_after_its_review_day(today: date, is_due: bool) -> None:
    assert parse(GOOD, "a", "en").is_due(today) is is_due


@pytest.mark.parametrize("slug", ["privacy", "about"])
def test_a_page_at_the_top_stands_in_no_folder(slug: str) -> None:
    assert parse(GOOD, slug, "en").folder == ""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("title: A page\n", "", "front-matter"),
        ("title: A page", "title: A page\ncolour: red", "front-matter"),
        ("jurisdiction: england-and-wales", "jurisdiction: france", "front-matter"),
        ("checked: 2026-11-22", "checked: yesterday", "front-matter"),
        ("review_by: 2027-05-22", "review_by: 2026-11-22", "dates"),
        ("## A part", "# A part", "heading"),
        ("Words.", "Words <b>here</b>.", "html"),
        ("Words.", "<!-- words -->", "html"),
        (GOOD, "No front matter", "front-matter"),
        ("title: A page", "title: A page: a colon", "front-matter"),
    ],
)
def test_a_page_that_breaks_a_rule_is_refused(old: str, new: str, code: str) -> None:
    with pytest.raises(BadPage) as caught:
        parse(GOOD.replace(old, new), "a", "en")
    assert (caught.value.code, caught.value.page) == (code, "en/a")


def test_less_than_a_number_is_no_html() -> None:
    assert "1 < 2" in parse(GOOD.replace("Words.", "1 < 2"), "a", "en").body
