"""Somebody who has the passphrase for an hour can read, and destroys nothing.

Against a real service: Eve, who knows Ada's passphrase, does all that her hour allows. Days pass by
making every day that is waited for earlier. Then Ada comes back with the code on her paper.
"""

from __future__ import annotations

import io
import re
import socket
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from fourfold.vault.recovery import RecoveryCode
from fourfold.web.safety.models import SessionRow
from fourfold.web.safety.session import Session, end_sessions
from tests.web.running import Disk, running, wait_until
from tests.web.thief import Loot
from tests.web.visitor import (
    File,
    Paper,
    Visitor,
    codes,
    encode_parts,
    recover,
    sign_in,
    start_record,
)

pytestmark = pytest.mark.slow

PHONE = "Mozilla/5.0 (Android 16; Mobile) Firefox/140.0"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/150.0 Safari/537.36"
PHOTO = File("photo.jpg", bytes(range(256)) * 700)
LETTER = File("letter.txt", b"Stay away from me.\n")
WRONG_CODES = (
    RecoveryCode.generate(bytes(range(16))).to_text(),
    "0000-0000-0000-0000-0000-0000-0000",
    "let me in",
)
WHAT = (
    *("Opened", "Wrong passphrase", "Passphrase changed", "Everything deleted"),
    "Opened with the recovery code",
)
LATE_IN_THE_WAIT = 13
AFTER_THE_WAIT = 15


