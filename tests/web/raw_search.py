"""A raw search of a folder for words that must not be there, in any dress that words wear on disks.

Each needle is looked for in plain, in both UTF-16s, hex, base64 at each of its three alignments,
as an address, a form, HTML or JSON would write it, small and capital letters alike; in the bytes of
every file and in whatever can be unpacked out of them: zlib, gzip, zip, raw or one inside another.
A database is also read value by value, since a long value lies there in pieces.
"""

from __future__ import annotations

import html
import json
import re
import sqlite3
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

DEPTH = 4
MOST = 64 * 1024 * 1024
MARKS = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|PK\x03\x04", re.DOTALL)
ESCAPED = re.compile(rb"\\u([0-9a-fA-F]{4})")
SQLITE = b"SQLite format 3\0"
URL_SAFE = bytes.maketrans(b"+/", b"-_")


@dataclass(frozen=True)
class Needle:
    """What is looked for: `folded` without regard to case, `exact` as it stands."""

    name: str
    folded: tuple[bytes, ...]
    exact: tuple[bytes, ...]

    def is_in(self, data: bytes, small: bytes) -> bool:
        is_folded = any(each in small for each in self.folded)
        return is_folded or any(each in data for each in self.exact)


def words(text: str) -> Needle:
    """A needle for something written."""
    plain = text.encode()
    ways = {
        plain,
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        plain.hex().encode(),
        quote(text, safe="").encode(),
        quote_plus(text).encode(),
        html.escape(text).encode(),
        json.dumps(text)[1:-1].encode(),
    }
    cases = {text, text.lower(), text.upper()}
    exact = {each for case in cases for each in base64s(case.encode())}
    return Needle(text, tuple({way.lower() for way in ways}), tuple(exact))


def raw(name: str, data: bytes) -> Needle:
    """A needle for a key: its bytes, their hex, their base64."""
    return Needle(name, (data.hex().encode(),), (data, data[::-1], *base64s(data)))


def base64s(data: bytes) -> set[bytes]:
    """What stands for `data` inside base64, after 0, 1 or 2 other bytes, in both alphabets."""
    found = set()
    for before in range(3):
        text = b64encode(b"\0" * before + data)
        # The first and last characters also hold bits of the neighbours.
        start = (0, 2, 3)[before]
        stop = len(text.rstrip(b"=")) - (1 if (before + len(data)) % 3 else 0)
        found |= {text[start:stop], text[start:stop].translate(URL_SAFE)}
    return found


def search(folder: Path, needles: Iterable[Needle]) -> dict[str, set[str]]:
    """Where each needle that is somewhere was found: its name to the files' paths in `folder`."""
    wanted = tuple(needles)
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        place = str(path.relative_to(folder))
        texts = [place.encode()]
        if path.is_file() and not path.is_symlink():
            texts += layers(path.read_bytes(), DEPTH)
        for data in texts:
            small = data.lower()
            for needle in wanted:
                if needle.is_in(data, small):
                    found.setdefault(needle.name, set()).add(place)
    return found


def search_values(folder: Path, needles: Iterable[Needle]) -> dict[str, set[str]]:
    """The same in every value of every SQLite database, as `table.column`."""
    wanted = tuple(needles)
    found: dict[str, set[str]] = {}
    for place, value in database_values(folder):
        for data in layers(value, DEPTH):
            small = data.lower()
            for needle in wanted:
                if needle.is_in(data, small):
                    found.setdefault(needle.name, set()).add(place)
    return found


def database_values(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every value in every database, with what its write-ahead log holds."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.read_bytes()[:16] != SQLITE:
            continue
        database = sqlite3.connect(path)
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            rows = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608  names out of the file
            columns = [each[0] for each in rows.description]
            for row in rows:
                for column, value in zip(columns, row, strict=True):
                    data = value if isinstance(value, bytes) else str(value).encode()
                    yield f"{table}.{column}", data
        database.close()


def layers(data: bytes, depth: int) -> Iterator[bytes]:
    """The bytes themselves, then all that can be unpacked out of them, inside out."""
    yield data
    unescaped = ESCAPED.sub(lambda found: _letter(found.group(1)), data)
    if unescaped != data:
        yield unescaped
    if depth:
        for mark in MARKS.finditer(data):
            inside = UNPACK[mark.group()[:1]](data, mark.start())
            if inside:
                yield from layers(inside, depth - 1)


def _letter(digits: bytes) -> bytes:
    return chr(int(digits, 16)).encode("utf-8", "surrogatepass")


def _inflated(data: bytes, start: int, window: int) -> bytes:
    """As much as can be unpacked from here on: a stream may be cut off, or lead into noise."""
    unpacker, out = zlib.decompressobj(window), b""
    try:
        for at in range(start, len(data), 4096):
            out += unpacker.decompress(data[at : at + 4096], MOST)
            if unpacker.eof or len(out) >= MOST:
                break
    except zlib.error:
        pass
    return out


def _zlib(data: bytes, start: int) -> bytes:
    return _inflated(data, start, zlib.MAX_WBITS)


def _gzip(data: bytes, start: int) -> bytes:
    return _inflated(data, start, zlib.MAX_WBITS + 16)


def _zip(data: bytes, start: int) -> bytes:
    """One member of a zip; a stored one lies open anyway."""
    name, extra = (int.from_bytes(data[start + at : start + at + 2], "little") for at in (26, 28))
    is_deflated = data[start + 8 : start + 10] == b"\x08\x00"
    return _inflated(data, start + 30 + name + extra, -zlib.MAX_WBITS) if is_deflated else b""


UNPACK: dict[bytes, Callable[[bytes, int], bytes]] = {b"\x78": _zlib, b"\x1f": _gzip, b"P": _zip}
