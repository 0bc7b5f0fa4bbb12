"""Keeping files: no plaintext on the disk, and nothing opens but what was kept."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.vault.age import Identity
from fourfold.vault.disk import DiskStore
from fourfold.vault.errors import Damaged, Missing, NoSpace, Taken, TooLarge, VaultError, WrongKey
from fourfold.vault.keep import (
    Expected,
    Keeper,
    Kept,
    age_file_pieces,
    checked_pieces,
    keep,
    open_kept,
)

CHUNK = 65536
RECORD = Identity(b"\x03" * 32)
CAL = Identity(b"\x02" * 32)
NAME = "ab" * 16
OTHER = "cd" * 16
PHOTO = os.urandom(5 * CHUNK + 123)


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path / "store", floor=0)


def kept(store: DiskStore, content: bytes = PHOTO, name: str = NAME) -> Kept:
    return keep(Keeper(store, name, [RECORD.recipient]), io.BytesIO(content))


def payload_path(tmp_path: Path, name: str = NAME) -> Path:
    return tmp_path / "store" / name[:2] / name


def copy(pieces: Iterator[bytes], into: bytearray) -> None:
    for piece in pieces:
        into += piece


def read(store: DiskStore, what: Kept, identity: Identity = RECORD) -> bytes:
    with open_kept(store, what.file_id, what.header, identity, what.expected) as reader:
        return b"".join(checked_pieces(reader, what.sha256))


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1, 16 * CHUNK, 20 * CHUNK + 5])
def test_a_kept_file_opens_to_the_same_bytes(store: DiskStore, size: int) -> None:
    content = os.urandom(size)
    what = kept(store, content)
    assert what.size == size
    assert what.sha256 == hashlib.sha256(content).hexdigest()
    assert what.header_sha256 == hashlib.sha256(what.header).hexdigest()
    assert read(store, what) == content


def test_it_is_kept_as_it_arrives_in_pieces_of_any_size(store: DiskStore) -> None:
    with Keeper(store, NAME, [RECORD.recipient]) as keeper:
        for start in range(0, len(PHOTO), 7919):
            keeper.update(memoryview(PHOTO)[start : start + 7919])
        what = keeper.finish()
    assert read(store, what) == PHOTO


@pytest.mark.needs("age")
def test_header_and_payload_together_are_a_file_for_the_age_program(
    store: DiskStore, tmp_path: Path
) -> None:
    what = kept(store)
    key = tmp_path / "key.txt"
    key.write_text(RECORD.to_text())
    whole = b"".join(age_file_pieces(store, NAME, what.header))
    command = ["age", "--decrypt", "--identity", str(key)]
    assert subprocess.run(command, input=whole, capture_output=True, check=True).stdout == PHOTO


def test_no_plaintext_and_no_header_reach_the_disk(store: DiskStore, tmp_path: Path) -> None:
    canary = b"the blue car outside number nine"
    (tmp_path / "planted").write_bytes(b"before " + canary + b" after")
    content = canary * 20_000
    keeper = Keeper(store, NAME, [RECORD.recipient])
    keeper.update(content)
    halfway = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(halfway) == 2
    found = [path for path in halfway if canary in path.read_bytes()]
    what = keeper.finish()
    found += [path for path in tmp_path.rglob("*") if path.is_file() if canary in path.read_bytes()]
    assert {path.name for path in found} == {"planted"}
    assert what.header not in payload_path(tmp_path).read_bytes()


def test_memory_stays_small_however_large_the_file(store: DiskStore) -> None:
    piece = bytes(CHUNK)
    tracemalloc.start()
    with Keeper(store, NAME, [RECORD.recipient]) as keeper:
        for _ in range(32 * 16):
            keeper.update(piece)
        keeper.finish()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * 1024 * 1024


def test_a_file_over_the_limit_is_refused_and_nothing_is_left(
    store: DiskStore, tmp_path: Path
) -> None:
    keeper = Keeper(store, NAME, [RECORD.recipient], limit=len(PHOTO) - 1)
    with pytest.raises(TooLarge):
        keep(keeper, io.BytesIO(PHOTO))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    exact = Keeper(store, NAME, [RECORD.recipient], limit=len(PHOTO))
    assert read(store, keep(exact, io.BytesIO(PHOTO))) == PHOTO


def test_an_interrupted_upload_leaves_nothing(store: DiskStore, tmp_path: Path) -> None:
    with Keeper(store, NAME, [RECORD.recipient]) as keeper:
        keeper.update(PHOTO)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert read(store, kept(store)) == PHOTO


def test_a_name_is_used_once_only(store: DiskStore) -> None:
    what = kept(store)
    with pytest.raises(Taken):
        kept(store, b"something else")
    assert read(store, what) == PHOTO


def test_a_full_disk_is_told_before_any_byte_is_taken(tmp_path: Path) -> None:
    with pytest.raises(NoSpace):
        Keeper(DiskStore(tmp_path, floor=2**62), NAME, [RECORD.recipient])


def test_another_record_cannot_open_it(store: DiskStore) -> None:
    with pytest.raises(WrongKey):
        read(store, kept(store), CAL)


def test_a_deleted_file_is_missing(store: DiskStore) -> None:
    what = kept(store)
    store.delete(NAME)
    with pytest.raises(Missing):
        read(store, what)


def test_a_valid_file_planted_in_its_place_is_refused(store: DiskStore, tmp_path: Path) -> None:
    """Anyone can seal to the record's public half; only what the entry names may open."""
    what = kept(store)
    planted = kept(store, os.urandom(len(PHOTO)), OTHER)
    assert len(planted.header) == len(what.header)
    payload_path(tmp_path, OTHER).replace(payload_path(tmp_path))
    with pytest.raises(Damaged) as caught:
        read(store, what)
    assert caught.value.code == "payload_chunk"
    with pytest.raises(Damaged) as caught:
        read(store, replace(what, header=planted.header))
    assert caught.value.code == "header_swapped"


