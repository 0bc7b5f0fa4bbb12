"""Rules for Welsh pages that need no Welsh: the same on both sides, one form for each term."""

import re

import pytest

from fourfold.core.guidance import fact, word
from fourfold.core.guidance.page import Page, Welsh
from fourfold.data import guidance
from tests.data.test_glossary import REJECTED
from tests.table import over

LIBRARY = guidance.load()
PAGES = [page for page in LIBRARY.pages.values() if page.language == "cy"]
EVERY_PAGE = over("page", PAGES, lambda page: page.slug)

LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
BRACES = re.compile(r"\{[a-z0-9-]+\}")
# An English name or quotation in a Welsh text stands in italics or in quotation marks, or links a
# word that has no established Welsh.
MARKED_ENGLISH = re.compile(r"\*[^*\n]+\*|“[^”]*”")
# Small English words that are no Welsh words: a, am, at and i are words in both languages.
ENGLISH = re.compile(
    r"\b(?:the|and|of|to|is|are|was|were|you|your|they|their|that|this|with|have|has|not|for|from"
    r"|when|what|which|who|if|can|will|it|its|be|by|an|about)\b",
    re.I,
)
# Our fixed choices: the English term, and what a Welsh page calls it where the English has it.
CHOSEN = (
    ("stalking", r"stelcio"),
    ("harassment", r"aflonyddu"),
    ("restraining order", r"(?:gorchymyn|orchymyn|gorchmynion|orchmynion) atal"),
    ("non-molestation order", r"(?:gorchymyn|orchymyn|gorchmynion|orchmynion) rhag molestu"),
    ("occupation order", r"(?:gorchymyn|orchymyn|gorchmynion|orchmynion) anheddu"),
    ("stalking protection order", r"(?:d|dd)iogelu rhag stelcio"),
    ("domestic abuse protection order", r"(?:d|dd)iogelu rhag cam-drin domestig"),
    ("magistrates’ court", r"llys ynadon"),
    ("witness care unit", r"Uned Gofal Tystion"),
    ("enhanced rights", r"hawliau estynedig"),
    ("special measures", r"mesurau arbennig"),
    ("exit this page", r"Gadael y dudalen hon"),
)
# What changes the first letter of the word after it: no fact and no link may stand there. A link
# is a name that others also use, and nobody can tell beforehand how a fact begins.
SOFTENS = r"(?:am|ar|at|dan|dros|drwy|gan|heb|i|o|dy|neu|ei|fy|dwy|dau|rhy)"
FIRST_LETTERS = "[pbtdcgmr]|ll|rh"


def english_of(page: Page) -> Page:
    english = LIBRARY.find(page.slug)
    assert english
    return english


def unmarked(page: Page) -> str:
    """The text without addresses, facts, marked English and links of words without Welsh."""

    def said(found: re.Match[str]) -> str:
        kind, _, name = found[2].partition(":")
        return "" if kind == "word" and not LIBRARY.words[name].is_in("cy") else found[1]

    text = MARKED_ENGLISH.sub("", LINK.sub(said, page.body))
    return BRACES.sub("", re.sub(r"\*\*\w+\*\*, sef", "", text))


def test_every_core_page_is_in_welsh() -> None:
    assert LIBRARY.missing("cy") == ()


@EVERY_PAGE
def test_a_page_shows_the_same_facts_as_the_english(page: Page) -> None:
    assert sorted(BRACES.findall(page.body)) == sorted(BRACES.findall(english_of(page).body))


@EVERY_PAGE
def test_a_page_links_the_same_pages_and_words_as_the_english(page: Page) -> None:
    own, english = (
        sorted(address for _, address in LINK.findall(each.body))
        for each in (page, english_of(page))
    )
    assert own == english


@EVERY_PAGE
def test_a_page_has_the_parts_and_list_items_of_the_english(page: Page) -> None:
    for own, english in zip(page.parts, english_of(page).parts, strict=True):
        for mark in (r"^- ", r"^\d+\. ", r"^\|", r"^> "):
            counts = [len(re.findall(mark, text, re.M)) for text in (own, english)]
            assert counts[0] == counts[1], (own[:60], mark)


