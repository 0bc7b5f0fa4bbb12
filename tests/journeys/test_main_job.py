"""The main job in a real browser: a record, an incident with a photo, a pack, a stranger."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ROOT, Service
from tests.journeys.steps import add_incident, jpeg, make_pack, start_record

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
WORDS = "He stood outside my work again and waved."


def run(*command: object, folder: Path | None = None, typed: str = "") -> tuple[int, str]:
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, capture_output=True, text=True, input=typed
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.needs("openssl", "qpdf", "age", "sha256sum")
def test_from_the_start_page_to_a_pack_that_standard_tools_accept(
    page: Page, service: Service, tmp_path: Path
) -> None:
    photo = tmp_path / "IMG_2034.jpg"
    photo.write_bytes(jpeg())
    paper = start_record(page)
    add_incident(page, WORDS, photo)
    page.goto("/n/")
    expect(page.get_by_text(WORDS)).to_be_visible()
    pack = make_pack(page, paper, tmp_path)

    bag = tmp_path / "bag"
    zipfile.ZipFile(pack).extractall(bag)
    assert run("sha256sum", "-c", "--quiet", "manifest-sha256.txt", folder=bag) == (0, "")
    assert run("sha256sum", "-c", "--quiet", "tagmanifest-sha256.txt", folder=bag) == (0, "")
    for role in ("installation", "record"):
        code, said = run(
            *("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", f"keys/{role}.pem", "-rawin"),
            *("-in", "tagmanifest-sha256.txt", "-sigfile", f"tagmanifest-sha256.txt.{role}.sig"),
            folder=bag,
        )
        assert (code, "Success" in said) == (0, True)
    bagit.Bag(str(bag)).validate()
    for pdf in sorted((bag / "data").glob("*.pdf")):
        assert run("qpdf", "--check", pdf)[0] == 0
    assert next((bag / "data" / "exhibits").rglob("*.jpg")).read_bytes() == photo.read_bytes()

    record = json.loads((bag / "data" / "record.json").read_text())
    exhibit = record["entries"][0]["exhibits"][0]
    check_with_verifiers(page, pack, bag)
    check_with_age(service, paper.name, paper.words, exhibit["file_id"], photo)


def check_with_verifiers(page: Page, pack: Path, bag: Path) -> None:
    page.goto("/verify")
    key = page.locator("li .app-code").first.inner_text()
    fourfold = (sys.executable, "-m", "fourfold.cli.main", "verify")
    assert run(*fourfold, pack, "--key", key, folder=ROOT)[0] == 0
    assert run(*fourfold, pack, folder=ROOT)[0] == 3
    assert run(*fourfold, pack, "--key", "0" * 64, folder=ROOT)[0] == 1
    inside = (sys.executable, "-I", "-S", bag / "verify.py")
    assert run(*inside, bag, "--key", key)[0] == 0
    assert run(*inside, pack)[0] == 3


def check_with_age(service: Service, name: str, words: str, file_id: str, photo: Path) -> None:
    folder = photo.parent
    fourfold = (sys.executable, "-m", "fourfold.cli.main")
    whose = ("--record", name, "--data", service.data)
    key, file = folder / "key.txt", folder / "file.age"
    assert run(*fourfold, "age-key", *whose, "--out", key, folder=ROOT, typed=words)[0] == 0
    assert (
        run(*fourfold, "age-file", file_id, *whose, "--out", file, folder=ROOT, typed=words)[0] == 0
    )
    opened = subprocess.run(["age", "-d", "-i", key, file], capture_output=True, check=True)
    assert opened.stdout == photo.read_bytes()
