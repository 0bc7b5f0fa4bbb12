"""A message, what it did to her and a thing she kept, written down in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Service
from tests.journeys.steps import add_incident, press, start_record

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
WORDS = "He stood outside my work again and waved."


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


def choose(page: Page, kind: str) -> None:
    """From the timeline to the form of another kind."""
    page.goto("/n/")
    page.get_by_role("button", name="Add", exact=True).first.click()
    follow(page, "Write down something else, such as a message")
    follow(page, kind)


def save(page: Page) -> None:
    press(page, "Save")
    expect(page.get_by_text("Only you can see this")).to_be_visible()


def test_a_message_an_effect_and_a_thing(page: Page, service: Service) -> None:
    start_record(page)
    add_incident(page, WORDS)
    write_message(page)
    write_effect(page)
    keep_a_thing(page)
    page.goto("/n/")
    for kind in ("A message", "What it did to me", "A thing I kept"):
        expect(page.get_by_text(f"{kind} · Number")).to_be_visible()


def write_message(page: Page) -> None:
    choose(page, "A message")
    page.get_by_label("What does it say?").fill("I know where you park.")
    page.get_by_label("Just now").check()
    press(page, "Save")
    expect(page.get_by_role("link", name="Choose who sent it")).to_be_visible()
    expect(page.get_by_label("What does it say?")).to_have_value("I know where you park.")
    page.get_by_label("Somebody sent it to me").check()
    save(page)
    page.locator("summary", has_text="Say more about one part of it").click()
    follow(page, "What was done")
    page.get_by_label("Made a threat").check()
    save(page)
    follow(page, "See what was saved")
    expect(page.get_by_text("Made a threat")).to_be_visible()


def write_effect(page: Page) -> None:
    choose(page, "What it did to me")
    page.get_by_label("What did it do to you?").fill("I take another way home.")
    page.get_by_label("Just now").check()
    page.get_by_label("It still goes on").check()
    page.locator("summary", has_text="Say which of your notes it goes with").click()
    page.get_by_label("I know where you park.").check()
    save(page)
    follow(page, "See what was saved")
    expect(page.get_by_role("link", name="I know where you park.")).to_be_visible()


def keep_a_thing(page: Page) -> None:
    choose(page, "A thing I kept")
    page.get_by_label("What is it?").fill("A card without a name.")
    page.get_by_label("Just now").check()
    save(page)
    press(page, "Say who has it now")
    page.get_by_label("Who has it now?").fill("PC 1234")
    page.get_by_label("Just now").check()
    save(page)
    follow(page, "See what was saved")
    expect(page.get_by_text("PC 1234")).to_be_visible()
