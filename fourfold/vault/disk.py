"""A store in a folder: one file for each object, written whole or not at all.

A write goes to a temporary file in the object's own folder, is flushed to the disk, then linked to
its name (a link never overwrites), and the folder is flushed. After `finish` returns, a power cut
loses nothing; before, it leaves at most a temporary file, which `sweep` removes.
"""

from __future__ import annotations

import errno
import io
import os
import secrets
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from fcntl import F_GETFL, F_SETFL, fcntl
from pathlib import Path
from typing import BinaryIO, Final, Self

from fourfold.vault.errors import BadName, Missing, NoSpace, Taken, VaultError
from fourfold.vault.payload import PAGE
from fourfold.vault.store import Swept, check_name, is_name

FLOOR: Final = 256 * 1024 * 1024
_UNFINISHED: Final = ".part-"
_CHECK_EVERY: Final = 16 * 1024 * 1024
_SWEEP_LIMIT: Final = 100
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DIRECT: Final[int] = getattr(os, "O_DIRECT", 0)
_TRIES: Final = 8


class DiskStore:
    """Objects under `root`, in sub-folders by the first two letters of their name.

    Writing stops with NoSpace while less than `floor` bytes are free: a full disk would also stop
    the database, and with it every deletion.
    """

    def __init__(self, root: Path, floor: int = FLOOR) -> None:
        self._root = root.resolve()
        self._floor = floor

    def require_room(self, size: int) -> None:
        """Raise NoSpace if `size` more bytes would leave less than the floor."""
        _make_folder(self._root, self._root)
        disk = os.statvfs(self._root)
        free = disk.f_bavail * disk.f_frsize
        if free - size < self._floor:
            raise NoSpace("floor", free=free, floor=self._floor)

    def writer(self, name: str) -> DiskWriter:
        """Begin an object; raises BadName, Taken or NoSpace."""
        path = self._path(name)
        if os.path.lexists(path):
            raise Taken("store_name")
        with _full_disk_as_no_space():
            self.require_room(0)
            return DiskWriter(self, path, _open_temporary(self._root, path.parent))

    def open(self, name: str) -> BinaryIO:
        """The object as a seekable binary file; raises Missing."""
        path = self._path(name)
        with _absent_as_missing():
            return open(path, "rb", opener=_open_no_link)

    def size(self, name: str) -> int:
        """Length in bytes; raises Missing."""
        with self.open(name) as file:
            return os.fstat(file.fileno()).st_size

    def delete(self, name: str) -> bool:
        """Unlink the object and flush its folder; False when there was none."""
        path = self._path(name)
        try:
            path.unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        with suppress(FileNotFoundError):  # another deletion emptied and removed the folder
            _flush_folder(path.parent)
        self._remove_empty(path.parent)
        return True

    def names(self) -> Iterator[str]:
        """Every finished object, in no order."""
        for path in self._files():
            if is_name(name := self._name(path)):
                yield name

    def sweep(self, known: Container[str], older_than: datetime) -> Swept:
        """Remove unfinished writes and objects not in `known`, last written before `older_than`.

        Refuses, removing no object, when strangers are many and outnumber what is known: then it is
        the list that is wrong, for instance after a database was restored from the wrong place.
        """
        limit = older_than.timestamp()
        old = [path for path in self._files() if _written(path) < limit]
        unfinished = [path for path in old if path.name.startswith(_UNFINISHED)]
        objects = [name for path in old if is_name(name := self._name(path))]
        orphans = [name for name in objects if name not in known]
        for path in unfinished:
            path.unlink(missing_ok=True)
        if len(orphans) > max(_SWEEP_LIMIT, len(objects) - len(orphans)):
            raise VaultError("sweep_refused", orphans=len(orphans), objects=len(objects))
        return Swept(tuple(name for name in orphans if self.delete(name)), len(unfinished))

    def _path(self, name: str) -> Path:
        check_name(name)
        path = self._root / name[:2] / name
        if not path.parent.resolve().is_relative_to(self._root):
            raise BadName("store_link")
        return path

    def _name(self, path: Path) -> str:
        return "/".join(path.relative_to(self._root).parts[1:])

    def _files(self) -> Iterator[Path]:
        for folder, _, files in os.walk(self._root):
            for file in files:
                yield Path(folder, file)

    def _remove_empty(self, folder: Path) -> None:
        """Take away folders left empty, so that they do not tell that a record was here."""
        while folder != self._root:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent


