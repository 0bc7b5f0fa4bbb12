"""Checkpoints: what a log was at one moment, signed, and short enough to write on paper.

The text is a C2SP tlog-checkpoint, three lines and extension lines, one of them the day:

    origin
    size, in decimal
    root, in base64
    day 2026-11-22

Signatures are Ed25519 over exactly that text, carried in a C2SP signed note. The short form holds
the size, the day and the first 100 bits of SHA-256 of the text, with check characters, so that
somebody else can keep it on paper: a later checkpoint cannot be passed off as that one.

Nothing here holds a key: signing and verifying are callables. Exact bytes: docs/log-format.md.

Sources: c2sp.org/tlog-checkpoint, c2sp.org/signed-note, RFC 4648, RFC 8032; base32 alphabet:
crockford.com/base32.html. Checked 2026-11.
"""

import binascii
import re
from base64 import b32hexencode, b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import NamedTuple, Self
from unicodedata import normalize

from fourfold.core.record.errors import CheckpointError, NoteError, ShortFormError
from fourfold.core.record.merkle import EMPTY_ROOT, HASH_SIZE

ED25519 = 0x01
KEY_ID_SIZE = 4
MAX_SIGNATURES = 16
MAX_NOTE = 65_536

Sign = Callable[[bytes], bytes]
Verify = Callable[[bytes, bytes], bool]

