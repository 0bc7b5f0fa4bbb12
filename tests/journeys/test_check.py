"""At two in the morning: from the first page to somebody to call, and away again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import arrive, press
from tests.journeys.test_by_keyboard import open_with_enter, tab_to

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


def continue_to(page: Page, place: int) -> None:
    press(page, "Continue")
    page.wait_for_url(re.compile(rf"/check/{place}$"))


def test_from_the_first_page_to_the_numbers_and_away(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="I am not sure what this is").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it harassment or stalking?")
    press(page, "For me")
    page.get_by_label("Messages, calls, emails or letters").check()
    continue_to(page, 2)
    page.get_by_label("It happens more often, or it has changed").check()
    continue_to(page, 3)
    page.get_by_label("Again and again").check()
    for place in (4, 5, 6, 7, 9):
        continue_to(page, place)
    expect(page.get_by_role("heading", name="Call now")).to_be_in_viewport()
    expect(page.get_by_text("at least two separate times")).to_be_visible()
    expect(page.get_by_role("link", name="0808 802 0300").first).to_be_visible()
    page.get_by_role("link", name="Exit this page").click()
    page.wait_for_url(re.compile("^(?!http://localhost)"), wait_until="commit")


def test_back_goes_through_the_pages_with_what_was_ticked(page: Page) -> None:
    page.goto("/check")
    press(page, "For somebody I know")
    page.get_by_label("Watching, filming").check()
    continue_to(page, 2)
    page.go_back()
    expect(page.get_by_label("Watching, filming")).to_be_checked()
    press(page, "Continue")
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.get_by_label("Watching, filming")).to_be_checked()
    press(page, "Continue")
    press(page, "Stop here and see what stands out")
    expect(page.get_by_text("watching or spying on a person")).to_be_visible()
    press(page, "Stop and forget my answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are gone")
    page.goto("/check/9")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it harassment or stalking?")


def test_being_unsure_of_danger_is_two_presses_from_the_first_page(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="I am not sure what this is").click()
    page.get_by_role("link", name="I am not sure", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Call 999 now")
    expect(page.get_by_text("press 55")).to_be_visible()


def test_a_record_begins_with_what_was_ticked_only_after_the_button(page: Page) -> None:
    page.goto("/check")
    press(page, "For me")
    page.get_by_label("Flowers, gifts or food").check()
    press(page, "Continue")
    press(page, "Stop here and see what stands out")
    press(page, "Start a record from this")
    press(page, "Start my notes")
    press(page, "I have written them down")
    code = page.locator(".app-code").inner_text()
    page.get_by_role("button", name="I have written it down").click()
    page.get_by_label("Your recovery code").fill(code)
    press(page, "Continue")
    arrive(page, "/n/add/[0-9a-f]{32}")
    expect(page.get_by_text("It is not in your notes yet.")).to_be_visible()
    box = page.get_by_label("What happened?")
    expect(box).to_have_value("Flowers, gifts or food that nobody asked for")
    box.fill("He left roses on my car on Monday.")
    page.get_by_label("I do not know when").check()
    press(page, "Save")
    expect(page.get_by_text("Only you can see this")).to_be_visible()
    page.goto("/n/")
    expect(page.get_by_text("He left roses on my car on Monday.")).to_be_visible()
    expect(page.get_by_text("We kept what you typed")).to_have_count(0)


def test_the_questions_by_keyboard_alone(page: Page) -> None:
    page.goto("/check")
    open_with_enter(page, "^For me$")
    tab_to(page, "^Following, on foot")
    page.keyboard.press("Space")
    open_with_enter(page, "^Continue$")
    tab_to(page, "^They have a weapon")
    page.keyboard.press("Space")
    open_with_enter(page, "^Stop here and see what stands out$")
    expect(page.get_by_text("They have a weapon, or could get one").first).to_be_visible()
    expect(page.get_by_text("following a person")).to_be_visible()
