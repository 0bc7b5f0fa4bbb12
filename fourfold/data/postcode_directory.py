"""The official postcode directory, as the Office for National Statistics gives it out: CSV or ZIP.

A file may be over a gigabyte long, damaged, or made to do harm: it is read a piece at a time, no
line may be long, and what comes out of a ZIP is counted, whatever the ZIP says of itself.
"""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final

from fourfold.core.support.errors import DirectoryError
from fourfold.core.support.gathering import NOBODY, Columns, Gathered, check, columns_of, gather

NSPL: Final = "National Statistics Postcode Lookup, Office for National Statistics"
ONSPD: Final = "ONS Postcode Directory, Office for National Statistics"

_PIECE = 1 << 20
_LONGEST_LINE = 1 << 16
_LARGEST = 4 << 30
_BOM = "ï»¿"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RELEASE = re.compile(rf"(nspl|onspd)[a-z0-9]*[_ -]({'|'.join(_MONTHS)})[a-z]*[_ -](20\d\d)")
# A ZIP has the whole directory in one file, and again in parts.
_PARTS = re.compile(r"multi_?csv", re.IGNORECASE)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One CSV of a directory: how to open it, its name and how long it says that it is."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Read:
    """A directory that was read, which directory it is and of what month ("" if it is not said)."""

    found: Gathered
    source: str
    dated: str


def read(path: Path, codes: Sequence[str], before: int, progress: Progress) -> Read:
    """Read a directory; `codes` are the forces', `before` is how many postcodes there were.

    Raises DirectoryError, and OSError where the file cannot be opened.
    """
    found = Gathered(tuple(codes))
    known = {code: number for number, code in enumerate(codes)} | {"": NOBODY}
    try:
        with ExitStack() as stack:
            parts = _parts(path, stack)
            whole = sum(part.size for part in parts)
            done = 0
            for part in parts:
                done = _read_part(part, found, known, _counting(progress, done, whole))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as problem:
        raise DirectoryError("damaged") from problem
    except csv.Error as problem:
        raise DirectoryError("unreadable") from problem
    check(found, before)
    return Read(found, *_release([path.name, *(part.name for part in parts)]))


def _parts(path: Path, stack: ExitStack) -> list[Part]:
    """The files that make up the directory, each once."""
    with path.open("rb") as file:
        start = file.read(4)
    if not start.startswith(b"PK"):
        return [Part(path.name, path.stat().st_size, lambda: path.open("rb"))]
    bundle = stack.enter_context(zipfile.ZipFile(path))
    parts = [
        Part(each.filename, each.file_size, partial(bundle.open, each))
        for each in bundle.infolist()
        if each.filename.lower().endswith(".csv") and not each.is_dir()
    ]
    tables = [part for part in parts if _is_table(part)]
    whole = [part for part in tables if not _PARTS.search(part.name)]
    if len(whole) > 1:
        raise DirectoryError("several", names=", ".join(Path(part.name).name for part in whole[:3]))
    if not tables:
        raise DirectoryError("no_table")
    return whole or sorted(tables, key=lambda part: part.name)


def _is_table(part: Part) -> bool:
    """Whether a CSV has the columns; a directory comes with lists of names and codes."""
    try:
        with closing(part.open()) as file:
            _columns(_lines(file, lambda _done: None))
    except (DirectoryError, csv.Error):
        return False
    return True


def _read_part(
    part: Part, found: Gathered, known: dict[str, int], progress: Callable[[int], None]
) -> int:
    """Read one file; returns how many bytes it had."""
    size = 0

    def count(done: int) -> None:
        nonlocal size
        size = done
        progress(done)

    with closing(part.open()) as file:
        lines = _lines(file, count)
        gather(lines, _columns(lines), found, known)
    return size


def _columns(lines: Iterator[str]) -> Columns:
    """Take the header from the lines."""
    header = next(lines, "").removeprefix(_BOM)
    if not header.strip():
        raise DirectoryError("empty")
    return columns_of(next(csv.reader([header])))


def _lines(file: IO[bytes], progress: Callable[[int], None]) -> Iterator[str]:
    """Lines without their ends, read a piece at a time.

    Every byte is a letter of Latin-1, and the columns that are looked at have only ASCII, so that
    names in whatever encoding do no harm.
    """
    rest, done = "", 0
    while piece := file.read(_PIECE):
        if not done and piece.startswith(_UTF_16):
            raise DirectoryError("encoding")
        done += len(piece)
        progress(done)
        if done > _LARGEST:
            raise DirectoryError("too_large")
        lines = (rest + piece.decode("latin-1")).split("\n")
        rest = lines.pop()
        if len(rest) > _LONGEST_LINE:
            raise DirectoryError("unreadable")
        yield from lines
    if rest:
        yield rest


def _counting(progress: Progress, before: int, whole: int) -> Callable[[int], None]:
    return lambda done: progress(before + done, whole)


def _release(names: Sequence[str]) -> tuple[str, str]:
    """Which directory it is, and its month, from the first name that says so."""
    for name in names:
        if match := _RELEASE.search(name.lower()):
            month = _MONTHS.index(match[2]) + 1
            return (NSPL if match[1] == "nspl" else ONSPD), f"{match[3]}-{month:02}"
    return "Postcode directory, Office for National Statistics", ""