_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_AS_WRITTEN = str.maketrans("0123456789ABCDEFGHIJKLMNOPQRSTUV", _ALPHABET)
_AS_READ = str.maketrans("OIL", "011", " \t\n-.,\u2010\u2011\u2012\u2013\u2014\u2212")
_DIGEST_LENGTH = 20
_CHECK_LENGTH = 4
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ISO_DAY = re.compile(r"^(\s*[0-9,]+[\s,;:-]+)([0-9]{4})-([0-9]{2})-([0-9]{2})\b")
_SHORT_FORM = re.compile(
    r"""
    \s* (?P<size> [0-9]{1,3} (?: ,[0-9]{3} )+ | [0-9]{1,16} )
    [\s,;:-]+
    (?P<day> [0-9]{1,2} ) (?: st | nd | rd | th )? [\s./-]*
    (?P<month> [a-z]+ | [0-9]{1,2} ) [\s./,-]* (?P<year> [0-9]{4} )
    [\s,;:-]+
    (?P<groups> .+ )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SIGNATURE_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log. root: 32 bytes. extensions: whole lines, such as "day 2026-11-22".

    Raises CheckpointError (`origin`, `size`, `root`, `extension`, `day`).
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what the text cannot carry."""
        if not _is_key_name(self.origin):
            raise CheckpointError("origin")
        if not 0 <= self.size < 2**53:
            raise CheckpointError("size", size=self.size)
        if len(self.root) != HASH_SIZE or (self.size == 0 and self.root != EMPTY_ROOT):
            raise CheckpointError("root")
        for line in self.extensions:
            if not line or "\n" in line or _CONTROL.search(line):
                raise CheckpointError("extension")
        _day_of(self.extensions)

    @property
    def day(self) -> date | None:
        """The day that the "day" line names, if there is one."""
        return _day_of(self.extensions)

    def body(self) -> str:
        """Return the text that is signed; its UTF-8 bytes are what a signature covers."""
        lines = (self.origin, str(self.size), b64encode(self.root).decode(), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def from_body(cls, text: str) -> Self:
        """Read a body; raises CheckpointError (also `body`) for what `body` would not write."""
        origin, _, rest = text.partition("\n")
        size, _, rest = rest.partition("\n")
        root, _, rest = rest.partition("\n")
        if not _SIZE.fullmatch(size):
            raise CheckpointError("size")
        extensions = tuple(rest.removesuffix("\n").split("\n")) if rest else ()
        checkpoint = cls(origin, int(size), _from_base64(root), extensions)
        if checkpoint.body() != text:
            raise CheckpointError("body")
        return checkpoint


def day_line(day: date) -> str:
    """Return the extension line that names a day."""
    return f"day {day.isoformat()}"


class Signature(NamedTuple):
    """One signature of a note: who signed, the 4-byte key id, and the raw signature."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A note of which at least one signature was checked: its text and who signed it."""

    body: str
    signers: tuple[str, ...]


def key_id(name: str, public_key: bytes) -> bytes:
    """Return the 4 bytes that stand for an Ed25519 key (32 bytes) and its name in a note."""
    return sha256(name.encode() + b"\n" + bytes([ED25519]) + public_key).digest()[:KEY_ID_SIZE]


def verifier_key(name: str, public_key: bytes) -> str:
    """Return the key as the signed-note tools take it: name+keyid+base64(0x01 || key)."""
    encoded = b64encode(bytes([ED25519]) + public_key).decode()
    return f"{name}+{key_id(name, public_key).hex()}+{encoded}"


def sign(body: str, name: str, public_key: bytes, signer: Sign) -> Signature:
    """Return one named signature over a note's text; `signer` holds the Ed25519 secret."""
    return Signature(name, key_id(name, public_key), signer(body.encode()))


def note(body: str, signatures: Iterable[tuple[str, bytes, bytes]]) -> str:
    """Return the signed note: the text, an empty line and one line a signature.

    Raises NoteError (`body`, `name`, `signature`, ...) for what `parse_note` would refuse.
    """
    lines = []
    for name, identifier, signature in signatures:
        if not _is_key_name(name):
            raise NoteError("name")
        if len(identifier) != KEY_ID_SIZE or not signature:
            raise NoteError("signature", name=name)
        lines.append(f"— {name} {b64encode(identifier + signature).decode()}\n")
    text = f"{body}\n{''.join(lines)}"
    if parse_note(text)[0] != body:
        raise NoteError("body")
    return text


def parse_note(text: str) -> tuple[str, tuple[Signature, ...]]:
    """Split a note into its text and its signatures, none of them checked yet.

    Raises NoteError: `too_long`, `character`, `shape`, `body`, `signature`,
    `too_many_signatures`.
    """
    if len(text) > MAX_NOTE:
        raise NoteError("too_long", length=len(text))
    if _CONTROL.search(text) or not _is_unicode(text):
        raise NoteError("character")
    body, divider, tail = text.rpartition("\n\n")
    if not divider or not tail.endswith("\n"):
        raise NoteError("shape")
    if not body.strip("\n"):
        raise NoteError("body")
    lines = tail.removesuffix("\n").split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise NoteError("too_many_signatures", count=len(lines))
    return body + "\n", tuple(_parse_signature(line) for line in lines)


def open_note(text: str, known: Mapping[tuple[str, bytes], Verify]) -> OpenedNote:
    """Return a note's text once a known key's signature over it has been checked.

    `known` maps (name, key id) to `verify(signature, data) -> bool`. Signatures of unknown keys
    are ignored. Raises NoteError: as `parse_note`, `bad_signature` if any known key's signature
    fails, `no_known_signature` if there is none.
    """
    body, signatures = parse_note(text)
    signers: list[str] = []
    for name, identifier, signature in signatures:
        verify = known.get((name, identifier))
        if verify is None:
            continue
        if not verify(signature, body.encode()):
            raise NoteError("bad_signature", name=name)
        signers.append(name)
    if not signers:
        raise NoteError("no_known_signature")
    return OpenedNote(body, tuple(signers))


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A checkpoint as kept on paper. digest: 100 bits of SHA-256 of its text, in base32."""

    size: int
    day: date
    digest: str

    def to_text(self) -> str:
        """Return the line to write down: "214 22 Nov 2026 K7QF-9M2D-...", six groups of four."""
        day = f"{self.day.day} {_MONTHS[self.day.month - 1][:3].capitalize()} {self.day.year:04}"
        characters = self.digest + self.check
        groups = [characters[start : start + 4] for start in range(0, len(characters), 4)]
        return f"{self.size} {day} {'-'.join(groups)}"

    @property
    def check(self) -> str:
        """The last group: 20 bits of SHA-256 over size, day and digest, to catch slips."""
        line = f"{self.size} {self.day.isoformat()} {self.digest}"
        return _base32(line.encode(), _CHECK_LENGTH)


def short_form(checkpoint: Checkpoint) -> str:
    """Return the short form of a checkpoint.

    Raises CheckpointError (`day`) if the checkpoint names no day.
    """
    return _shorten(checkpoint).to_text()


def parse_short_form(text: str) -> ShortForm:
    """Read a short form as people write it: any case, spacing and hyphens, O for 0, I or L for 1.

    The day may also be 22/11/2026, 22nd November 2026 or 2026-11-22, and the size 1,214. Raises
    ShortFormError: `shape`, `day`, `character` (with `character`), `length` (with `length`),
    `check` if everything can be read but some character is wrong.
    """
    match = _SHORT_FORM.fullmatch(_ISO_DAY.sub(r"\1\4-\3-\2", normalize("NFKC", text)))
    if not match or len(text) > 200:
        raise ShortFormError("shape")
    characters = match["groups"].upper().translate(_AS_READ)
    for character in characters:
        if character not in _ALPHABET:
            raise ShortFormError("character", character=character)
    if len(characters) != _DIGEST_LENGTH + _CHECK_LENGTH:
        raise ShortFormError("length", length=len(characters))
    size = int(match["size"].replace(",", ""))
    short = ShortForm(size, _read_day(match), characters[:_DIGEST_LENGTH])
    if characters[_DIGEST_LENGTH:] != short.check:
        raise ShortFormError("check")
    return short


def matches(short: ShortForm | str, checkpoint: Checkpoint) -> bool:
    """Say whether a short form was made of this checkpoint.

    Raises ShortFormError for text that was mistyped: that is a slip, and proves nothing.
    """
    if isinstance(short, str):
        short = parse_short_form(short)
    return checkpoint.day is not None and short == _shorten(checkpoint)


def _shorten(checkpoint: Checkpoint) -> ShortForm:
    if checkpoint.day is None:
        raise CheckpointError("day")
    digest = _base32(checkpoint.body().encode(), _DIGEST_LENGTH)
    return ShortForm(checkpoint.size, checkpoint.day, digest)


def _base32(data: bytes, length: int) -> str:
    """Return the first `length` characters, 5 bits each, of SHA-256 of the data."""
    return b32hexencode(sha256(data).digest()).decode()[:length].translate(_AS_WRITTEN)


def _read_day(match: re.Match[str]) -> date:
    """Turn the day of a short form, in any of its spellings, into a date."""
    month = match["month"].lower()
    numbers = [
        place for place, name in enumerate(_MONTHS, 1) if len(month) > 2 and name.startswith(month)
    ]
    if month.isdecimal():
        numbers = [int(month)]
    try:
        return date(int(match["year"]), numbers[0], int(match["day"]))
    except (ValueError, IndexError) as error:
        raise ShortFormError("day") from error


def _parse_signature(line: str) -> Signature:
    match = _SIGNATURE_LINE.fullmatch(line)
    if not match:
        raise NoteError("signature")
    try:
        raw = b64decode(match[2], validate=True)
    except binascii.Error as error:
        raise NoteError("signature") from error
    if len(raw) <= KEY_ID_SIZE or b64encode(raw).decode() != match[2]:
        raise NoteError("signature")
    return Signature(match[1], raw[:KEY_ID_SIZE], raw[KEY_ID_SIZE:])


def _from_base64(text: str) -> bytes:
    """Decode a root; spellings that base64 would also accept are caught by writing it again."""
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise CheckpointError("root") from error


def _day_of(extensions: tuple[str, ...]) -> date | None:
    days = [line.removeprefix("day ") for line in extensions if line.startswith("day ")]
    if not days:
        return None
    if len(days) > 1 or not _DAY.fullmatch(days[0]):
        raise CheckpointError("day")
    try:
        return date.fromisoformat(days[0])
    except ValueError as error:
        raise CheckpointError("day") from error


def _is_key_name(text: str) -> bool:
    """Say whether a name can stand in a signature line: no spaces, plus or control characters."""
    return bool(re.fullmatch(r"[^\s+\x00-\x1f\x7f]+", text)) and _is_unicode(text)


def _is_unicode(text: str) -> bool:
    """Say whether text can be written as UTF-8 (it holds no lone surrogate)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
