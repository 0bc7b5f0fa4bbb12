from collections.abc import Iterable
from datetime import date

import pytest

from fourfold.core.guidance import library
from fourfold.core.guidance.errors import BadLibrary
from fourfold.core.guidance.fact import Fact, fill, names
from fourfold.core.guidance.library import Library
from fourfold.core.guidance.page import Page, parse
from fourfold.core.guidance.word import Word, linked
from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status

TEXT = """\
---
title: {title}
summary: What it says.
jurisdiction: united-kingdom
checked: 2026-11-22
review_by: 2027-05-22
sources: [{{title: "A source"}}]
related: [{related}]
core: true
---
{body}
"""
KNOWN = Provenance(
    "An Act", Status.LAW, Jurisdiction.UNITED_KINGDOM, date(2026, 11, 22), date(2027, 5, 22)
)
FACT = Fact("longest", "5 years", KNOWN, cy="5 mlynedd")
WORD = Word("bail", "bail", "Waiting at home.", KNOWN, cy="mechnïaeth", cy_meaning="Aros gartref.")


def make(
    slug: str,
    language: str = "en",
    related: str = "",
    title: str = "A page",
    body: str = "Words.",
) -> Page:
    return parse(TEXT.format(title=title, related=related, body=body), slug, language)


def gather(pages: Iterable[Page]) -> Library:
    return library.gather(pages, [FACT], [WORD])


def test_a_page_is_found_by_path_and_language() -> None:
    english, welsh = make("a"), make("a", "cy")
    found = gather([english, welsh])
    assert found.find("a") == english
    assert found.find("a", "cy") == welsh
    assert found.find("b") is None


def test_related_pages_come_in_the_same_language_where_there_is_one() -> None:
    welsh = make("a", "cy", "b, c")
    found = gather([make("a"), welsh, make("b"), make("c"), make("c", "cy")])
    pages = [(page.slug, page.language) for page in found.related(welsh)]
    assert pages == [("b", "en"), ("c", "cy")]


def test_a_folder_lists_its_pages_by_title() -> None:
    found = gather(
        [make("x/b", title="Zebra"), make("x/a", title="Apple"), make("y/c"), make("x/a", "cy")]
    )
    assert [page.about.title for page in found.folder("x")] == ["Apple", "Zebra"]


def test_the_order_of_a_page_counts_before_its_title() -> None:
    first = parse(TEXT.format(title="Zebra", related="", body="Words.\n"), "x/b", "en")
    text = TEXT.format(title="Apple", related="", body="Words.").replace(
        "core:", "order: 60\ncore:"
    )
    found = gather([parse(text, "x/a", "en"), first])
    assert [page.slug for page in found.folder("x")] == ["x/b", "x/a"]


def test_missing_translations_are_listed() -> None:
    assert gather([make("a"), make("b"), make("a", "cy")]).missing("cy") == ("b",)


@pytest.mark.parametrize(
    ("pages", "code"),
    [
        ([make("a"), make("a")], "twice"),
        ([make("a", related="nowhere")], "related"),
        ([make("a", body="It is {shortest}.")], "fact"),
        ([make("a", body="On [remand](word:remand).")], "word"),
    ],
)
def test_pages_that_do_not_fit_together_are_refused(pages: list[Page], code: str) -> None:
    with pytest.raises(BadLibrary) as caught:
        gather(pages)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("facts", "words"), [([FACT, FACT], [WORD]), ([FACT], [WORD, WORD])], ids=["fact", "word"]
)
def test_two_facts_or_words_of_one_name_are_refused(facts: list[Fact], words: list[Word]) -> None:
    with pytest.raises(BadLibrary) as caught:
        library.gather([], facts, words)
    assert caught.value.code == "twice"


def test_a_translation_is_behind_once_the_english_has_changed() -> None:
    english = make("a")
    text = TEXT.format(title="Tudalen", related="", body="Geiriau.")
    welsh = parse(text.replace("core: true", f"english: '{english.fingerprint}'"), "a", "cy")
    assert not gather([english, welsh]).is_behind(welsh)
    for changed in (make("a", body="Other words."), make("a", title="Another page")):
        assert gather([changed, welsh]).is_behind(welsh)
    assert not gather([english]).is_behind(english)


def test_a_text_shows_each_fact_as_it_is_told_to() -> None:
    text = "Up to {longest}, or {longest}."
    assert names(text) == ("longest",)
    assert fill(text, {"longest": FACT}, lambda each: each.words("en")) == (
        "Up to 5 years, or 5 years."
    )


@pytest.mark.parametrize(
    ("language", "fact", "term"),
    [("en", "5 years", "bail"), ("cy", "5 mlynedd", "mechnïaeth"), ("easy", "5 years", "bail")],
)
def test_facts_and_words_speak_a_language_or_english(language: str, fact: str, term: str) -> None:
    assert FACT.words(language) == fact
    assert WORD.says(language)[0] == term
    assert linked("On [bail](word:bail), [still](word:bail).") == ("bail",)
