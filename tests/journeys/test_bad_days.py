"""Bad days against a real service: full disks, time-outs, trembling fingers, broken senders.

Whatever happens, the answer is a page of ours that says what to do, and what was saved is there.
"""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.guards import page as guards
from tests.journeys.conftest import Service
from tests.journeys.steps import jpeg, press, sign_in
from tests.journeys.steps import start_record as start_in_browser
from tests.web.running import running
from tests.web.visitor import Answer, File, Visitor, start_record

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
WORDS = "He was at the bus stop again."
LATER = "The bell rang at two in the night."


def heading(answer: Answer) -> str:
    """The heading of a page that keeps every rule, whatever went wrong."""
    page = guards.Page("/n/", answer.text, answer.headers)
    assert guards.problems(page) == []
    return page.find("h1")[0].text.strip()


# ------------------------------------------------------------------ a full disk


@contextmanager
def small_disk(root: Path, megabytes: int) -> Iterator[Path]:
    """A disk of its own, in memory, so small that it can be filled."""
    root.mkdir()
    kind = ("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs")
    if subprocess.run(["mount", *kind, root], capture_output=True, check=False).returncode:
        pytest.fail("may not mount") if os.environ.get("FOURFOLD_NO_SKIPS") else pytest.skip(
            "needs the right to mount a small disk: run as root"
        )
    try:
        yield root
    finally:
        subprocess.run(["umount", "--lazy", root], check=True)