@EVERY_PAGE
def test_a_page_names_the_same_emergency_numbers_in_each_part(page: Page) -> None:
    for own, english in zip(page.parts, english_of(page).parts, strict=True):
        found = [
            set(re.findall(r"\b(?:999|101|55)\b", LINK.sub(r"\1", text))) for text in (own, english)
        ]
        assert found[0] == found[1], own[:60]


@EVERY_PAGE
def test_a_page_has_the_days_sources_and_law_of_the_english(page: Page) -> None:
    own, english = page.about, english_of(page).about
    for name in ("jurisdiction", "checked", "review_by", "related", "sources", "order"):
        assert getattr(own, name) == getattr(english, name), name
    assert not own.core
    assert not own.critical


@EVERY_PAGE
def test_a_title_is_not_left_in_english(page: Page) -> None:
    english = english_of(page).about
    assert page.about.title != english.title
    assert page.about.summary != english.summary


@EVERY_PAGE
def test_no_english_sentence_is_left(page: Page) -> None:
    said = "\n".join((page.about.title, page.about.summary, unmarked(page)))
    assert ENGLISH.findall(said) == []


@EVERY_PAGE
def test_no_welsh_stands_that_was_not_chosen(page: Page) -> None:
    said = "\n".join((page.about.title, page.about.summary, page.body))
    assert REJECTED.findall(said) == []


@EVERY_PAGE
@pytest.mark.parametrize(("english", "welsh"), CHOSEN)
def test_a_term_is_called_what_we_chose(page: Page, english: str, welsh: str) -> None:
    if re.search(rf"\b{english}s?\b", LINK.sub(r"\1", english_of(page).body), re.I):
        assert re.search(welsh, page.body, re.I)


@EVERY_PAGE
def test_a_page_says_how_its_welsh_came_about(page: Page) -> None:
    named = [LIBRARY.words[each] for each in word.linked(page.body)]
    assert page.about.welsh in (Welsh.ASSEMBLED, Welsh.DRAFT)
    if page.about.welsh is Welsh.ASSEMBLED:
        assert [each.id for each in named if not each.is_in("cy")] == []
    assert page.about.reviewed is None


@EVERY_PAGE
def test_every_fact_on_a_page_has_its_welsh(page: Page) -> None:
    # Standards have their English titles as names.
    left = {each for each in fact.names(page.body) if not LIBRARY.facts[each].cy}
    assert left <= {"service-guidelines"}


@EVERY_PAGE
def test_nothing_that_changes_stands_after_a_word_that_changes_it(page: Page) -> None:
    assert re.findall(rf"\b{SOFTENS} \{{[a-z0-9-]+\}}", page.body) == []
    assert re.findall(rf"\b{SOFTENS} \[(?:{FIRST_LETTERS})[^\]]*\]", page.body, re.I) == []


@EVERY_PAGE
def test_a_reader_is_called_chi(page: Page) -> None:
    said = MARKED_ENGLISH.sub("", page.body)
    assert re.findall(r"\b(?:ti|dy|tithau|wyt|rwyt|gelli|oeddet)\b", said) == []


def test_figures_stand_in_facts_as_they_are_in_english() -> None:
    for each in LIBRARY.facts.values():
        if each.cy:
            figures = [re.findall(r"\d+", text) for text in (each.en, each.cy)]
            assert figures[0] == figures[1], each.id


def test_numbers_change_the_words_after_them() -> None:
    said = " ".join(each.cy for each in LIBRARY.facts.values())
    wrong = (
        r"\b(?:(?:5|10) b[lw]|2 (?:blynedd|blwyddyn|diwrnod|mis\b)|1 (?:mlynedd|ddiwrnod)"
        r"|3 (?:flynedd|ddiwrnod)|5 ddiwrnod)"
    )
    assert re.findall(wrong, said) == []
