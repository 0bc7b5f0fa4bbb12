"""The one slow call: a passphrase to 32 bytes, by Argon2id. Also a process that does only that.

Run as `python -I -m fourfold.vault.argon` it answers requests on its standard input, one after the
other, at the lowest priority, so that a page always comes before a guess. RFC 9106; 128 MiB, three
passes, one lane.
"""

from __future__ import annotations

import contextlib
import os
import signal
import struct
import sys
import unicodedata
from dataclasses import dataclass, field
from typing import IO, Final

from argon2.low_level import Type, hash_secret_raw

from fourfold.vault.errors import Damaged

SALT: Final = 16
DERIVED: Final = 32
_HEAD: Final = struct.Struct(">IIIII")


@dataclass(frozen=True, slots=True)
class Params:
    """Argon2id's cost: memory in KiB, passes, lanes. Kept beside each wrap as "m=..,t=..,p=..".

    Never below the floor: parameters that were weakened in the database are refused.
    """

    memory: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        if self.memory < 128 * 1024 or self.passes < 3 or self.lanes != 1:
            raise Damaged("argon_params")
        if self.memory > 2 * 1024 * 1024 or self.passes > 32:
            raise Damaged("argon_params")

    @classmethod
    def current(cls) -> Params:
        """What new wraps use."""
        return cls(128 * 1024, 3, 1)

    @classmethod
    def from_text(cls, text: str) -> Params:
        """Parse "m=131072,t=3,p=1"; raises Damaged."""
        parts = dict(part.partition("=")[::2] for part in text.split(","))
        try:
            found = cls(int(parts["m"]), int(parts["t"]), int(parts["p"]))
        except (KeyError, ValueError):
            raise Damaged("argon_params") from None
        if found.to_text() != text:
            raise Damaged("argon_params")
        return found

    def to_text(self) -> str:
        """The form that is stored."""
        return f"m={self.memory},t={self.passes},p={self.lanes}"


@dataclass(frozen=True, slots=True)
class Request:
    """One derivation to be done."""

    passphrase: str = field(repr=False)
    salt: bytes
    params: Params


def derive(passphrase: str, salt: bytes, params: Params) -> bytes:
    """32 bytes, the root of a passphrase's keys, from the passphrase and a 16-byte salt."""
    if len(salt) != SALT:
        raise Damaged("argon_salt")
    return hash_secret_raw(
        normalise(passphrase).encode("utf-8", "replace"),
        salt,
        time_cost=params.passes,
        memory_cost=params.memory,
        parallelism=params.lanes,
        hash_len=DERIVED,
        type=Type.ID,
    )


def normalise(passphrase: str) -> str:
    """The form that is derived from: NFKC, single spaces between words, none around them.

    Keyboards differ in how they write the same letters, and phones add spaces.
    """
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def write_request(pipe: IO[bytes], request: Request) -> None:
    """Send one request to the process; raises OSError when it is gone."""
    text, params = request.passphrase.encode("utf-8", "replace"), request.params
    head = _HEAD.pack(len(text), len(request.salt), params.memory, params.passes, params.lanes)
    pipe.write(head + request.salt + text)
    pipe.flush()


def read_answer(pipe: IO[bytes]) -> bytes:
    """Wait for the 32 bytes; raises OSError when the process has died."""
    answer = pipe.read(DERIVED)
    if len(answer) != DERIVED:
        raise BrokenPipeError
    return answer


def _read_request(pipe: IO[bytes]) -> Request | None:
    head = pipe.read(_HEAD.size)
    if len(head) != _HEAD.size:
        return None
    text, salt, memory, passes, lanes = _HEAD.unpack(head)
    salt_bytes = pipe.read(salt)
    passphrase = pipe.read(text).decode()
    return Request(passphrase, salt_bytes, Params(memory, passes, lanes))


def _answer_requests() -> None:
    # Whoever started this process ends it, by closing its input or going away.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        os.nice(10)
    with contextlib.suppress(BrokenPipeError):
        while request := _read_request(sys.stdin.buffer):
            answer = derive(request.passphrase, request.salt, request.params)
            os.write(sys.stdout.fileno(), answer)


if __name__ == "__main__":
    _answer_requests()