class DiskWriter:
    """One object being written; see `store.Writer`."""

    def __init__(self, store: DiskStore, path: Path, file: io.FileIO) -> None:
        self._store = store
        self._path = path
        self._file = file
        self._unchecked = 0
        self._is_direct = bool(fcntl(file, F_GETFL) & _DIRECT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and not self._file.closed:
            self.finish()
        self.abandon()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Write all of `data`; on NoSpace nothing is left behind."""
        view = memoryview(data).cast("B")
        with self._abandoning():
            self._unchecked += len(view)
            if self._unchecked >= _CHECK_EVERY:
                self._store.require_room(0)
                self._unchecked = 0
            while view:
                view = view[self._write_some(view) :]

    def finish(self) -> None:
        """Flush, link to the name, flush the folder; raises Taken or NoSpace, keeping nothing."""
        with self._abandoning():
            os.fsync(self._file.fileno())
            try:
                os.link(self._file.name, self._path)
            except FileExistsError:
                raise Taken("store_name") from None
            self.abandon()
            _flush_folder(self._path.parent)

    def abandon(self) -> None:
        """Close and unlink the temporary file; does nothing a second time."""
        if not self._file.closed:
            self._file.close()
            Path(self._file.name).unlink(missing_ok=True)

    def _write_some(self, view: memoryview) -> int:
        """Write past the page cache while pieces are whole, aligned pages; then as usual."""
        if self._is_direct and len(view) % PAGE:
            self._stop_direct()
        try:
            return self._file.write(view)
        except OSError as error:
            if error.errno != errno.EINVAL or not self._is_direct:
                raise
        self._stop_direct()
        return self._file.write(view)

    def _stop_direct(self) -> None:
        fcntl(self._file, F_SETFL, fcntl(self._file, F_GETFL) & ~_DIRECT)
        self._is_direct = False

    @contextmanager
    def _abandoning(self) -> Iterator[None]:
        try:
            with _full_disk_as_no_space():
                yield
        except BaseException:
            self.abandon()
            raise


@contextmanager
def _full_disk_as_no_space() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise NoSpace("disk_full") from error
        raise


def _open_temporary(root: Path, folder: Path) -> io.FileIO:
    """A new, empty file of ours alone in `folder`, which is made when it is not there."""
    temporary = folder / (_UNFINISHED + secrets.token_hex(16))
    for _ in range(_TRIES):
        # A deletion next door may remove the folder while it is empty, even while it is being made.
        with suppress(FileNotFoundError):
            return io.FileIO(temporary, "x", opener=_open_private)
        with suppress(FileExistsError):
            _make_folder(root, folder)
    return io.FileIO(temporary, "x", opener=_open_private)


def _open_private(path: str, flags: int) -> int:
    """Open past the page cache where that is possible: copying into it costs as much as hashing."""
    flags |= os.O_NOFOLLOW
    try:
        return os.open(path, flags | _DIRECT, 0o600)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    Path(path).unlink(missing_ok=True)  # some kernels make the file before they refuse the flag
    return os.open(path, flags, 0o600)


def _make_folder(root: Path, folder: Path) -> None:
    """Make `folder` and those above it down from `root`, each flushed into its parent."""
    if folder.is_dir():
        return
    if folder != root:
        _make_folder(root, folder.parent)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _written(path: Path) -> float:
    """When a file was last written, in POSIX seconds; never, if it has gone meanwhile."""
    with suppress(FileNotFoundError):
        return path.lstat().st_mtime
    return float("inf")


@contextmanager
def _absent_as_missing() -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise Missing("store_name") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise BadName("store_link") from None
        raise


def _open_no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW)
