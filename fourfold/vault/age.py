"""Files in the age v1 format, to X25519 recipients: what the `age` program writes and reads.

A file is a text header that wraps a 16-byte file key for each recipient, then a payload (see
`payload`). The header code knows recipients and identities only by `wrap` and `unwrap`, so that a
second kind can be added without touching a payload. Source: https://c2sp.org/age.
"""

from __future__ import annotations

import hmac
import io
import os
import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fourfold.vault import bech32
from fourfold.vault.errors import Damaged, WrongKey
from fourfold.vault.payload import PayloadReader, Sealer

__all__ = [
    "FILE_KEY",
    "HEADER_LIMIT",
    "Identity",
    "PayloadReader",
    "Recipient",
    "Sealer",
    "Stanza",
    "header_length",
    "new_file_key",
    "new_header",
    "open_bytes",
    "open_header",
    "seal_bytes",
]

FILE_KEY: Final = 16
HEADER_LIMIT: Final = 64 * 1024
_VERSION: Final = b"age-encryption.org/v1\n"
_COLUMNS: Final = 64
_ARGUMENTS = re.compile(rb"-> [!-~]+(?: [!-~]+)*")
_WRAP_INFO: Final = b"age-encryption.org/v1/X25519"
_ZERO_NONCE: Final = bytes(12)


@dataclass(frozen=True, slots=True)
class Stanza:
    """One recipient's part of a header: its arguments (the first names its kind) and its body."""

    arguments: tuple[str, ...]
    body: bytes

    def to_bytes(self) -> bytes:
        """Header lines; the body ends with a line shorter than 64 columns, which may be empty."""
        text = _to_base64(self.body)
        lines = [text[at : at + _COLUMNS] for at in range(0, len(text) + 1, _COLUMNS)]
        return "\n".join(["-> " + " ".join(self.arguments), *lines, ""]).encode("ascii")


class Wrapper(Protocol):
    """Whom a file can be sealed to."""

    def wrap(self, file_key: bytes) -> Stanza:
        """A fresh stanza that only the matching key can unwrap."""


class Unwrapper(Protocol):
    """What a file can be opened with."""

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key; None when the stanza is for somebody else; Damaged when malformed."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """The public half of an X25519 pair: 32 bytes, as text "age1...". Anyone may seal to it."""

    public: bytes

    def __post_init__(self) -> None:
        if len(self.public) != 32:
            raise Damaged("recipient_length")

    @classmethod
    def from_text(cls, text: str) -> Recipient:
        """Parse "age1..."; raises Damaged unless it is canonical bech32 of 32 bytes."""
        return cls(bech32.decode("age", text))

    def to_text(self) -> str:
        """The form that `age -r` takes."""
        return bech32.encode("age", self.public)

    def wrap(self, file_key: bytes) -> Stanza:
        """Seal `file_key` to this recipient under a fresh ephemeral key."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        secret = _exchange(ephemeral, self.public)
        body = _wrapping_cipher(secret, share, self.public).encrypt(_ZERO_NONCE, file_key, None)
        return Stanza(("X25519", _to_base64(share)), body)


@dataclass(frozen=True, slots=True)
class Identity:
    """The secret half of an X25519 pair: 32 bytes, as text "AGE-SECRET-KEY-1..."."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != 32:
            raise Damaged("identity_length")

    @classmethod
    def generate(cls, random32: bytes) -> Identity:
        """A new identity from 32 bytes of the caller's randomness."""
        return cls(random32)

    @classmethod
    def from_text(cls, text: str) -> Identity:
        """Parse "AGE-SECRET-KEY-1..."; raises Damaged unless canonical, upper case, 32 bytes."""
        if text != text.upper():
            raise Damaged("identity_case")
        return cls(bech32.decode("age-secret-key-", text.lower()))

    def to_text(self) -> str:
        """The form that `age -i` takes, inside a file."""
        return bech32.encode("age-secret-key-", self.secret).upper()

    @property
    def recipient(self) -> Recipient:
        """The public half."""
        return Recipient(self._private().public_key().public_bytes_raw())

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key, or None when the stanza is another's; raises Damaged when malformed."""
        if stanza.arguments[0] != "X25519":
            return None
        if len(stanza.arguments) != 2 or len(stanza.body) != FILE_KEY + 16:
            raise Damaged("header_stanza")
        share = _from_base64(stanza.arguments[1])
        if len(share) != 32:
            raise Damaged("header_stanza")
        secret = _exchange(self._private(), share)
        try:
            cipher = _wrapping_cipher(secret, share, self.recipient.public)
            return cipher.decrypt(_ZERO_NONCE, stanza.body, None)
        except InvalidTag:
            return None

    def _private(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self.secret)


def new_file_key() -> bytes:
    """Sixteen fresh random bytes, for one file only."""
    return os.urandom(FILE_KEY)