@dataclass
class Record:
    """Ada's record on a disk of its own, and what was in it before Eve came."""

    disk: Disk
    ada: Visitor
    paper: Paper
    versions: dict[tuple[int, int], bytes] = field(default_factory=dict)

    @property
    def loot(self) -> Loot:
        return Loot(self.disk.data)

    def opened(self, words: str) -> dict[tuple[int, int], bytes]:
        """Every version of every entry, byte for byte, as the passphrase opens it."""
        owner = self.loot.identity(words)
        assert owner
        return self.loot.versions(self.loot.secrets(owner))

    def visitor(self, agent: str = LAPTOP) -> Visitor:
        return Visitor(self.disk.address, **{"User-Agent": agent})

    def count(self) -> dict[str, int]:
        """How much lies there of what deleting destroys."""
        tables = ("entryrow", "entrykeyrow", "filerow")
        return {name: len(self.loot.rows(f"record_{name}")) for name in tables} | {
            "payloads": sum(path.is_file() for path in self.disk.data.glob("files/**/*"))
        }


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Three entries: one with two files, one with two versions and a person, one plain."""
    with running(tmp_path / "service") as disk:
        ada = Visitor(disk.address, **{"User-Agent": PHONE})
        made = Record(disk, ada, start_record(ada))
        ada.send("/n/add", PHOTO, LETTER, what="He followed me home.", when="unknown")
        ada.send("/n/add", what="He rang at night.", when="then", date_year="2026")
        ada.send("/n/2/more", person="the neighbour", witnesses="My sister")
        ada.send("/n/add", what="A note under the wiper.", when="unknown")
        made.versions = made.opened(made.paper.words)
        assert len(made.versions) == 4
        yield made


# ------------------------------------------------------------------ Eve's hour


def read_everything(record: Record, eve: Visitor) -> None:
    """What nobody can prevent: she reads, and carries a copy away."""
    assert "He followed me home." in eve.read("/n/1")
    assert eve.get("/n/1/file/1").body == PHOTO.data
    eve.send("/n/packs/new", which="all")
    ticks = re.findall(r'name="looked"[^>]*value="([^"]+)"', eve.read("/n/packs/look"))
    words = record.paper.words
    pack = eve.send_and_wait("/n/packs/look", looked=ticks, passphrase=words).leads_to
    wait_until(lambda: "Your copy is ready" in eve.read(pack), "no copy was made")
    assert zipfile.is_zipfile(io.BytesIO(eve.get(f"{pack}/get").body))
    eve.send(pack, action=f"{pack}/remove")


def shut_the_owner_out(record: Record, eve: Visitor) -> str:
    """She changes the passphrase: Ada's visit and Ada's words are worth nothing for now."""
    (new,) = codes(eve.read("/n/settings/words"))
    eve.send_and_wait("/n/settings/words", now=record.paper.words)
    assert record.ada.get("/n/").leads_to == "/n/open"
    assert not sign_in(record.visitor(), record.paper.name, record.paper.words)
    return new


def try_to_take_the_code(eve: Visitor, words: str) -> None:
    """Replacing the recovery code takes the code of now."""
    for code in (*WRONG_CODES, ""):
        (proposed,) = codes(eve.read("/n/settings/code"))
        answer = eve.send_and_wait("/n/settings/code", code=code, passphrase=words)
        assert answer.leads_to == "/n/settings/code"
        own = eve.send_and_wait("/n/settings/code", code=proposed, passphrase=words)
        assert own.leads_to == "/n/settings/code"


def delete_every_entry(record: Record, eve: Visitor) -> None:
    """At once with codes that she makes up, then by waiting."""
    before = record.count()
    for number in (1, 2, 3):
        for code in WRONG_CODES:
            answer = eve.send(f"/n/{number}/delete", code=code)
            assert answer.leads_to == f"/n/{number}/delete"
        assert eve.send(f"/n/{number}/delete", code="").leads_to == "/n/deleted"
    assert record.count() == before


def delete_everything(who: Visitor, words: str) -> None:
    """The whole record, which closes it to everybody who has only the passphrase."""
    answer = who.send_and_wait("/n/settings/end", sure="on", passphrase=words)
    assert answer.leads_to == "/n/settings/ended"


@dataclass(frozen=True)
class Aftermath:
    """What Eve is left with: two browsers of hers, and the passphrase she set."""

    laptop: Visitor
    tablet: Visitor
    words: str


@pytest.fixture
def eve(record: Record) -> Aftermath:
    """Eve after her hour."""
    laptop, tablet = record.visitor(), record.visitor()
    assert sign_in(laptop, record.paper.name, record.paper.words)
    laptop.send_and_wait("/n/settings/end", sure="on", passphrase="not the words")
    read_everything(record, laptop)
    words = shut_the_owner_out(record, laptop)
    assert sign_in(tablet, record.paper.name, words)
    try_to_take_the_code(laptop, words)
    delete_every_entry(record, laptop)
    delete_everything(laptop, words)
    return Aftermath(laptop, tablet, words)


# ------------------------------------------------------------------ and afterwards


def test_the_owner_gets_everything_back_and_shuts_them_out(record: Record, eve: Aftermath) -> None:
    before = record.count()
    record.disk.let_days_pass(LATE_IN_THE_WAIT)
    assert record.count() == before

    ada = record.visitor(PHONE)
    words = recover(ada, record.paper.code)
    for browser in (eve.laptop, eve.tablet, record.ada):
        assert browser.get("/n/").leads_to == "/n/open"
    for dead in (eve.words, record.paper.words):
        assert not sign_in(record.visitor(), record.paper.name, dead)

    for number in (1, 2, 3):
        ada.send("/n/deleted", action=f"/n/{number}/keep")
    assert record.opened(words) == record.versions
    assert ada.get("/n/1/file/1").body == PHOTO.data
    assert ada.get("/n/1/file/2").body == LETTER.data
    assert "the neighbour" in ada.read("/n/2")
    timeline = ada.read("/n/")
    assert all(each in timeline for each in ("followed me", "rang at night", "under the wiper"))
    check_sign_in_list(ada)
    again = recover(record.visitor(PHONE), record.paper.code)
    assert not sign_in(record.visitor(PHONE), record.paper.name, words)
    assert sign_in(record.visitor(PHONE), record.paper.name, again)


def check_sign_in_list(ada: Visitor) -> None:
    """The list tells in order what happened, and that it was not her phone."""
    page = ada.read("/n/settings/opened").partition("Newest first")[2]
    told = [text for text in re.findall(r">([^<>]+)<", page) if text.strip()]
    lines = [text for text in told if text in WHAT or text.endswith(("Windows", "Android"))]
    where = [re.sub(".*· ", "", text.strip()) for text in lines[1::2]]
    assert list(zip(lines[::2], where, strict=True))[::-1] == [
        ("Opened", "Chrome, Windows"),
        ("Wrong passphrase", "Chrome, Windows"),
        ("Passphrase changed", "Chrome, Windows"),
        ("Opened", "Chrome, Windows"),
        ("Everything deleted", "Chrome, Windows"),
        ("Opened with the recovery code", "Firefox, Android"),
    ]


def test_wrong_codes_from_the_same_network_do_not_keep_the_right_one_out(record: Record) -> None:
    eve = record.visitor()
    for _ in range(8):
        assert eve.send("/n/recover", code=WRONG_CODES[0]).leads_to == "/n/recover"
    assert "Too many tries" in eve.read("/n/recover")
    recover(record.visitor(PHONE), record.paper.code)


def test_an_upload_that_began_before_the_owner_came_back_ends_outside(record: Record) -> None:
    eve = record.visitor()
    assert sign_in(eve, record.paper.name, record.paper.words)
    rest, line = begin_upload(record, eve)
    words = recover(record.visitor(PHONE), record.paper.code)
    with line:
        line.sendall(rest)
        answer = line.recv(4096).decode()
    assert answer.startswith("HTTP/1.1 303")
    assert "location: /n/open\r\n" in answer.lower()
    assert record.opened(words) == record.versions
    assert record.loot.rows("record_draftrow") == []


def begin_upload(record: Record, eve: Visitor) -> tuple[bytes, socket.socket]:
    """Send most of a form with a file by hand; returns what is still to be sent."""
    form = eve.fill_in("/n/add", what="I was never there.", when="unknown")
    kind, body = encode_parts(form.fields, (File("a.bin", bytes(6_000_000)),))
    host, _, port = eve.netloc.partition(":")
    line = socket.create_connection((host, int(port)), timeout=30)
    line.sendall(eve.head_of_post("/n/add", kind, len(body)) + body[:4_000_000])
    files = record.disk.data / "files"
    wait_until(lambda: list(files.glob("**/.part-*")), "the upload did not begin")
    return body[4_000_000:], line


# ------------------------------------------------------------------ what the owner deletes


def test_what_the_owner_deletes_herself_is_destroyed_in_time(record: Record) -> None:
    before = record.count()
    record.ada.send("/n/1/delete")
    record.disk.let_days_pass(LATE_IN_THE_WAIT)
    assert record.count() == before
    record.disk.let_days_pass(AFTER_THE_WAIT - LATE_IN_THE_WAIT)
    assert record.count() == {"entryrow": 3, "entrykeyrow": 3, "filerow": 0, "payloads": 0}

    ada = record.visitor(PHONE)
    assert sign_in(ada, record.paper.name, record.paper.words)
    assert ada.get("/n/1").status == 404
    assert "rang at night" in ada.read("/n/")
    kept = {place: data for place, data in record.versions.items() if place[0] != 1}
    assert record.opened(record.paper.words) == kept


def test_a_record_that_nobody_brings_back_goes_whole(record: Record) -> None:
    delete_everything(record.ada, record.paper.words)
    before = record.count()
    record.disk.let_days_pass(LATE_IN_THE_WAIT)
    assert record.count() == before
    record.disk.let_days_pass(AFTER_THE_WAIT - LATE_IN_THE_WAIT)
    assert record.count() == {"entryrow": 0, "entrykeyrow": 0, "filerow": 0, "payloads": 0}
    for table in ("accounts_record", "accounts_unlock", "accounts_signin", "record_leafrow"):
        assert record.loot.rows(table) == []
    answer = record.visitor(PHONE).send("/n/recover", code=record.paper.code)
    assert answer.leads_to == "/n/recover"


# ------------------------------------------------------------------ requests under way


def revive_by_saving(session: Session) -> None:
    session.state["refused"] = "That is not your passphrase."
    session.save()


def revive_by_going_on(session: Session) -> None:
    session.touch(timezone.now() + timedelta(minutes=5))


@pytest.mark.django_db
@pytest.mark.parametrize("revive", [revive_by_saving, revive_by_going_on])
def test_a_request_under_way_does_not_bring_an_ended_visit_back(
    revive: Callable[[Session], None], settings: Any
) -> None:
    visit, record_id = Session(None), uuid4()
    visit.open(record_id, bytes(range(32)))
    under_way = Session(visit.set_cookie)
    assert under_way.is_open
    assert not under_way.was_ended
    end_sessions(record_id)
    assert under_way.was_ended
    revive(under_way)
    assert not SessionRow.objects.exists()
    assert not Session(visit.set_cookie).is_open
