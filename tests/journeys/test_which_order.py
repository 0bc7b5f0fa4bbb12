"""Which order could protect me: on a phone at night, and from her notes before a day in court."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import add_incident, arrive, press, start_record

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


def continue_to(page: Page, place: int) -> None:
    press(page, "Continue")
    page.wait_for_url(re.compile(rf"/orders/which/{place}$"))


def test_from_the_orders_to_what_may_be_available_and_away(page: Page) -> None:
    page.goto("/orders/")
    page.get_by_role("link", name="Which order could protect me?").click()
    expect(page.get_by_role("link", name="999").first).to_be_in_viewport()
    press(page, "England or Wales")
    page.get_by_label("My former partner").check()
    continue_to(page, 3)
    page.get_by_label("It looks like stalking to me").check()
    continue_to(page, 4)
    page.go_back()
    expect(page.get_by_label("It looks like stalking to me")).to_be_checked()
    press(page, "Stop here and see the orders")
    expect(page.get_by_role("heading", name="May be available")).to_be_visible()
    page.get_by_role("link", name="Stalking protection order", exact=True).click()
    page.get_by_text("What you could say to the police").first.click()
    expect(page.get_by_text("“I think that I am being stalked.")).to_be_visible()
    page.get_by_role("link", name="Do you know who it is?").click()
    page.get_by_label("I know who it is", exact=True).check()
    press(page, "Stop here and see the orders")
    section = page.get_by_role("region", name="Injunction against harassment")
    expect(section.get_by_text("What speaks for it:")).to_be_visible()
    page.get_by_role("link", name="Exit this page").click()
    page.wait_for_url(re.compile("^(?!http://localhost)"), wait_until="commit")


def test_forgetting_leaves_nothing_to_go_back_to(page: Page) -> None:
    page.goto("/orders/which")
    press(page, "Scotland")
    expect(page.get_by_text("Non-harassment order from a civil court")).to_be_visible()
    press(page, "Stop and forget my answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are gone")
    page.goto("/orders/which/9")
    expect(page).to_have_url(re.compile(r"/orders/which$"))


def test_from_her_notes_with_the_entries_that_help_and_kept_only_when_she_says_so(
    page: Page,
) -> None:
    start_record(page)
    add_incident(page, "He waited by the ferry and waved.")
    page.goto("/n/orders/which")
    press(page, "Continue")
    page.get_by_label("England or Wales").check()
    press(page, "Continue")
    page.get_by_label("A neighbour").check()
    press(page, "Stop here and see the orders")
    section = page.get_by_role("region", name="Injunction against harassment")
    section.get_by_text("What helps, and what your notes have of it").click()
    section.get_by_role("link", name="1: He waited by the ferry").click()
    arrive(page, "/n/1")
    page.goto("/n/orders/which/9")
    press(page, "Keep these answers")
    expect(page.get_by_text("They are kept in your notes.")).to_be_visible()
    press(page, "Stop and forget my answers")
    press(page, "Continue")
    press(page, "Continue")
    expect(page.get_by_label("A neighbour")).to_be_checked()