def new_header(recipients: Iterable[Wrapper], file_key: bytes) -> bytes:
    """A header that lets each recipient find `file_key`."""
    stanzas = [recipient.wrap(file_key) for recipient in recipients]
    if not stanzas:
        raise ValueError("a header needs a recipient")
    text = _VERSION + b"".join(stanza.to_bytes() for stanza in stanzas) + b"---"
    return text + b" " + _to_base64(_mac(text, file_key)).encode("ascii") + b"\n"


def open_header(header: bytes, identity: Unwrapper) -> bytes:
    """The file key of exactly one whole header.

    Raises Damaged when it is malformed or was changed, WrongKey when no stanza is for `identity`.
    """
    stanzas, signed, mac = _parse(header)
    file_key = _unwrap_first(stanzas, identity)
    if file_key is None:
        raise WrongKey("no_stanza")
    if not hmac.compare_digest(_mac(signed, file_key), mac):
        raise Damaged("header_mac")
    return file_key


def header_length(data: bytes) -> int:
    """How many bytes of `data`, the start of an age file, are its header; Damaged if none are."""
    mark = data.find(b"\n--- ", 0, HEADER_LIMIT)
    end = data.find(b"\n", mark + 1, HEADER_LIMIT)
    if mark < 0 or end < 0:
        raise Damaged("header_end")
    return end + 1


def seal_bytes(data: bytes, recipients: Iterable[Wrapper]) -> bytes:
    """A whole age file holding `data`; for things that fit in memory."""
    file_key = new_file_key()
    sealer = Sealer(file_key)
    return new_header(recipients, file_key) + sealer.update(data) + sealer.finish()


def open_bytes(data: bytes, identity: Unwrapper) -> bytes:
    """What `seal_bytes` sealed; raises Damaged or WrongKey and never a part of the content."""
    start = header_length(data)
    file_key = open_header(data[:start], identity)
    payload = io.BytesIO(data[start:])
    reader = PayloadReader(payload, file_key, len(data) - start)
    return reader.read_range(0, reader.size)


def _parse(header: bytes) -> tuple[Sequence[Stanza], bytes, bytes]:
    """Stanzas, the bytes the MAC covers, and the MAC."""
    if not header.startswith(_VERSION):
        raise Damaged("header_version")
    lines = header[len(_VERSION) :].split(b"\n")
    stanzas = []
    while lines and not lines[0].startswith(b"---"):
        stanza, lines = _parse_stanza(lines)
        stanzas.append(stanza)
    if not stanzas or len(lines) != 2 or lines[1] or not lines[0].startswith(b"--- "):
        raise Damaged("header_end")
    mac = _from_base64(lines[0][4:].decode("latin-1"))
    if len(mac) != 32:
        raise Damaged("header_end")
    return stanzas, header[: -len(lines[0][3:]) - 1], mac


def _parse_stanza(lines: list[bytes]) -> tuple[Stanza, list[bytes]]:
    """The stanza at the head of `lines`, and the lines after it."""
    if not _ARGUMENTS.fullmatch(lines[0]):
        raise Damaged("header_stanza")
    count = 1
    while count < len(lines) and len(lines[count]) == _COLUMNS:
        count += 1
    if count >= len(lines) or len(lines[count]) > _COLUMNS:
        raise Damaged("header_stanza")
    body = b"".join(lines[1 : count + 1]).decode("latin-1")
    arguments = tuple(lines[0][3:].decode("ascii").split(" "))
    return Stanza(arguments, _from_base64(body)), lines[count + 1 :]


def _unwrap_first(stanzas: Sequence[Stanza], identity: Unwrapper) -> bytes | None:
    """The first key found; every stanza is looked at, so that a malformed one is refused."""
    if len(stanzas) > 1 and any(stanza.arguments[0] == "scrypt" for stanza in stanzas):
        raise Damaged("header_stanza")
    found = [key for stanza in stanzas if (key := identity.unwrap(stanza)) is not None]
    return found[0] if found else None


def _mac(signed: bytes, file_key: bytes) -> bytes:
    key = HKDF(SHA256(), 32, None, b"header").derive(file_key)
    return hmac.digest(key, signed, "sha256")


def _exchange(private: X25519PrivateKey, public: bytes) -> bytes:
    try:
        return private.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:  # the shared secret came out as zeros: a point of low order
        raise Damaged("header_share") from None


def _wrapping_cipher(secret: bytes, share: bytes, public: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, share + public, _WRAP_INFO).derive(secret))


def _to_base64(data: bytes) -> str:
    return b64encode(data).rstrip(b"=").decode("ascii")


def _from_base64(text: str) -> bytes:
    """Canonical base64 without padding, or Damaged."""
    try:
        data = b64decode(text.encode("latin-1") + b"=" * (-len(text) % 4), validate=True)
    except Base64Error:
        raise Damaged("header_base64") from None
    if _to_base64(data) != text:
        raise Damaged("header_base64")
    return data
