"""What an owner does, step by step, in a browser."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect


@dataclass(frozen=True)
class Paper:
    """What she wrote down."""

    name: str
    words: str
    code: str


def jpeg(colour: str = "teal", size: tuple[int, int] = (640, 480)) -> bytes:
    """A real photo file, with the place and time that a phone writes into it."""
    picture = Image.new("RGB", size, colour)
    exif = Image.Exif()
    exif[0x010F] = "Camera of the owner"
    exif[0x0132] = "2026:03:14 21:05:00"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def arrive(page: Page, at: str) -> None:
    """Come to an address that ends so, through the queue that a busy machine puts people in."""
    for _ in range(60):
        page.wait_for_url(re.compile(rf"({at}|/n/open/wait)$"), timeout=30_000)
        if not page.url.endswith("/n/open/wait"):
            return
        page.wait_for_timeout(500)
        press(page, "See if it is ready")
    raise AssertionError("the queue never came to an end")


def start_record(page: Page) -> Paper:
    """From the start page to the first empty form."""
    page.goto("/")
    page.get_by_role("link", name=re.compile("record", re.IGNORECASE)).first.click()
    if "/n/start" not in page.url:
        page.get_by_role("link", name="I have no notes here yet").click()
    press(page, "Start my notes")
    values = page.locator("dd.app-to-copy")
    name, words = values.nth(0).inner_text(), values.nth(1).inner_text()
    press(page, "I have written them down")
    code = page.locator(".app-code").inner_text()
    page.get_by_role("button", name="I have written it down").click()
    page.get_by_label("Your recovery code").fill(code.lower().replace("-", " "))
    press(page, "Continue")
    arrive(page, "/n/add")
    return Paper(name.strip(), words.strip(), code.strip())


def sign_in(page: Page, paper: Paper) -> None:
    page.goto("/n/open")
    page.get_by_label("Your record name").fill(paper.name)
    page.get_by_label("Your passphrase").fill(paper.words)
    press(page, "Open")
    arrive(page, "/n/")


def add_incident(page: Page, what: str, photo: Path | None = None) -> None:
    page.goto("/n/add")
    page.get_by_label("What happened?").fill(what)
    page.get_by_label("Just now").check()
    if photo:
        page.get_by_label("Photos or other files").set_input_files(str(photo))
    press(page, "Save")
    expect(page.get_by_text("Only you can see this")).to_be_visible()


def make_pack(page: Page, paper: Paper, to: Path) -> Path:
    """Choose everything, look at every file, download."""
    page.goto("/n/packs")
    page.get_by_role("button", name="Make a copy").click()
    page.get_by_label("Everything that happened").check()
    press(page, "Continue")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("Your passphrase").fill(paper.words)
    press(page, "Make the copy")
    for _ in range(60):
        if page.get_by_role("button", name="Download the copy").count():
            break
        page.wait_for_timeout(500)
        press(page, "See if it is ready")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download the copy").click()
    path = to / started.value.suggested_filename
    started.value.save_as(path)
    return path
