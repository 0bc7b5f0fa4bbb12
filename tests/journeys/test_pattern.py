"""What the notes show together, in a real browser on a phone: times parted, joined and left to the
gap again; two people and what names nobody; a week away. With script and without.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Service
from tests.journeys.steps import press, start_record

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


def write(page: Page, what: str, day: str, time: str = "", who: str = "") -> None:
    """Something that happened on a day, and whom it is about: one named before, or somebody new."""
    page.goto("/n/add")
    page.get_by_label("What happened?").fill(what)
    page.get_by_label("I know when: I will fill in what I know").check()
    fill_day(page, day)
    page.get_by_label("The time", exact=True).fill(time)
    press(page, "Save")
    expect(page.get_by_text("Only you can see this")).to_be_visible()
    if who:
        number = re.findall(r"/n/([0-9]+)/saved", page.url)[0]
        page.goto(f"/n/{number}/more")
        box = page.get_by_role("checkbox", name=who, exact=True)
        if box.count():
            box.check()
        else:
            page.locator("input[name=person]").fill(who)
        press(page, "Save")
        expect(page.get_by_text("Only you can see this")).to_be_visible()


def fill_day(page: Page, day: str, place: int = 0) -> None:
    for part, value in zip(("Year", "Month", "Day"), day.split("-"), strict=True):
        page.get_by_label(part, exact=True).nth(place).fill(value)


def first_sentence(page: Page) -> str:
    """How many separate times there are, as the page says first."""
    page.goto("/n/pattern")
    return page.locator("p.govuk-body-l").first.inner_text()


def test_times_are_parted_and_joined_and_left_to_the_gap_again(
    page: Page, service: Service
) -> None:
    start_record(page)
    write(page, "He rang.", "2026-03-01", "10:00")
    write(page, "He rang again.", "2026-03-01", "11:00")
    write(page, "He was at the gate.", "2026-03-02", "09:00")
    assert "2 separate times, 1 day apart." in first_sentence(page)

    page.get_by_role("link", name="Part or join separate times").click()
    press(page, "A separate time begins with entry 2")
    expect(page.get_by_text("3 separate times.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo what I chose for entry 2")).to_be_in_viewport()
    press(page, "Join 2 March 2026, 9:00am to the time before")
    expect(page.get_by_text("2 separate times.")).to_be_visible()
    assert page.url.endswith("/n/pattern/times#n3")
    assert "2 separate times" in first_sentence(page)

    page.goto("/n/pattern/times")
    for number in (2, 3):
        press(page, f"Undo what I chose for entry {number}")
    expect(page.get_by_role("button", name=re.compile("Undo"))).to_have_count(0)
    assert "2 separate times, 1 day apart." in first_sentence(page)


def test_two_people_and_what_names_nobody_are_each_counted_and_add_up(
    page: Page, service: Service
) -> None:
    start_record(page)
    write(page, "He rang.", "2026-03-01", "10:00", who="Alex")
    write(page, "He rang again.", "2026-04-20", "10:00", who="Alex")
    write(page, "His brother was at the gate.", "2026-04-20", "20:00", who="Sam")
    write(page, "The car was scratched.", "2026-04-25")
    assert "4 separate times" in first_sentence(page)
    press_to_join(page, "20 April 2026, 8:00pm")
    assert "3 separate times" in first_sentence(page)

    for who, times in (("Alex", "2 separate times"), ("Sam", "1 time, 20 April 2026.")):
        page.goto("/n/pattern")
        nav = page.get_by_role("navigation", name="Whose part")
        nav.get_by_role("link", name=who).click()
        expect(page.get_by_text(f"All that follows is about {who} alone.")).to_be_visible()
        assert times in page.locator("p.govuk-body-l").first.inner_text()
        page.get_by_role("link", name="You have not said about whom").first.click()
        expect(page.get_by_role("link", name="The car was scratched.")).to_be_visible()
        expect(page.get_by_text("You look at one person:")).to_be_visible()
        assert who not in page.url
        assert who not in page.title()


def press_to_join(page: Page, begins: str) -> None:
    page.goto("/n/pattern/times")
    press(page, f"Join {begins} to the time before")
    expect(page.get_by_text("3 separate times.")).to_be_visible()


def test_a_week_away_is_said_beside_the_time_without_anything(page: Page, service: Service) -> None:
    start_record(page)
    write(page, "He rang.", "2026-03-01", "10:00")
    write(page, "He rang again.", "2026-05-01", "10:00")
    page.goto("/n/pattern/choices")
    page.get_by_role("link", name="Add a day").click()
    page.get_by_label("What do you call this day, or these days?").fill("in hospital")
    fill_day(page, "2026-03-10")
    fill_day(page, "2026-03-17", 1)
    press(page, "Save")
    expect(page.get_by_text("10 March 2026 to 17 March 2026")).to_be_visible()
    page.goto("/n/pattern")
    expect(page.get_by_text("“in hospital” covers 7 of these days.").first).to_be_visible()
    page.goto("/n/pattern/choices")
    press(page, "Take away “in hospital”")
    expect(page.get_by_text("10 March 2026 to 17 March 2026")).to_have_count(0)
