"""Every kind of fault that the report knows, each made once, beside a text without any."""

from __future__ import annotations

from datetime import date

import pytest

from fourfold.core.guidance.checking import problems
from fourfold.core.guidance.fact import Fact
from fourfold.core.guidance.library import gather
from fourfold.core.guidance.page import Page, parse
from fourfold.core.guidance.word import Word
from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status

TODAY, LATER = date(2026, 11, 25), date(2027, 5, 23)
KNOWN = Provenance("An Act", Status.LAW, Jurisdiction.UNITED_KINGDOM, date(2026, 11, 22), LATER)
FACTS = (Fact("longest", "5 years in prison", KNOWN),)
WORDS = (Word("order", "stalking protection order", "An order.", KNOWN, is_name=True),)
GOOD = "They may go on. See [what to do](/police).\n\n## One\n\nIt can be {longest}.\n"
EASY = "## One\n\n![](phone) You can call. It is free.\n\n![](home) Stay at home.\n"
LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "


def page(body: str = GOOD, language: str = "en", **more: str) -> Page:
    about = {
        "title": "A page",
        "summary": "What it says.",
        "jurisdiction": "united-kingdom",
        "checked": "2026-11-22",
        "review_by": "2027-05-22",
        "sources": '[{title: "A source"}]',
    } | more
    head = "".join(f"{name}: {value}\n" for name, value in about.items())
    return parse(f"---\n{head}---\n{body}", "a", language)


def found(*pages: Page, today: date = TODAY) -> list[tuple[str, str]]:
    library = gather(pages, FACTS, WORDS)
    known = problems(library, today, lambda address: address == "/police")
    return [(problem.code, problem.detail) for problem in known]


def made_from(english: Page) -> str:
    return f"'{english.fingerprint}'"


def test_a_good_page_has_nothing_to_mend() -> None:
    english = page()
    welsh = page(GOOD, "cy", english=made_from(english))
    easy = page(EASY, "easy", english=made_from(english))
    assert found(english, welsh, easy) == []


@pytest.mark.parametrize(
    ("body", "code", "detail"),
    [
        ("See [it](/nowhere#here).", "link", "/nowhere#here"),
        ("It takes 28 days.", "figure", "28"),
        (f"{LONG * 2}.", "longest_words", f"{LONG * 2}.".strip().replace(" .", ".")),
        (f"{LONG}sixteen.", "mean", "16.0"),
    ],
)
def test_each_fault_in_a_text_is_named(body: str, code: str, detail: str) -> None:
    assert (code, detail) in [(name, value.replace(" .", ".")) for name, value in found(page(body))]


@pytest.mark.parametrize("measure", ["ari", "lix"])
def test_long_words_are_a_fault(measure: str) -> None:
    body = "Notwithstanding circumstances, proceedings commence immediately thereafter."
    assert measure in dict(found(page(body)))


@pytest.mark.parametrize(
    "body", ["Call 999, or 101.", "Dial 1471 or press 55.", "1. One\n2. Two", "It is {longest}."]
)
def test_service_numbers_list_numbers_and_facts_are_no_figures(body: str) -> None:
    assert "figure" not in dict(found(page(body)))


def test_names_of_orders_do_not_make_a_text_hard() -> None:
    body = "You can ask for a stalking protection order. A stalking protection order can help."
    assert found(page(body)) == []


def test_an_address_behind_a_link_is_not_read() -> None:
    assert found(page("It is [here](https://example.org/uk/2020/17).")) == []


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2027, 5, 22), []),
        (LATER, ["stale"]),
        (date(2027, 5, 24), ["stale-fact", "stale-word", "stale"]),
    ],
)
def test_each_kind_is_stale_the_day_after_its_day(today: date, codes: list[str]) -> None:
    assert [code for code, _ in found(page(), today=today)] == codes


def test_a_core_page_is_missed_in_each_language_that_lacks_it() -> None:
    assert found(page(core="true")) == [("missing", ""), ("missing", "")]


def test_a_translation_of_an_earlier_page_is_behind_and_is_told_what_to_name() -> None:
    english = page()
    assert found(english, page(language="cy", english="abc")) == [("behind", english.fingerprint)]


def test_welsh_has_the_parts_of_the_english_so_that_they_can_stand_side_by_side() -> None:
    english = page()
    welsh = page("Un.\n", "cy", english=made_from(english))
    assert found(english, welsh) == [("sections", "1 for 2")]


@pytest.mark.parametrize(
    "body",
    [
        "You can call.",
        "![](phone) One. Two. Three. Four.",
        "![a phone](phone) One.",
        "- ![](phone) One.",
    ],
)
def test_an_easy_idea_has_a_picture_without_words_and_at_most_three_sentences(body: str) -> None:
    english = page()
    assert "idea" in dict(found(english, page(body, "easy", english=made_from(english))))


def test_easy_read_has_closer_limits() -> None:
    english = page()
    body = "![](phone) You can call us at any time of the day and also in the deep of the night."
    codes = dict(found(english, page(body, "easy", english=made_from(english))))
    assert {"longest_words", "mean"} <= set(codes)


def test_a_review_is_of_one_text_and_lapses_with_the_first_change() -> None:
    english = page()
    welsh = page(GOOD, "cy", english=made_from(english))
    named = f'{{by: "Somebody", day: 2027-01-31, of: "{welsh.fingerprint}"}}'
    reviewed = page(GOOD, "cy", english=made_from(english), reviewed=named)
    assert reviewed.is_reviewed
    assert found(english, reviewed) == []
    changed = page(f"{GOOD}More.\n", "cy", english=made_from(english), reviewed=named)
    assert not changed.is_reviewed
    assert found(english, changed) == [("lapsed", changed.fingerprint)]
    assert not welsh.is_reviewed
