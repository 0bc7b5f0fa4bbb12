"""Rules for every text: plain words, no number without a date, no promise."""

import re
from datetime import date

from fourfold.cli import content
from fourfold.core.guidance.page import Page
from fourfold.data import guidance
from tests.table import over

LIBRARY = guidance.load()
PAGES = list(LIBRARY.pages.values())
EVERY_PAGE = over("page", PAGES, lambda page: f"{page.language}/{page.slug}")
NEVER = re.compile(
    r"\b(?:you are safe|low risk|you qualify|this is a crime|perpetrator|your (?:stalker|abuser)"
    r"|don.t worry|stay strong|you must|you should have|you are entitled|please|alleged)\b",
    re.I,
)
SHOUTING = re.compile(
    r"!(?!\[)|\b(?!(?:FOUR|AA|UK|MIT|BSD|GOV|CCTV|GP|BSL|LGBT|FLOWS|OS|PDF|SIM)\b)[A-Z]{2,}\b"
)
TELEPHONE = re.compile(r"\b(?:0\d[\d ]{7,}|116 ?123)\b")
# The day on which the suite reads the pages: what is due later is the running service's to say.
WRITTEN = date(2026, 11, 25)


def test_nothing_has_to_be_mended() -> None:
    found = content.found_in(guidance.load, WRITTEN)
    assert not found, "\n".join(map(content.line, found))


@EVERY_PAGE
def test_a_text_promises_nothing_and_blames_nobody(page: Page) -> None:
    assert NEVER.findall(page.body) == []


@EVERY_PAGE
def test_a_text_does_not_shout(page: Page) -> None:
    assert SHOUTING.findall(page.body.replace("GOV.UK", "")) == []


@EVERY_PAGE
def test_numbers_of_helplines_stand_in_the_data_only(page: Page) -> None:
    assert TELEPHONE.findall(page.body) == []


@EVERY_PAGE
def test_a_text_names_its_sources(page: Page) -> None:
    assert page.about.sources
    assert all(source.title for source in page.about.sources)


def test_four_is_called_a_memory_aid_and_not_the_test() -> None:
    page = LIBRARY.find("understand/stalking")
    assert page
    assert "not the test that a court uses" in page.body
    letters = re.findall(r"\*\*(\w)\w+\*\*:", page.body)
    assert "".join(letters) == "FOUR"


def test_the_seven_examples_of_the_act_are_all_there() -> None:
    page = LIBRARY.find("understand/stalking")
    assert page
    assert len(re.findall(r"^\d\. ", page.body, re.M)) == 7


def test_every_fact_is_used_and_says_where_it_was_read() -> None:
    used = {name for page in PAGES for name in re.findall(r"\{([a-z0-9-]+)\}", page.body)}
    assert set(LIBRARY.facts) == used
    for fact in LIBRARY.facts.values():
        assert len(fact.provenance.source) > 10, fact.id
        assert fact.provenance.review_by > fact.provenance.checked, fact.id


def test_every_hard_word_is_explained_in_a_sentence() -> None:
    for word in LIBRARY.words.values():
        assert word.meaning.endswith("."), word.id
        assert not word.easy or word.easy.endswith("."), word.id
