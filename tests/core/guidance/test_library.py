from datetime import date

import pytest

from fourfold.core.guidance.errors import BadLibrary
from fourfold.core.guidance.library import gather
from fourfold.core.guidance.page import Page, parse

TEXT = """\
---
title: {title}
summary: What it says.
jurisdiction: united-kingdom
checked: 2026-11-22
review_by: 2027-05-22
sources: [{{title: "A source"}}]
related: [{related}]
---
Words.
"""


def make(slug: str, language: str = "en", related: str = "", title: str = "A page") -> Page:
    return parse(TEXT.format(title=title, related=related), slug, language)


def test_a_page_is_found_by_path_and_language() -> None:
    english, welsh = make("a"), make("a", "cy")
    library = gather([english, welsh])
    assert library.find("a") == english
    assert library.find("a", "cy") == welsh
    assert library.find("b") is None


def test_related_pages_come_in_the_same_language_where_there_is_one() -> None:
    welsh = make("a", "cy", "b, c")
    library = gather([make("a"), welsh, make("b"), make("c"), make("c", "cy")])
    found = [(page.slug, page.language) for page in library.related(welsh)]
    assert found == [("b", "en"), ("c", "cy")]


def test_a_folder_lists_its_pages_by_title() -> None:
    library = gather(
        [make("x/b", title="Zebra"), make("x/a", title="Apple"), make("y/c"), make("x/a", "cy")]
    )
    assert [page.about.title for page in library.folder("x")] == ["Apple", "Zebra"]


def test_missing_translations_are_listed() -> None:
    assert gather([make("a"), make("b"), make("a", "cy")]).missing("cy") == ("b",)


def test_due_pages_are_listed() -> None:
    library = gather([make("a")])
    assert library.due(date(2027, 5, 22)) == ()
    assert len(library.due(date(2027, 5, 23))) == 1


@pytest.mark.parametrize(
    ("pages", "code"),
    [([make("a"), make("a")], "twice"), ([make("a", related="nowhere")], "related")],
)
def test_pages_that_do_not_fit_together_are_refused(pages: list[Page], code: str) -> None:
    with pytest.raises(BadLibrary) as caught:
        gather(pages)
    assert caught.value.code == code
