"""Seals: small pieces of a record under a key, bound to the one place where they belong.

A seal is AES-256-GCM. What it is bound to (`Context`) takes part as associated data, so that a
seal moved to another place, or an older version of it put back, does not open. Lengths are padded,
so that a seal tells roughly how long its content is and no more.

    seal    = 0x01 || nonce (12 random bytes) || ciphertext || tag (16)
    content = length (4 bytes, big-endian) || data || zeros up to a padded length
    bound   = "fourfold/v1/seal" LF purpose LF record id LF number LF version LF item

The format never changes once a record exists (docs/key-hierarchy.md); a new one gets a new first
byte. Sources: NIST SP 800-38D (GCM); Nikitin and others 2019, "Reducing Metadata Leakage" (Padme).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fourfold.vault.errors import Damaged, TooLarge, WrongKey

KEY: Final = 32
SMALLEST: Final = 256
LARGEST: Final = 64 * 1024 * 1024
_FORMAT: Final = b"\x01"
_LABEL: Final = "fourfold/v1/seal"
_NONCE: Final = 12
_TAG: Final = 16
_LENGTH: Final = 4
_WORD = re.compile(r"[0-9a-z./-]{0,64}")


class Purpose(StrEnum):
    """What a seal holds. Members can be added; their values are stored and never change."""

    ENTRY = "entry"
    ENTRY_KEY = "entry-key"
    FILE_HEADER = "file-header"
    FORM = "form"
    INDEX = "index"
    LEAF = "leaf"
    PASSPHRASE_WRAP = "wrap-passphrase"  # noqa: S105  a name, not a passphrase
    RECOVERY_WRAP = "wrap-recovery"
    REMOVED = "removed"
    SECOND = "second"
    PACK = "pack"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Context:
    """The one place where a seal opens.

    record_id: 32 hex digits. number, version: of the entry, leaf or page, 0 where there is none.
    item: what else tells two such seals apart, such as a server key's id.
    """

    purpose: Purpose
    record_id: str
    number: int = 0
    version: int = 0
    item: str = ""

    def __post_init__(self) -> None:
        if not _WORD.fullmatch(self.record_id) or not _WORD.fullmatch(self.item):
            raise ValueError("a context is lower-case letters, digits, dots, dashes and slashes")
        if self.number < 0 or self.version < 0:
            raise ValueError("a context counts from 0")

    def to_bytes(self) -> bytes:
        """The associated data."""
        place = (self.record_id, str(self.number), str(self.version), self.item)
        return "\n".join((_LABEL, self.purpose.value, *place)).encode("ascii")


def seal(key: bytes, data: bytes, context: Context) -> bytes:
    """Seal `data` under a 32-byte key, at one place; raises TooLarge above 64 MiB."""
    return seal_with(key, os.urandom(_NONCE), data, context)


def seal_with(key: bytes, nonce: bytes, data: bytes, context: Context) -> bytes:
    """`seal` with a given nonce. A nonce serves once per key: for test vectors only."""
    sealed = AESGCM(_checked(key)).encrypt(nonce, pad(data), context.to_bytes())
    return _FORMAT + nonce + sealed


def open(key: bytes, sealed: bytes, context: Context) -> bytes:
    """What was sealed.

    Raises WrongKey when the key or the place is another or a bit was changed (GCM cannot tell
    which), Damaged when `sealed` is not in the format at all.
    """
    if len(sealed) < len(_FORMAT) + _NONCE + SMALLEST + _TAG or sealed[:1] != _FORMAT:
        raise Damaged("seal_format")
    nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        padded = AESGCM(_checked(key)).decrypt(nonce, body, context.to_bytes())
    except InvalidTag:
        raise WrongKey("seal", purpose=context.purpose.value) from None
    return unpad(padded)


def padded_length(length: int) -> int:
    """Padme: at most 12 % more, and only O(log log n) bits of the length remain; 256 at least."""
    if length <= SMALLEST:
        return SMALLEST
    exponent = length.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-length // step) * step


def pad(data: bytes) -> bytes:
    """`data` with its length before it and zeros after it; raises TooLarge above 64 MiB."""
    if len(data) > LARGEST:
        raise TooLarge("seal", limit=LARGEST)
    content = len(data).to_bytes(_LENGTH, "big") + data
    return content.ljust(padded_length(len(content)), b"\0")


def unpad(padded: bytes) -> bytes:
    """What `pad` was given; raises Damaged unless the padding is exactly its own."""
    end = _LENGTH + int.from_bytes(padded[:_LENGTH], "big")
    if len(padded) != padded_length(end) or any(padded[end:]):
        raise Damaged("seal_padding")
    return padded[_LENGTH:end]


def _checked(key: bytes) -> bytes:
    """A key of the one right length: AES would take shorter ones in silence."""
    if len(key) != KEY:
        raise ValueError("a seal needs a key of 32 bytes")
    return key
