"""The store on disk: whole or not at all, never over another, never outside its folder."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fourfold.vault.disk import DiskStore
from fourfold.vault.errors import BadName, Missing, NoSpace, Taken, VaultError

NAME = "ab" * 16
OTHER = "cd" * 16
MIB = 1024 * 1024
DAY = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
TMPFS = ("-t", "tmpfs", "-o", "size=2m", "tmpfs")
RAMFS = ("-t", "ramfs", "ramfs")


def may_mount() -> bool:
    """Whether this process holds CAP_SYS_ADMIN, the right to mount a file system."""
    lines = Path("/proc/self/status").read_text().splitlines()
    effective = next(line.split()[1] for line in lines if line.startswith("CapEff:"))
    return bool(int(effective, 16) >> 21 & 1)


@contextmanager
def mounted(options: tuple[str, ...], folder: Path) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", *options, str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """The kernel refuses to let any file of this process grow beyond `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path / "store", floor=0)


def put(store: DiskStore, name: str, content: bytes = b"sealed") -> None:
    with store.writer(name) as writer:
        writer.write(content)


def put_pieces(store: DiskStore, name: str, piece: int, count: int) -> None:
    with store.writer(name) as writer:
        for _ in range(count):
            writer.write(bytes(piece))


def get(store: DiskStore, name: str) -> bytes:
    with store.open(name) as file:
        return file.read()


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if not path.is_dir())


def age(path: Path, written: datetime) -> None:
    os.utime(path, (written.timestamp(), written.timestamp()))


@pytest.mark.parametrize("size", [0, 1, 4096, MIB, MIB + 4096, 3 * MIB + 17])
def test_what_is_written_reads_back(store: DiskStore, size: int) -> None:
    content = os.urandom(size)
    put(store, NAME, content)
    assert get(store, NAME) == content
    assert store.size(NAME) == size
    assert list(store.names()) == [NAME]


@pytest.mark.parametrize("options", [TMPFS, RAMFS] if may_mount() else [()])
def test_it_writes_on_file_systems_with_and_without_direct_writes(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    with mounted(options, tmp_path / "disk") if options else largest_file(MIB * 4):
        store = DiskStore(tmp_path / "disk", floor=0)
        content = os.urandom(MIB + 4096)
        put(store, NAME, content)
        assert get(store, NAME) == content


def test_writes_of_any_lengths_follow_one_another(store: DiskStore) -> None:
    parts = [os.urandom(size) for size in (4096, 8192, 1, 4096, 0, 70_000, 4095)]
    with store.writer(NAME) as writer:
        for part in parts:
            writer.write(part)
    assert get(store, NAME) == b"".join(parts)


def test_names_may_have_a_record_in_front(store: DiskStore, tmp_path: Path) -> None:
    name = f"{NAME}/{OTHER}"
    put(store, name)
    assert files(tmp_path) == [tmp_path / "store" / "ab" / NAME / OTHER]
    assert list(store.names()) == [name]
    assert get(store, name) == b"sealed"


def test_folders_and_files_are_for_this_user_only(store: DiskStore, tmp_path: Path) -> None:
    put(store, NAME)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a",
        "..",
        "../ab",
        "ab/../cd",
        "/ab",
        "ab/",
        "ab//cd",
        "ab/c",
        "AB" * 16,
        "ab\n",
        "ab\0",
        "gh" * 16,
        ".part-" + NAME,
        "ab/cd/ef/01",
        "ab" * 33,
        "٠١",
    ],
)
def test_a_name_that_is_not_plain_hex_is_refused_everywhere(store: DiskStore, name: str) -> None:
    for use in (store.writer, store.open, store.size, store.delete):
        with pytest.raises(BadName):
            use(name)


def test_a_linked_folder_that_leads_outside_is_refused(store: DiskStore, tmp_path: Path) -> None:
    put(store, OTHER)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / NAME).write_bytes(b"not ours")
    (tmp_path / "store" / "ab").symlink_to(outside)
    for use in (store.writer, store.open, store.size, store.delete):
        with pytest.raises(BadName):
            use(NAME)
    assert (outside / NAME).read_bytes() == b"not ours"


def test_a_linked_file_is_neither_read_nor_written_over(store: DiskStore, tmp_path: Path) -> None:
    put(store, NAME)
    outside = tmp_path / "outside"
    outside.write_bytes(b"not ours")
    object_path = tmp_path / "store" / "ab" / NAME
    object_path.unlink()
    object_path.symlink_to(outside)
    with pytest.raises(BadName):
        store.open(NAME)
    with pytest.raises(Taken):
        store.writer(NAME)


def test_an_object_is_never_written_over(store: DiskStore, tmp_path: Path) -> None:
    put(store, NAME, b"first")
    with pytest.raises(Taken):
        store.writer(NAME)
    assert get(store, NAME) == b"first"


def test_of_two_writers_of_one_name_the_first_to_finish_wins(
    store: DiskStore, tmp_path: Path
) -> None:
    slow = store.writer(NAME)
    slow.write(b"slow")
    put(store, NAME, b"quick")
    with pytest.raises(Taken):
        slow.finish()
    assert get(store, NAME) == b"quick"
    assert len(files(tmp_path)) == 1


def test_nothing_is_visible_until_it_is_finished(store: DiskStore, tmp_path: Path) -> None:
    writer = store.writer(NAME)
    writer.write(b"half")
    assert list(store.names()) == []
    with pytest.raises(Missing):
        store.open(NAME)
    writer.abandon()
    writer.abandon()
    assert files(tmp_path) == []
    with pytest.raises(ValueError, match="closed file"):
        writer.write(b"more")
    with pytest.raises(ValueError, match="closed file"):
        writer.finish()


def test_a_failed_write_leaves_nothing_behind(store: DiskStore, tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError("the person closed the page")

    def copy() -> None:
        with store.writer(NAME) as writer:
            for part in parts():
                writer.write(part)

    with pytest.raises(RuntimeError):
        copy()
    assert files(tmp_path) == []


def test_what_is_not_there_is_missing(store: DiskStore) -> None:
    put(store, f"{NAME}/{OTHER}")
    for name in (OTHER, NAME, f"{NAME}/{NAME}", f"{NAME}/{OTHER}/ab"):
        with pytest.raises(Missing):
            store.open(name)
        with pytest.raises(Missing):
            store.size(name)
    assert store.delete(OTHER) is False


def test_deletion_takes_the_file_and_its_empty_folders(store: DiskStore, tmp_path: Path) -> None:
    put(store, f"{NAME}/{OTHER}")
    put(store, f"{NAME}/{NAME}")
    assert store.delete(f"{NAME}/{OTHER}") is True
    assert list(store.names()) == [f"{NAME}/{NAME}"]
    assert store.delete(f"{NAME}/{NAME}") is True
    assert list((tmp_path / "store").iterdir()) == []
    assert store.delete(f"{NAME}/{NAME}") is False


def test_writing_and_deleting_side_by_side_do_not_trip_each_other(store: DiskStore) -> None:
    failures: list[Exception] = []

    def write_and_delete(number: int) -> None:
        try:
            for turn in range(25):
                name = f"{NAME}/{number:02x}{turn:04x}"
                put(store, name)
                assert store.delete(name)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=write_and_delete, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert list(store.names()) == []


def test_writing_stops_at_the_floor_but_deleting_does_not(tmp_path: Path) -> None:
    put(DiskStore(tmp_path, floor=0), OTHER)
    store = DiskStore(tmp_path, floor=2**62)
    with pytest.raises(NoSpace) as caught:
        store.writer(NAME)
    assert caught.value.code == "floor"
    assert store.delete(OTHER) is True


def test_room_is_asked_for_before_a_large_file_is_taken(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store", floor=0)
    store.require_room(0)
    with pytest.raises(NoSpace):
        store.require_room(2**62)


def test_the_floor_is_watched_while_writing(store: DiskStore, tmp_path: Path) -> None:
    writer = store.writer(NAME)
    writer.write(bytes(MIB))
    store._floor = 2**62
    with pytest.raises(NoSpace):
        writer.write(bytes(16 * MIB))
    assert files(tmp_path) == []


@contextmanager
def room_for_two_mib(folder: Path) -> Iterator[None]:
    """A file system of 2 MiB where one may be mounted, otherwise a limit of 2 MiB for a file."""
    with mounted(TMPFS, folder) if may_mount() else largest_file(2 * MIB):
        yield


@pytest.mark.parametrize("piece", [4095, 65536, MIB, 8 * MIB])
def test_a_full_disk_is_told_and_nothing_is_left(tmp_path: Path, piece: int) -> None:
    with room_for_two_mib(tmp_path / "disk"):
        store = DiskStore(tmp_path / "disk", floor=0)
        put(store, OTHER, bytes(MIB // 2))
        with pytest.raises(NoSpace) as caught:
            put_pieces(store, NAME, piece, 8 * MIB // piece)
        assert caught.value.code == "disk_full"
        assert list(store.names()) == [OTHER]
        assert len(files(tmp_path)) == 1
        put(store, NAME, bytes(MIB // 2))
        assert store.delete(OTHER) is True


def test_a_file_larger_than_the_file_system_takes_is_refused(
    store: DiskStore, tmp_path: Path
) -> None:
    with largest_file(MIB), pytest.raises(NoSpace):
        put_pieces(store, NAME, MIB, 3)
    assert files(tmp_path) == []


WRITE_AND_WAIT = """
import sys
from pathlib import Path
from fourfold.vault.disk import DiskStore
writer = DiskStore(Path(sys.argv[1]), floor=0).writer(sys.argv[2])
writer.write(bytes(3_000_000))
print("written", flush=True)
sys.stdin.read()
"""


def test_a_killed_writer_leaves_only_what_a_sweep_removes(store: DiskStore, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITE_AND_WAIT, str(tmp_path / "store"), NAME]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)
    assert list(store.names()) == []
    assert len(files(tmp_path)) == 1
    swept = store.sweep(frozenset(), datetime.now(UTC) + timedelta(minutes=1))
    assert (swept.orphans, swept.unfinished) == ((), 1)
    assert files(tmp_path) == []
    put(store, NAME)


def test_a_sweep_removes_the_old_that_nobody_knows(store: DiskStore, tmp_path: Path) -> None:
    names = {"known": "a1" * 16, "old": "a2" * 16, "new": "a3" * 16}
    for name in names.values():
        put(store, name)
    writer = store.writer("a4" * 16)
    fresh = store.writer("a5" * 16)
    for path in files(tmp_path):
        age(path, DAY - timedelta(days=2))
    age(tmp_path / "store" / "a3" / names["new"], DAY)
    fresh.write(b"just now")

    swept = store.sweep({names["known"]}, DAY - timedelta(days=1))

    assert swept.orphans == (names["old"],)
    assert swept.unfinished == 1
    assert sorted(store.names()) == [names["known"], names["new"]]
    writer.abandon()
    fresh.abandon()


def test_a_sweep_leaves_files_alone_that_are_not_objects(store: DiskStore, tmp_path: Path) -> None:
    put(store, NAME)
    strangers = [tmp_path / "store" / "README", tmp_path / "store" / "ab" / "notes.txt"]
    for path in strangers:
        path.write_text("by the operator")
        age(path, DAY)
    store.sweep({NAME}, DAY + timedelta(days=1))
    assert all(path.exists() for path in strangers)
    assert list(store.names()) == [NAME]


def test_a_sweep_with_the_wrong_list_is_refused(store: DiskStore) -> None:
    names = [f"{number:032x}" for number in range(101)]
    for name in names:
        put(store, name)
    later = datetime.now(UTC) + timedelta(days=1)
    with pytest.raises(VaultError) as caught:
        store.sweep(frozenset({"ff" * 16}), later)
    assert caught.value.code == "sweep_refused"
    assert sorted(store.names()) == names
    assert store.sweep(names[1:], later).orphans == (names[0],)
