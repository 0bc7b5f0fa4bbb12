"""The encrypted body of an age file: 64 KiB chunks of ChaCha20-Poly1305, writable and seekable.

A payload is a 16-byte nonce, then chunks. Each chunk's own nonce holds its place and whether it
is the last, so chunks cannot be moved, dropped or repeated. Source: https://c2sp.org/age, Payload.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from mmap import mmap
from typing import BinaryIO, Final, Self, TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fourfold.vault.errors import Damaged

CHUNK: Final = 64 * 1024
TAG: Final = 16
NONCE: Final = 16
PAGE: Final = 4096
_SEALED: Final = CHUNK + TAG
_BATCH: Final = 16  # chunks sealed or read at once: 1 MiB stays in the processor's cache
_SETTLER: Final = AESGCM(bytes(32))

Bytes: TypeAlias = bytes | bytearray | memoryview
Write: TypeAlias = Callable[[memoryview], object]


def payload_length(size: int) -> int:
    """Bytes of payload that hold `size` bytes of plaintext."""
    return NONCE + size + TAG * max(1, -(-size // CHUNK))


class Sealer:
    """Turns plaintext into a payload, a piece at a time.

    `update` and `finish` return bytes; `pour` and `close` pass views of one reused buffer to a
    `write` callable, which must use them before it returns. Output comes in pieces of about 1 MiB,
    page-aligned and in whole pages until the last: a store can then write past the page cache.
    """

    def __init__(self, file_key: bytes) -> None:
        nonce = os.urandom(NONCE)
        self._cipher = _cipher(file_key, nonce)
        self._index = 0
        # A chunk is sealed only when more bytes follow it, since the last one is marked as such.
        self._held = bytearray()
        self._ready = memoryview(mmap(-1, PAGE + _BATCH * _SEALED))
        self._ready[:NONCE] = nonce
        self._end = NONCE
        self._is_closed = False

    def update(self, data: Bytes) -> bytes:
        """Payload bytes that became ready with `data`, perhaps none."""
        ready = bytearray()
        self.pour(data, ready.extend)
        return bytes(ready)

    def finish(self) -> bytes:
        """The rest of the payload; the Sealer takes nothing after this."""
        ready = bytearray()
        self.close(ready.extend)
        return bytes(ready)

    def pour(self, data: Bytes, write: Write) -> None:
        """Seal every chunk that is now known not to be the last; write when the buffer is full."""
        view = memoryview(data).cast("B")
        if self._held:
            taken = view[: CHUNK - len(self._held)]
            self._held += taken
            view = view[len(taken) :]
            if view:
                self._seal(self._held, write, is_last=False)
                self._held = bytearray()
        whole = max(0, len(view) - 1) // CHUNK * CHUNK
        for start in range(0, whole, CHUNK):
            self._seal(view[start : start + CHUNK], write, is_last=False)
        self._held += view[whole:]
        _settle_registers()

    def close(self, write: Write) -> None:
        """Seal what is held as the last chunk, and write everything."""
        self._seal(self._held, write, is_last=True)
        write(self._ready[: self._end])
        self._is_closed = True

    def _seal(self, chunk: Bytes, write: Write, *, is_last: bool) -> None:
        if self._is_closed:
            raise ValueError("the payload is closed")
        if self._end + len(chunk) + TAG > len(self._ready):
            self._write_pages(write)
        end = self._end + len(chunk) + TAG
        place = _chunk_nonce(self._index, is_last=is_last)
        self._cipher.encrypt_into(place, chunk, None, self._ready[self._end : end])
        self._index += 1
        self._end = end

    def _write_pages(self, write: Write) -> None:
        """Write the whole pages, and move what is left to the front."""
        whole = self._end // PAGE * PAGE
        write(self._ready[:whole])
        self._end -= whole
        self._ready[: self._end] = self._ready[whole : whole + self._end]


class PayloadReader:
    """Any range of a payload's plaintext, without reading what comes before it.

    `file` holds the payload alone and is seekable; `length` is its size in bytes. The last chunk
    is read and checked first, so `size` is authentic and a payload cut anywhere is refused at once.
    Raises Damaged. Closing it closes the file. For one thread at a time: it moves the position.
    """

    def __init__(self, file: BinaryIO, file_key: bytes, length: int) -> None:
        body = length - NONCE
        if body < 0:
            raise Damaged("nonce_cut")
        self._last = max(0, body - 1) // _SEALED
        tail = body - self._last * _SEALED
        if tail < TAG or (tail == TAG and self._last):
            raise Damaged("payload_cut")
        self._file = file
        self._cipher = _cipher(file_key, self._bytes_at(0, NONCE))
        (self._tail,) = self._open_run(self._last, self._last + 1, tail)
        self.size = self._last * CHUNK + len(self._tail)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the payload's file."""
        self._file.close()

    def read_range(self, start: int, stop: int) -> bytes:
        """Plaintext from `start` up to `stop`, clamped to the size as a slice is."""
        return b"".join(self.pieces(start, stop))

    def pieces(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The same range in pieces of at most 64 KiB, each released only once it is checked."""
        stop = self.size if stop is None else min(stop, self.size)
        start = max(0, start)
        while start < stop:
            first = start // CHUNK
            beyond = min(first + _BATCH, (stop - 1) // CHUNK + 1)
            for index, chunk in enumerate(self._chunks(first, beyond), first):
                offset = index * CHUNK
                yield chunk[start - offset : stop - offset]
                start = offset + len(chunk)

    def as_file(self) -> io.BufferedReader:
        """A read-only, seekable file over the plaintext; closing it leaves this reader open."""
        return io.BufferedReader(_PayloadFile(self), CHUNK)

    def _chunks(self, first: int, beyond: int) -> list[bytes]:
        """Plaintext of the chunks from `first` up to `beyond`; the last one is already known."""
        before_last = min(beyond, self._last)
        chunks = []
        if first < before_last:
            chunks = self._open_run(first, before_last, (before_last - first) * _SEALED)
        return [*chunks, self._tail] if beyond > self._last else chunks

    def _open_run(self, first: int, beyond: int, length: int) -> list[bytes]:
        sealed = memoryview(self._bytes_at(NONCE + first * _SEALED, length))
        chunks = []
        for index in range(first, beyond):
            start = (index - first) * _SEALED
            place = _chunk_nonce(index, is_last=index == self._last)
            try:
                chunks.append(self._cipher.decrypt(place, sealed[start : start + _SEALED], None))
            except InvalidTag:
                raise Damaged("payload_chunk", index=index) from None
        return chunks

    def _bytes_at(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        data = self._file.read(length)
        if len(data) != length:
            raise Damaged("payload_cut")
        return data


class _PayloadFile(io.RawIOBase):
    """The raw side of `PayloadReader.as_file`: short reads that end at chunk boundaries."""

    def __init__(self, reader: PayloadReader) -> None:
        self._reader = reader
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._reader.size}
        position = start[whence] + offset
        if position < 0:
            raise ValueError("a position before the start")
        self._position = position
        return position

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        wanted = self._position + len(buffer)
        boundary = wanted // CHUNK * CHUNK
        data = self._read_to(boundary if boundary > self._position else wanted)
        buffer[: len(data)] = data
        return len(data)

    def readall(self) -> bytes:
        return self._read_to(self._reader.size)

    def _read_to(self, stop: int) -> bytes:
        data = self._reader.read_range(self._position, stop)
        self._position += len(data)
        return data


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, nonce, b"payload").derive(file_key))


def _settle_registers() -> None:
    """Give back to SHA-256 the sixth of its speed that ChaCha20 takes from it on x86-64.

    ChaCha20 leaves the wide vector registers in a state that slows what hashes next; AES-GCM code
    ends that state (measured). The key is no key, and the answer is not used.
    """
    _SETTLER.encrypt(bytes(12), b"", None)


def _chunk_nonce(index: int, *, is_last: bool) -> bytes:
    return index.to_bytes(11, "big") + bytes([is_last])
