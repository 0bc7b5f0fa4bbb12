"""Yesterday's backup and today's keys: what is destroyed today stays shut in every older copy.

A real service is backed up as docs/operating.md says; then an entry with a file is destroyed with
the recovery code. Whoever gets hold of the backup and of the record's keys of today opens nothing
of the destroyed entry, and, since everything lies under the data key that was replaced, nothing
else of it either. With the passphrase it opens as it was: that is why backups are kept thirty days
at most.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from fourfold.vault import age, seal
from fourfold.vault.errors import Damaged, WrongKey
from fourfold.vault.keys import RecordSecrets
from fourfold.vault.seal import Context, Purpose
from tests.web.raw_search import Needle, raw, search
from tests.web.running import Disk, running
from tests.web.thief import Loot
from tests.web.visitor import File, Paper, Visitor, recover, sign_in, start_record

pytestmark = pytest.mark.slow

GONE, STAYS = "He wrote on my door.", "He rang at four."
DOOR = File("door.jpg", b"a picture of the door" * 5000)
CALL = File("call.ogg", b"a recording of the call" * 5000)


@dataclass
class Days:
    """Yesterday's copy of the data folder, and the service as it is today."""

    yesterday: Loot
    today: Loot
    disk: Disk
    ada: Visitor
    paper: Paper

    def keys_of(self, day: Loot) -> RecordSecrets:
        """The record's keys of that day, as the passphrase opens them."""
        owner = day.identity(self.paper.words)
        assert owner
        return day.secrets(owner)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Days]:
    root = tmp_path_factory.mktemp("days")
    with running(root / "service") as disk:
        ada = Visitor(disk.address)
        paper = start_record(ada)
        ada.send("/n/add", DOOR, what=GONE, when="then", date_year="2025", date_month="5")
        ada.send("/n/1/more", person="somebody from school")
        ada.send("/n/add", CALL, what=STAYS, when="unknown")
        back_up(disk.data, root / "yesterday")
        assert ada.send("/n/1/delete", code=paper.code).leads_to == "/n/"
        yield Days(Loot(root / "yesterday"), Loot(disk.data), disk, ada, paper)


def back_up(data: Path, to: Path) -> None:
    """Database, files and keys: all that an installation is."""
    to.mkdir(mode=0o700)
    with closing(sqlite3.connect(data / "fourfold.sqlite3")) as database:
        database.execute("VACUUM INTO ?", [str(to / "fourfold.sqlite3")])
    for folder in ("files", "keys"):
        shutil.copytree(data / folder, to / folder)


def test_the_backup_holds_what_was_destroyed(days: Days) -> None:
    """So that the tests below are about something: with yesterday's keys it all opens."""
    own, loot = days.keys_of(days.yesterday), days.yesterday
    assert GONE.encode() in b"".join(loot.versions(own).values())
    assert sorted(loot.versions(own)) == [(1, 1), (1, 2), (2, 1)]
    files = {loot.file(own, file_id) for file_id in loot.headers(own)}
    assert files == {DOOR.data, CALL.data}
    assert GONE.encode() in b"".join(loot.index(own))


def test_todays_keys_open_no_entry_of_the_backup(days: Days) -> None:
    """Neither the destroyed one nor the other: both lie there under the key that was replaced."""
    own = days.keys_of(days.today)
    assert days.yesterday.versions(own) == {}


def test_todays_keys_open_no_file_of_the_backup(days: Days) -> None:
    """The identity that files are sealed to is still the same; their headers do not open."""
    own, loot = days.keys_of(days.today), days.yesterday
    assert own.identity == days.keys_of(loot).identity
    assert loot.headers(own) == {}
    payloads = [path for path in loot.data.glob("files/**/*") if path.is_file()]
    assert len(payloads) == 2
    for path in payloads:
        with pytest.raises(Damaged):
            age.open_bytes(path.read_bytes(), own.identity)


def test_todays_keys_open_no_line_of_the_backups_timeline(days: Days) -> None:
    own = days.keys_of(days.today)
    assert len(days.yesterday.rows("record_indexpage")) == 2
    assert days.yesterday.index(own) == []


