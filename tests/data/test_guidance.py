"""Rules for every text: plain words, no number without a date, no promise."""

import re

import pytest

from fourfold.core.guidance.page import Page
from fourfold.core.guidance.reading import measure
from fourfold.data import guidance

PAGES = list(guidance.load().pages.values())
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.language}/{page.slug}")
NEVER = re.compile(
    r"\b(?:you are safe|low risk|you qualify|this is a crime|perpetrator|your (?:stalker|abuser)"
    r"|don.t worry|stay strong|you must|please|alleged)\b",
    re.I,
)
SHOUTING = re.compile(r"!|\b(?!FOUR\b|AA\b|UK\b|MIT\b|BSD\b|GOV\b)[A-Z]{2,}\b")
TELEPHONE = re.compile(r"\b(?:0\d[\d ]{7,}|116 ?123)\b")


@EVERY_PAGE
def test_a_text_is_easy_to_read(page: Page) -> None:
    reading = measure(page.body)
    assert reading.longest_words <= 25, reading.longest
    assert reading.mean <= 15
    assert reading.ari <= 7
    assert reading.lix <= 38


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
    page = guidance.load().find("understand/signs")
    assert page
    assert "not the test that a court uses" in page.body
    letters = re.findall(r"\*\*(\w)\w+\*\*:", page.body)
    assert "".join(letters) == "FOUR"


def test_the_seven_examples_of_the_act_are_all_there() -> None:
    page = guidance.load().find("understand/signs")
    assert page
    assert len(re.findall(r"^\d\. ", page.body, re.M)) == 7