def test_a_valid_file_of_another_length_is_refused(store: DiskStore, tmp_path: Path) -> None:
    what = kept(store)
    kept(store, PHOTO + b"!", OTHER)
    payload_path(tmp_path, OTHER).replace(payload_path(tmp_path))
    with pytest.raises(Damaged) as caught:
        read(store, what)
    assert caught.value.code == "payload_length"


@pytest.mark.parametrize("chunks", range(6))
def test_a_file_cut_at_a_chunk_boundary_is_refused_even_if_the_length_is_believed(
    store: DiskStore, tmp_path: Path, chunks: int
) -> None:
    what = kept(store)
    os.truncate(payload_path(tmp_path), 16 + chunks * (CHUNK + 16))
    with pytest.raises(Damaged) as caught:
        read(store, what)
    assert caught.value.code == "payload_length"
    forged = what.expected._replace(size=chunks * CHUNK)
    with pytest.raises(Damaged):
        open_kept(store, NAME, what.header, RECORD, forged)


@given(st.data())
def test_one_flipped_bit_in_header_payload_or_facts_is_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "flipped"
    store = DiskStore(folder / "store", floor=0)
    store.delete(NAME)
    content = PHOTO[: 2 * CHUNK]
    what = kept(store, content)
    payload = bytearray(payload_path(folder).read_bytes())
    whole = bytearray(what.header) + payload
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= 1 << data.draw(st.integers(0, 7))
    payload_path(folder).write_bytes(whole[len(what.header) :])
    with pytest.raises(Damaged):
        read(store, replace(what, header=bytes(whole[: len(what.header)])))


def test_the_last_piece_is_withheld_when_the_plaintext_hash_is_wrong(store: DiskStore) -> None:
    what = kept(store, PHOTO * 4)
    released = bytearray()
    with (
        open_kept(store, NAME, what.header, RECORD, what.expected) as reader,
        pytest.raises(Damaged) as caught,
    ):
        copy(checked_pieces(reader, "0" * 64), released)
    assert caught.value.code == "plaintext_hash"
    assert 0 < len(released) < what.size


def test_plain_facts_will_do_to_open_a_file(store: DiskStore) -> None:
    what = kept(store)
    facts = (what.sha256, what.size, what.header_sha256)
    assert what.expected == facts == Expected(*facts)
    with open_kept(store, NAME, what.header, RECORD, facts) as reader:
        assert reader.read_range(CHUNK, CHUNK + 10) == PHOTO[CHUNK : CHUNK + 10]


def test_a_refused_file_is_not_left_open(store: DiskStore, tmp_path: Path) -> None:
    what = kept(store)
    payload_path(tmp_path).write_bytes(bytes(store.size(NAME)))
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        with pytest.raises(VaultError):
            open_kept(store, NAME, what.header, RECORD, what.expected)
    assert len(os.listdir("/proc/self/fd")) == before
