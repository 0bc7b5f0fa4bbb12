"""Somebody reads: no account, no cookie, no database, and every fact with its date."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from fourfold.data import guidance
from fourfold.web.ui.language import language_of
from tests.guards.page import PageClient
from tests.web.guidance.addresses import EVERY, OWN, SAMPLE

# Past every review day in the data.
LATER = date(2031, 1, 1)


def read(path: str) -> str:
    answer = PageClient().get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: LATER)


@pytest.mark.parametrize("path", EVERY)
def test_every_page_keeps_the_rules_and_asks_no_database(path: str) -> None:
    # Without the mark that allows a database, a query would fail this test.
    assert "Fourfold" in read(path)


@pytest.mark.parametrize("path", OWN)
def test_every_page_has_999_and_101_and_the_way_to_support(path: str) -> None:
    html = read(path)
    assert 'href="tel:999"' in html
    assert 'href="tel:101"' in html
    assert re.search(r'href="(/cy)?/support"', html)


def test_every_text_has_a_page_in_its_language() -> None:
    for slug, language in guidance.load().pages:
        if not slug.startswith("parts/"):
            assert ("" if language == "en" else f"/{language}") + f"/{slug}" in EVERY


def test_every_text_can_be_asked_for_in_welsh() -> None:
    assert {f"/cy{path}" for path in EVERY if language_of(path) == "en"} <= set(EVERY)


def test_the_start_page_leads_in_one_click_to_three_things() -> None:
    html = read("/")
    for path in ("/understand/", "/support", "/n/"):
        assert f'<h2 class="govuk-heading-m"><a class="govuk-link" href="{path}">' in html


def test_the_start_page_leads_in_one_click_to_what_may_have_happened_today() -> None:
    html = read("/").partition("All pages")[0]
    for path in ("/orders/broken", "/first-week", "/police", "/court-day", "/friends"):
        assert f'href="{path}"' in html


def test_what_to_do_when_they_broke_it_holds_for_bail_and_promises_too() -> None:
    html = read("/orders/broken")
    for words in ("what they are not allowed to do", "a promise to the court", "court or police"):
        assert words in html
    for words in ("there is a court order", "order binds", "which court made it", "order still"):
        assert words not in html


def test_the_list_of_easy_read_has_every_page_in_easy_read() -> None:
    html = read("/easy/")
    for slug, language in guidance.load().pages:
        if language == "easy" and not slug.startswith("parts/"):
            assert f'href="/easy/{slug}"' in html


@pytest.mark.parametrize(
    ("path", "easy"),
    [
        ("/", "/easy/"),
        ("/police", "/easy/police"),
        ("/support", "/easy/support"),
        ("/cy/words", "/easy/words"),
    ],
)
def test_every_page_leads_to_easy_read(path: str, easy: str) -> None:
    assert f'href="{easy}" lang="en-gb" hreflang="en-gb">Easy read</a>' in read(path)


def test_the_start_page_says_what_the_browser_keeps() -> None:
    html = read("/")
    assert "Your browser history will show pages you open here." in html
    assert 'href="/safer/device"' in html


def test_the_page_about_stalking_gives_the_law_its_place_and_its_date() -> None:
    html = read("/understand/stalking")
    assert "England and Wales" in html
    assert "Facts checked on 22 November 2026. To be checked again by 22 May 2027." in html
    assert "https://www.legislation.gov.uk/ukpga/1997/40" in html
    assert 'href="tel:08088020300"' in html


@pytest.mark.parametrize(
    "path", ["/understand/signs", "/safer/device", "/privacy", "/", "/support"]
)
@pytest.mark.usefixtures("later")
def test_a_text_past_its_review_day_says_so_by_itself(path: str) -> None:
    assert "Check this. It should have been checked again by" in read(path)


def test_a_text_before_its_review_day_does_not() -> None:
    assert "Check this" not in read("/understand/signs")


@pytest.mark.usefixtures("later")
def test_a_number_past_its_review_day_says_check_this_and_claims_no_hours() -> None:
    html = read("/support")
    assert "Check this number before you rely on it. It was last checked on 22 November" in html
    assert "Open day and night" not in html


def test_a_number_before_its_review_day_is_shown_as_it_is() -> None:
    html = read("/support")
    assert "Check this number" not in html
    assert "Open day and night" in html
    assert "A call may show in the phone’s call log" in html


def test_all_dates_stand_on_one_page() -> None:
    html = read("/about")
    assert 'id="dates"' in html
    for what in ("Helplines", "What stalking is", "In danger now", "Privacy"):
        assert f">{what}</a>" in html


@pytest.mark.usefixtures("later")
def test_what_is_due_is_marked_on_the_page_of_dates() -> None:
    assert read("/about").count("<strong>Check this</strong>") >= 8


@pytest.mark.parametrize(
    "path", ["/understand/none", "/safer/none", "/parts/emergency", "/understand/../about", "/x"]
)
def test_a_page_that_is_not_there_is_a_404_of_our_own(path: str) -> None:
    answer = PageClient().get(path)
    assert answer.status_code == 404
    assert b"Page not found" in answer.content


@pytest.mark.parametrize("path", SAMPLE)
def test_reading_takes_no_other_method(path: str) -> None:
    assert PageClient().post(path).status_code == 405


def test_the_service_has_the_name_that_its_operator_gave_it(settings: Any) -> None:
    settings.SERVICE_NAME = "Harbour"
    html = read("/")
    assert "<title>Start – Harbour</title>" in html
    assert ">Harbour</a>" in html
