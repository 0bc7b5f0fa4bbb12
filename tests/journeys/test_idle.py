"""A page left lying open: hidden soon, closed when the visit is over, nothing typed lost."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Service
from tests.journeys.steps import add_incident, press, start_record

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
WORDS = "He rang at four in the morning."


@pytest.fixture
def page(browser: Browser, service: Service) -> Iterator[Page]:
    """A page whose clock the test turns."""
    context = browser.new_context(base_url=service.address)
    found = context.new_page()
    yield found
    context.close()


def end_visits(service: Service) -> None:
    with sqlite3.connect(service.data / "fourfold.sqlite3") as database:
        database.execute("UPDATE safety_sessionrow SET idle_ends = datetime('now', '-1 minute')")


def test_a_page_hides_half_way_and_one_touch_brings_it_back(page: Page) -> None:
    start_record(page)
    add_incident(page, WORDS)
    page.clock.install()
    page.goto("/n/")
    page.clock.fast_forward("05:10")
    expect(page.get_by_text(WORDS)).to_be_hidden()
    expect(page).to_have_title("Fourfold")
    press(page, "Show it again")
    expect(page.get_by_text(WORDS)).to_be_visible()


def test_after_the_end_only_the_passphrase_brings_it_back(page: Page, service: Service) -> None:
    start_record(page)
    add_incident(page, WORDS)
    page.clock.install()
    page.goto("/n/")
    page.clock.fast_forward("10:10")
    end_visits(service)
    assert WORDS not in page.content()
    press(page, "Open them with your passphrase")
    expect(page).to_have_url(re.compile("/n/open$"))


def test_what_was_typed_before_the_end_waits_as_a_draft(page: Page, service: Service) -> None:
    paper = start_record(page)
    page.clock.install()
    page.goto("/n/add")
    page.get_by_label("What happened?").fill(WORDS)
    page.clock.fast_forward("10:10")
    end_visits(service)
    expect(page.get_by_label("What happened?")).to_be_hidden()
    press(page, "Open them with your passphrase")
    expect(page).to_have_url(re.compile("/n/open$"))
    page.get_by_label("Your record name").fill(paper.name)
    page.get_by_label("Your passphrase").fill(paper.words)
    press(page, "Open")
    page.get_by_role("link", name=WORDS).click()
    expect(page.get_by_label("What happened?")).to_have_value(WORDS)
