"""Keeping files: plaintext in, an age payload in the store and a sealed fingerprint out.

The plaintext passes once through memory, in pieces, and never reaches a disk. What comes back
(`Kept`) is sealed with the entry; opening later checks the file against it, because age alone does
not say who made a file: anyone with the disk could put another valid one in its place.
"""

from __future__ import annotations

import hashlib
import hmac
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

from fourfold.vault.age import Unwrapper, Wrapper, new_file_key, new_header, open_header
from fourfold.vault.errors import Damaged, TooLarge
from fourfold.vault.payload import Bytes, PayloadReader, Sealer, payload_length
from fourfold.vault.store import Store

PIECE: Final = 1024 * 1024


class Expected(NamedTuple):
    """What a sealed entry says of a file: hash and length of its plaintext, hash of its header."""

    sha256: str
    size: int
    header_sha256: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A file now in the store. `header` belongs in the key table, the rest inside the entry."""

    file_id: str
    sha256: str
    size: int
    header: bytes
    header_sha256: str

    @property
    def expected(self) -> Expected:
        """The facts that `open_kept` checks."""
        return Expected(self.sha256, self.size, self.header_sha256)


class Keeper:
    """Keeps one file as its bytes arrive. Anything but `finish` leaves nothing behind.

    `limit` is the largest plaintext allowed, in bytes. Raises BadName, Taken, NoSpace, TooLarge.
    """

    def __init__(
        self, store: Store, file_id: str, recipients: Iterable[Wrapper], limit: int | None = None
    ) -> None:
        file_key = new_file_key()
        self._header = new_header(recipients, file_key)
        self._sealer = Sealer(file_key)
        self._sha256 = hashlib.sha256()
        self._size = 0
        self._limit = limit
        self._file_id = file_id
        self._writer = store.writer(file_id)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.abandon()

    def update(self, data: Bytes) -> None:
        """Take the next bytes of the file."""
        self._size += memoryview(data).nbytes
        if self._limit is not None and self._size > self._limit:
            self.abandon()
            raise TooLarge("file_limit", limit=self._limit)
        self._sha256.update(data)
        self._sealer.pour(data, self._writer.write)

    def finish(self) -> Kept:
        """Make the file durable and say what was kept."""
        self._sealer.close(self._writer.write)
        self._writer.finish()
        header_sha256 = hashlib.sha256(self._header).hexdigest()
        sha256 = self._sha256.hexdigest()
        return Kept(self._file_id, sha256, self._size, self._header, header_sha256)

    def abandon(self) -> None:
        """Leave nothing behind; does nothing after `finish`."""
        self._writer.abandon()


def keep(keeper: Keeper, file: io.RawIOBase | io.BufferedIOBase) -> Kept:
    """Keep everything from the position of `file` to its end."""
    buffer = memoryview(bytearray(PIECE))
    with keeper:
        while count := file.readinto(buffer):
            keeper.update(buffer[:count])
        return keeper.finish()


def open_kept(
    store: Store, file_id: str, header: bytes, identity: Unwrapper, expect: tuple[str, int, str]
) -> PayloadReader:
    """A reader of a kept file, to be closed by the caller; `expect` is (sha256, size, header's).

    Raises Damaged when header, length or the last chunk is not what was kept, WrongKey, Missing.
    """
    _, size, header_sha256 = expect
    if not hmac.compare_digest(hashlib.sha256(header).hexdigest(), header_sha256):
        raise Damaged("header_swapped")
    length = store.size(file_id)
    if length != payload_length(size):
        raise Damaged("payload_length", found=length, expected=payload_length(size))
    file_key = open_header(header, identity)
    file = store.open(file_id)
    try:
        return PayloadReader(file, file_key, length)
    except BaseException:
        file.close()
        raise


def checked_pieces(reader: PayloadReader, sha256: str) -> Iterator[bytes]:
    """The whole file in pieces, the last one only after the plaintext hash was found right."""
    digest = hashlib.sha256()
    held = b""
    for piece in reader.pieces():
        digest.update(piece)
        if held:
            yield held
        held = piece
    if not hmac.compare_digest(digest.hexdigest(), sha256):
        raise Damaged("plaintext_hash")
    if held:
        yield held


def age_file_pieces(store: Store, file_id: str, header: bytes) -> Iterator[bytes]:
    """A kept file as a standard age file, still sealed: its header, then its payload."""
    yield header
    with store.open(file_id) as file:
        while piece := file.read(PIECE):
            yield piece