def fill(disk: Path) -> Path:
    """Leave not a byte free."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1024 * 1024, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return filler


@pytest.mark.needs("mount", "umount")
def test_a_full_disk_loses_nothing_and_lets_everybody_leave(tmp_path: Path) -> None:
    with (
        small_disk(tmp_path / "disk", 56) as root,
        running(root, FOURFOLD_FREE_SPACE_MB="16", SQLITE_TMPDIR=str(tmp_path)) as disk,
    ):
        her = Visitor(disk.address)
        paper = start_record(her)
        assert her.send("/n/add", what=WORDS, when="unknown").leads_to == "/n/1/saved"

        kept = her.send("/n/add", File("film.mp4", bytes(55_000_000)), what=LATER, when="unknown")
        page = her.read(kept.leads_to)
        assert "film.mp4 was not kept: there is no room left here just now" in page
        assert LATER in page
        assert her.send(kept.leads_to).leads_to == "/n/2/saved"

        filler = fill(root)
        form = her.fill_in("/n/add", what="This one finds no room.", when="unknown")
        refused = her.post("/n/add", form.fields)
        assert (refused.status, heading(refused)) == (503, "Not available just now")
        assert "copy your words" in refused.text
        assert WORDS in her.read("/n/1")
        assert LATER in her.read("/n/")
        other = Visitor(disk.address)
        refused = other.post("/n/start", other.fill_in("/n/start").fields)
        assert (refused.status, heading(refused)) == (503, "Not available just now")
        assert other.get("/support").status == 200
        left = her.get("/leave")
        assert (left.status, left.headers["location"][:8]) == (302, "https://")

        filler.unlink()
        again = Visitor(disk.address)
        answer = again.send_and_wait("/n/open", name=paper.name, passphrase=paper.words)
        assert answer.leads_to == "/n/"
        assert again.send("/n/add", what="Room again.", when="unknown").leads_to == "/n/3/saved"
        assert WORDS in again.read("/n/1")


# ------------------------------------------------------------------ a visit that ends mid-form


def run_out(service: Service) -> None:
    """Let ten minutes pass for everybody who has something open."""
    back = "UPDATE safety_sessionrow SET idle_ends = datetime(idle_ends, '-11 minutes')"
    with closing(sqlite3.connect(service.data / "fourfold.sqlite3", timeout=20)) as database:
        database.execute(back)
        database.commit()


def test_a_form_sent_too_late_comes_back_with_its_photo_after_signing_in(
    page: Page, service: Service, tmp_path: Path
) -> None:
    photo = tmp_path / "IMG_2034.jpg"
    photo.write_bytes(jpeg())
    paper = start_in_browser(page)
    page.goto("/n/add")
    page.get_by_label("What happened?").fill(LATER)
    page.get_by_label("I do not know when").check()
    page.get_by_label("Photos or other files").set_input_files(str(photo))
    run_out(service)
    press(page, "Save")
    expect(page).to_have_url(re.compile("/n/open$"))
    expect(page.get_by_text(LATER)).to_have_count(0)
    sign_in(page, paper)
    expect(page.get_by_text("IMG_2034.jpg is saved")).to_be_visible()
    page.get_by_role("link", name=LATER).click()
    expect(page.get_by_label("What happened?")).to_have_value(LATER)
    expect(page.get_by_label("I do not know when")).to_be_checked()
    expect(page.get_by_label("IMG_2034.jpg")).to_be_checked()
    press(page, "Save")
    page.get_by_role("link", name="See what was saved").click()
    expect(page.get_by_text(LATER)).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("^Download")).click()
    assert Path(started.value.path()).read_bytes() == photo.read_bytes()


# ------------------------------------------------------------------ a trembling finger, two tabs


def entries(page: Page, words: str) -> int:
    """How many entries of the timeline say this."""
    page.goto("/n/")
    return page.get_by_role("link", name=words).count()


def test_pressing_twice_going_back_and_loading_again_save_once(page: Page) -> None:
    start_in_browser(page)
    page.goto("/n/add")
    page.get_by_label("What happened?").fill(WORDS)
    page.get_by_label("Just now").check()
    page.get_by_role("button", name="Save", exact=True).dblclick()
    expect(page).to_have_url(re.compile("/n/1/saved"))
    page.reload()
    page.go_back()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state()
    assert entries(page, WORDS) == 1


def test_two_tabs_save_both_and_one_that_was_left_behind_still_saves(page: Page) -> None:
    paper = start_in_browser(page)
    other = page.context.new_page()
    for tab, words in ((page, WORDS), (other, LATER)):
        tab.goto("/n/add")
        tab.get_by_label("What happened?").fill(words)
        tab.get_by_label("Just now").check()
    press(page, "Save")
    press(other, "Save")
    assert (entries(page, WORDS), entries(page, LATER)) == (1, 1)
    # Signed out and in again in one tab; the form in the other was opened before.
    other.goto("/n/add")
    other.get_by_label("What happened?").fill("Left behind.")
    other.get_by_label("Just now").check()
    sign_in(page, paper)
    press(other, "Save")
    expect(other).to_have_url(re.compile("/saved$"))
    assert entries(page, "Left behind.") == 1


def test_five_wrong_passphrases_slow_her_down_and_the_right_one_then_opens(
    service: Service,
) -> None:
    her = Visitor(service.address)
    paper = start_record(her)
    her.send("/n/add", what=WORDS, when="unknown")
    door = Visitor(service.address)
    for _ in range(5):
        answer = door.send_and_wait("/n/open", name=paper.name, passphrase="not these words")
        assert answer.leads_to == "/n/open"
        assert "do not go together" in door.read("/n/open")
    answer = door.send_and_wait("/n/open", name=paper.name, passphrase=paper.words)
    assert answer.leads_to == "/n/open"
    told = re.search("Too many tries. Wait ([0-9]+) seconds", door.read("/n/open"))
    assert told
    time.sleep(int(told[1]))
    answer = door.send_and_wait("/n/open", name=paper.name, passphrase=paper.words)
    assert answer.leads_to == "/n/"
    assert WORDS in door.read("/n/1")
    assert "Wrong passphrase" in her.read("/n/settings/opened")


# ------------------------------------------------------------------ senders that lie


def raw(service: Service, request: bytes) -> bytes:
    """What a connection that sends just these bytes gets to read."""
    host, port = service.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 10) as line:
        line.sendall(request)
        found = b""
        while piece := line.recv(65536):
            found += piece
        return found


def lines(*more: str, path: str = "/feedback", method: str = "POST") -> str:
    """The first lines of a request from one of our own pages."""
    own = ("Host: localhost", "Sec-Fetch-Site: same-origin", "Connection: close")
    return "\r\n".join((f"{method} {path} HTTP/1.1", *own, *more)) + "\r\n\r\n"


FORM = "Content-Type: application/x-www-form-urlencoded"
PARTS = "Content-Type: multipart/form-data; boundary=x"
LIES = {
    "chunked": (lines(FORM, "Transfer-Encoding: chunked") + "7\r\nwords=a\r\n0\r\n\r\n", b"411"),
    "no length": (lines(FORM), b"411"),
    "too long": (lines(FORM, "Content-Length: 99999999999"), b"413"),
    "no boundary": (lines(PARTS[:-10], "Content-Length: 3") + "abc", b"400"),
    "other boundary": (lines(PARTS, "Content-Length: 9") + "--y\r\n\r\n\r\n", b"303"),
    "no type": (lines("Content-Length: 7") + "words=a", b"303"),
    "odd type": (lines("Content-Type: text/html", "Content-Length: 7") + "words=a", b"303"),
    "no such charset": (lines(FORM + "; charset=x-none", "Content-Length: 7") + "words=a", b"303"),
    "other charset": (lines(FORM + "; charset=utf-16", "Content-Length: 7") + "words=a", b"400"),
    "length of letters": (lines(FORM, "Content-Length: many"), b"400"),
    "length below nothing": (lines(FORM, "Content-Length: -1"), b"400"),
    "two lengths": (lines(FORM, "Content-Length: 7", "Content-Length: 9") + "words=a", b"400"),
    "long length": (lines(FORM, "Content-Length: " + "9" * 5000), b"400"),
    "a huge cookie": (lines("Cookie: visit=" + "a" * 100_000, path="/", method="GET"), b"200"),
    "an enormous cookie": (lines("Cookie: x=" + "a" * 1_000_000, path="/", method="GET"), b"431"),
    "a path to another host": (lines(path="//evil.example/", method="GET"), b"404"),
    "a whole address": (lines(path="http://evil.example/n/", method="GET"), b"303"),
    "a nonsense path": (lines(path="/n/%ff%fe%00%zz", method="GET"), b"404"),
    "no request": ("\x16\x03\x01\x02\x00nonsense\r\n\r\n", b"400"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_sender_that_lies_is_answered_and_changes_nothing(service: Service, lie: str) -> None:
    request, status = LIES[lie]
    answer = raw(service, request.encode())
    assert answer.split(b" ", 2)[1] == status, answer[:300]
    assert b"evil" not in answer
    assert b"Traceback" not in answer
    assert Visitor(service.address).get("/support").status == 200
