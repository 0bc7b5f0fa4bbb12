"""The main job with no mouse: from the first page to a downloaded copy, by keys alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import arrive, jpeg

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
WORDS = "He stood outside my work again and waved."
# What a screen reader would call the control that has the focus.
NAME = """() => {
    const focused = document.activeElement
    const label = focused.labels?.[0]
    const words = label && focused.tagName !== 'BUTTON' ? label : focused
    return words.textContent.trim().replace(/\\s+/g, ' ')
}"""
MOST = 120


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of this name has the focus."""
    met = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        met.append(page.evaluate(NAME))
        if re.search(name, met[-1]):
            return
    raise AssertionError(f"Tab does not reach {name!r}, only {met}")


def open_with_enter(page: Page, name: str) -> None:
    """Follow a link or press a button."""
    tab_to(page, name)
    send_with_enter(page)


def send_with_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, name: str, text: str) -> None:
    tab_to(page, name)
    page.keyboard.insert_text(text)


def choose_file(page: Page, path: Path) -> None:
    """Open the browser's own window for files from the keyboard; its keys are not ours."""
    tab_to(page, "^Photos or other files$")
    with page.expect_file_chooser() as opened:
        page.keyboard.press("Space")
    opened.value.set_files(str(path))


def test_the_main_job_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    photo = tmp_path / "IMG_2034.jpg"
    photo.write_bytes(jpeg())
    # Somebody listens from the start, or the browser may open its own window before we do.
    page.on("filechooser", lambda _chooser: None)
    words = start_by_keyboard(page)
    write(page, "^What happened", WORDS)
    tab_to(page, "^Just now$")
    page.keyboard.press("Space")
    choose_file(page, photo)
    open_with_enter(page, "^Save$")
    expect(page.get_by_text("Only you can see this")).to_be_visible()
    open_with_enter(page, "^That is enough for now$")
    expect(page.get_by_text(WORDS)).to_be_visible()

    open_with_enter(page, "^Make a copy to hand over$")
    open_with_enter(page, "^Make a copy$")
    open_with_enter(page, "^Continue$")
    tab_to(page, "^[A-Z]+/1: IMG_2034.jpg")
    page.keyboard.press("Space")
    write(page, "^Your passphrase$", words)
    send_with_enter(page)
    download_by_keyboard(page)


def start_by_keyboard(page: Page) -> str:
    """A record of her own; returns her five words. Radio buttons keep what was chosen for her."""
    page.goto("/")
    open_with_enter(page, "^Keep a (private )?record|^Start|record$")
    if "/n/start" not in page.url:
        open_with_enter(page, "^I have no notes here yet$")
    open_with_enter(page, "^Start my notes$")
    words = page.locator("dd.app-to-copy").nth(1).inner_text().strip()
    open_with_enter(page, "^I have written them down$")
    code = page.locator(".app-code").inner_text()
    open_with_enter(page, "^I have written it down$")
    write(page, "^Your recovery code$", code)
    send_with_enter(page)
    arrive(page, "/n/add")
    return words


def download_by_keyboard(page: Page) -> None:
    for _ in range(60):
        if page.get_by_role("button", name="Download the copy").count():
            break
        page.wait_for_timeout(500)
        open_with_enter(page, "^See if it is ready$")
    tab_to(page, "^Download the copy$")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename.endswith(".zip")
