"""The table of postcodes and police forces: the packaged one, or one that was imported."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Final

import msgspec

from fourfold.core.support.area import Areas
from fourfold.core.support.table import UNITS, Table
from fourfold.data import forces

FORMAT: Final = 1
FOLDER: Final = "areas"
CURRENT: Final = "table.json.gz"
PREVIOUS: Final = "table.previous.json.gz"
_MONTH: Final = re.compile(r"(20[0-9]{2}-(0[1-9]|1[0-2]))?")
_MOST: Final = 16 * 1024 * 1024


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    table: Table


class BadTable(Exception):
    """A file that does not hold a table: damaged, cut_short, unreadable, format, codes, listed."""


@cache
def load() -> Areas:
    """The packaged table."""
    return decode(files(__package__).joinpath(FOLDER, CURRENT).read_bytes())


def current(data: Path) -> Areas:
    """The table that was imported into a data folder, or the packaged one.

    The file is looked at each time, and read again only when another has taken its place: an import
    is in force at once, in every process, without a restart. A file that cannot be read is left
    aside, so that people still get an answer; `fourfold areas show` says so.
    """
    path = data / FOLDER / CURRENT
    try:
        seen = path.stat()
        return _imported(path, (seen.st_ino, seen.st_mtime_ns, seen.st_size))
    except (OSError, BadTable):
        return load()


@cache
def _kept() -> dict[Path, tuple[tuple[int, int, int], Areas | BadTable]]:
    return {}


def _imported(path: Path, seen: tuple[int, int, int]) -> Areas:
    kept = _kept().get(path)
    if kept is None or kept[0] != seen:
        try:
            found: Areas | BadTable = decode(path.read_bytes())
        except BadTable as problem:
            found = problem
        kept = _kept()[path] = (seen, found)
    if isinstance(kept[1], BadTable):
        raise kept[1]
    return kept[1]


def decode(raw: bytes) -> Areas:
    """A table from the bytes of its file; raises BadTable."""
    try:
        file = msgspec.json.decode(_unpacked(raw), type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise BadTable("unreadable") from problem
    return _areas(file)


def encode(table: Table) -> bytes:
    """The bytes of a table's file: the same for the same table."""
    raw = msgspec.json.encode(_File(FORMAT, table), order="sorted")
    return gzip.compress(raw, mtime=0)


def _unpacked(raw: bytes) -> bytes:
    """Unzip no more than a table can have: the file is not trusted to be one."""
    reader = zlib.decompressobj(wbits=31)
    try:
        found = reader.decompress(raw, _MOST)
    except zlib.error as problem:
        raise BadTable("damaged") from problem
    if not reader.eof:
        raise BadTable("cut_short")
    return found


def _areas(file: _File) -> Areas:
    """Refuse what would only fail, or answer wrongly, once somebody asks."""
    table = file.table
    used = {
        *table.rules.values(),
        *chain.from_iterable(table.near.values()),
        *(force for counted in table.outcodes.values() for force, _ in counted),
    }
    if file.format != FORMAT or not _MONTH.fullmatch(table.dated):
        raise BadTable("format")
    if not set(table.codes) <= set(forces.by_code()) or not used <= set(range(len(table.codes))):
        raise BadTable("codes")
    if any(len(bits) * 8 != len(UNITS) for bits in table.listed.values()):
        raise BadTable("listed")
    return Areas(table, forces.by_code())


def keep(data: Path, table: Table) -> None:
    """Put a table into a data folder in place of the one until now, which is kept beside it.

    The table is flushed to the disk under another name first, then renamed: whoever reads at that
    moment, and whoever starts after a power cut, has the old one or the new one, whole. Both belong
    to whoever the data folder belongs to: the service has to read what root put there.
    """
    folder = data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = data.stat()
    new = folder / f".{CURRENT}.{os.getpid()}"
    try:
        with open(new, "wb", opener=_private) as file:
            file.write(encode(table))
            file.flush()
            os.fsync(file.fileno())
        if os.geteuid() == 0:
            for each in (folder, new):
                os.chown(each, owner.st_uid, owner.st_gid)
        if (folder / CURRENT).exists():
            spare = folder / f".{PREVIOUS}.{os.getpid()}"
            spare.unlink(missing_ok=True)
            spare.hardlink_to(folder / CURRENT)
            spare.replace(folder / PREVIOUS)
        new.replace(folder / CURRENT)
    finally:
        new.unlink(missing_ok=True)
    _flush(folder)


def undo(data: Path) -> bool:
    """Go back to the table before, or to the packaged one; False when that is in use already."""
    folder = data / FOLDER
    try:
        (folder / PREVIOUS).replace(folder / CURRENT)
    except FileNotFoundError:
        try:
            (folder / CURRENT).unlink()
        except FileNotFoundError:
            return False
    _flush(folder)
    return True


def is_damaged(data: Path) -> bool:
    """Whether there is an imported table that cannot be read, so that the packaged one answers."""
    path = data / FOLDER / CURRENT
    return path.exists() and current(data) is load()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW, 0o600)


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