def test_todays_keys_open_no_note_of_the_form_that_was_sent(days: Days) -> None:
    own, loot = days.keys_of(days.today), days.yesterday
    for row in loot.rows("record_idempotencyrow"):
        place = Context(Purpose.FORM, loot.record_id.hex, item=row["key"])
        with pytest.raises(WrongKey):
            seal.open(own.data_key, row["sealed"], place)


def test_what_todays_keys_do_open_of_the_backup_tells_no_content(days: Days) -> None:
    """The log's leaves: which kind of thing was done when, and commitments without their salts."""
    own, loot = days.keys_of(days.today), days.yesterday
    leaves = [json.loads(leaf) for leaf in loot.leaves(own)]
    assert [leaf["kind"] for leaf in leaves] == ["add", "amend", "add"]
    assert all(set(leaf) == {"v", "n", "utc", "kind", "id", "c", "sw", "clock"} for leaf in leaves)


def test_the_passphrase_opens_the_backup_as_it_was(days: Days) -> None:
    """The reason for thirty days: a backup has its own day's keys, wrapped by the passphrase."""
    loot = days.yesterday
    versions = loot.versions(days.keys_of(loot))
    assert GONE.encode() in versions[1, 1]
    assert STAYS.encode() in versions[2, 1]


def test_changing_the_passphrase_does_not_close_the_backup(days: Days, tmp_path: Path) -> None:
    """Nor does it help to change it afterwards: the copy still goes by the old one."""
    shutil.copytree(days.yesterday.data, tmp_path / "later" / "data")
    with running(tmp_path / "later") as later:
        new = recover(Visitor(later.address), days.paper.code)
        assert sign_in(Visitor(later.address), days.paper.name, new)
    assert days.yesterday.identity(new) is None
    assert days.yesterday.identity(days.paper.words)


def test_today_the_rest_is_whole(days: Days) -> None:
    own, loot = days.keys_of(days.today), days.today
    assert list(loot.versions(own)) == [(2, 1)]
    assert [loot.file(own, file_id) for file_id in loot.headers(own)] == [CALL.data]
    assert STAYS in days.ada.read("/n/")
    assert days.ada.get("/n/1").status == 404
    index = b"".join(loot.index(own))
    assert STAYS.encode() in index
    assert GONE.encode() not in index


# ------------------------------------------------------------------ the bytes themselves


def blobs(loot: Loot, own: RecordSecrets) -> list[Needle]:
    """What the destroyed entry was, sealed and open: rows, keys, salts, header, payload."""
    found = []
    for row in loot.rows("record_entrykeyrow"):
        place = (row["number"], row["version"])
        found.append(raw(f"sealed key {place}", row["sealed"]))
    for row in loot.rows("record_entryrow", number=1):
        found.append(raw(f"sealed entry {row['version']}", row["sealed"][:64]))
    for row in loot.rows("record_filerow"):
        found.append(raw(f"sealed header {row['number']}", row["header"]))
    for file_id, header in loot.headers(own).items():
        found.append(raw(f"header {file_id}", header))
    for row in loot.rows("record_indexpage"):
        found.append(raw(f"index page {row['number']}", row["sealed"][:64]))
    (record,) = loot.rows("accounts_record")
    (door,) = loot.rows("record_filerow", number=1)
    payload = loot.data / "files" / loot.record_id.hex[:2] / loot.record_id.hex / door["file_id"]
    return [
        *found,
        raw("the secrets with the old data key", record["secrets"]),
        raw("the old data key", own.data_key),
        raw("the payload", payload.read_bytes()[:64]),
    ]


def test_no_byte_of_it_is_left_in_the_database_its_log_or_the_files(days: Days) -> None:
    """A sealed key that stays in a free page would open with the backup's keys."""
    needles = blobs(days.yesterday, days.keys_of(days.yesterday))
    assert len(needles) > 12
    everywhere = search(days.yesterday.data, needles)
    assert {"sealed key (1, 1)", "sealed header 1", "the payload"} <= set(everywhere)
    assert search(days.disk.root, needles) == {}
