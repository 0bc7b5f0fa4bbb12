"""The log of a record: one leaf for each thing that happened to it, and what a leaf commits to.

A leaf is canonical JSON (RFC 8785) that says when something was done and what kind of thing it
was, and carries a commitment `c` to the content without showing any of it. The leaves of a record
form the Merkle tree of `merkle.py`; leaf number 0 is the first.

A commitment covers named fields, each hashed with a 32-byte salt of its own:

    field hash = SHA-256(salt || value)          salt = HMAC-SHA-256(entry's seed, field name)
    c          = SHA-256(canonical JSON of {field name: hex of field hash})

So one field can be kept back and the others still proved, and once the seed is destroyed nothing
can be learned from `c` by guessing. The exact bytes, with a worked example: docs/log-format.md.

Sources: RFC 8785 (canonical JSON), RFC 2104 (HMAC), FIPS 180-4 (SHA-256). Checked 2026-11.
"""

import hmac
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Self, TypeVar

from fourfold.core.kernel import canonical
from fourfold.core.kernel.errors import CanonicalError
from fourfold.core.record import merkle
from fourfold.core.record.errors import CommitmentError, LeafError

VERSION = 1
SALT_SIZE = 32
_SEED_SIZE = 32

_Choice = TypeVar("_Choice", bound=StrEnum)

_FIELD_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,63}")
_HEX_64 = re.compile(r"[0-9a-f]{64}")
_PATTERNS = {
    "utc": re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII),
    "id": re.compile(r"[0-9a-f]{32}"),
    "c": _HEX_64,
    "sw": re.compile(r"[!-~]{1,64}"),
}


class LeafKind(StrEnum):
    """What was done. The values are stored."""

    ADD = "add"
    AMEND = "amend"
    REDACT = "redact"
    DELETE = "delete"
    SHARE = "share"
    OPEN = "open"
    EXPORT = "export"
    IMPORT = "import"
    DEPOSIT = "deposit"


class Clock(StrEnum):
    """How far the clock behind a leaf's time can be trusted. The values are stored."""

    SYNCHRONISED = "synchronised"
    UNKNOWN = "unknown"
    OWN_MACHINE = "own-machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One line of the log.

    n: its place in the log, from 0. utc: "2026-11-22T07:00:00Z". id: what it is about, 32 hex
    digits. c: the commitment, 64 hex digits. sw: the software version, printable ASCII without
    spaces. Raises LeafError (`version`, `wrong_type`, `value`, with `field`).
    """

    n: int
    utc: str
    kind: LeafKind
    id: str
    c: str
    sw: str
    clock: Clock
    v: int = VERSION

    def __post_init__(self) -> None:
        """Refuse values that the format does not allow, so that every Leaf can be written."""
        if self.v != VERSION:
            raise LeafError("version", version=self.v)
        if not 0 <= self.n < 2**53:
            raise LeafError("value", field="n")
        for name, pattern in _PATTERNS.items():
            if not pattern.fullmatch(getattr(self, name)):
                raise LeafError("value", field=name)
        if not _is_time(self.utc):
            raise LeafError("value", field="utc")

    def to_bytes(self) -> bytes:
        """Return the leaf's canonical JSON: the bytes that the tree hashes."""
        return canonical.encode({each.name: getattr(self, each.name) for each in fields(self)})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read a leaf and refuse anything that `to_bytes` would not have written.

        Raises LeafError: `not_json`, `not_object`, `version`, `unknown_field`, `missing_field`,
        `wrong_type`, `value` (with `field`), `not_canonical`.
        """
        members = _members(data)
        leaf = cls(
            v=members["v"],
            n=members["n"],
            utc=members["utc"],
            kind=_one_of(LeafKind, "kind", members["kind"]),
            id=members["id"],
            c=members["c"],
            sw=members["sw"],
            clock=_one_of(Clock, "clock", members["clock"]),
        )
        if leaf.to_bytes() != data:
            raise LeafError("not_canonical")
        return leaf

    @property
    def hash(self) -> bytes:
        """The leaf's 32-byte hash in the tree."""
        return merkle.leaf_hash(self.to_bytes())


def append(frontier: merkle.Frontier, leaf: Leaf) -> merkle.Frontier:
    """Return the log's frontier after this leaf.

    Raises LeafError (`out_of_order`) unless the leaf is the next one.
    """
    if leaf.n != frontier.size:
        raise LeafError("out_of_order", n=leaf.n, size=frontier.size)
    return merkle.append(frontier, leaf.hash)


def replay(leaves: Iterable[Leaf]) -> merkle.Frontier:
    """Return the frontier of a whole log; raises LeafError (`out_of_order`) at a gap or swap."""
    frontier = merkle.Frontier()
    for leaf in leaves:
        frontier = append(frontier, leaf)
    return frontier


def field_salt(seed: bytes, name: str) -> bytes:
    """Return the 32-byte salt of one field; it tells nothing about the seed or other salts.

    `seed` is the 32 random bytes of one entry version. Raises CommitmentError (`seed_length`).
    """
    if len(seed) != _SEED_SIZE:
        raise CommitmentError("seed_length", length=len(seed))
    return hmac.digest(seed, name.encode(), "sha256")


def field_hash(salt: bytes, value: bytes) -> str:
    """Return the hex SHA-256 of salt and value; raises CommitmentError (`salt_length`).

    The salt's fixed length is what keeps salt and value apart.
    """
    if len(salt) != SALT_SIZE:
        raise CommitmentError("salt_length", length=len(salt))
    return sha256(salt + value).hexdigest()


def commitment(hashes: Mapping[str, str]) -> str:
    """Return the hex commitment to fields whose hashes are known.

    Raises CommitmentError (`name`, `hash`) for a name or hash that the format does not allow.
    """
    for name, value in hashes.items():
        if not _FIELD_NAME.fullmatch(name):
            raise CommitmentError("name", name=name)
        if not _HEX_64.fullmatch(value):
            raise CommitmentError("hash", name=name)
    return sha256(canonical.encode(dict(hashes))).hexdigest()


def hash_fields(values: Mapping[str, bytes], salt_of: Callable[[str], bytes]) -> dict[str, str]:
    """Return {field name: hex field hash}: what a pack shows for a field that is kept back."""
    return {name: field_hash(salt_of(name), value) for name, value in values.items()}


def commit(values: Mapping[str, bytes], salt_of: Callable[[str], bytes]) -> str:
    """Return the hex commitment to named values; `salt_of` gives each name's 32-byte salt."""
    return commitment(hash_fields(values, salt_of))


@dataclass(frozen=True, slots=True)
class Opening:
    """What showing some fields of a commitment proves.

    c: the commitment that the field hashes lead to; compare it with the leaf's. shown: fields
    whose salt and value fit. wrong: fields shown that do not fit. withheld: fields not shown.
    Names are sorted.
    """

    c: str
    shown: tuple[str, ...]
    wrong: tuple[str, ...]
    withheld: tuple[str, ...]

    def proves(self, c: str) -> bool:
        """Say whether everything shown is what a leaf with commitment `c` committed to."""
        return self.c == c and not self.wrong


def open_commitment(
    hashes: Mapping[str, str], disclosed: Mapping[str, tuple[bytes, bytes]]
) -> Opening:
    """Check the disclosed (salt, value) of some fields against the hashes of all of them.

    A disclosed field that has no hash, or a salt of the wrong length, counts as wrong. Raises
    CommitmentError (`name`, `hash`) if the hashes themselves are malformed.
    """
    fits = {name: _fits(hashes.get(name), *pair) for name, pair in disclosed.items()}
    return Opening(
        c=commitment(hashes),
        shown=tuple(sorted(name for name, fit in fits.items() if fit)),
        wrong=tuple(sorted(name for name, fit in fits.items() if not fit)),
        withheld=tuple(sorted(hashes.keys() - disclosed.keys())),
    )


def _fits(expected: str | None, salt: bytes, value: bytes) -> bool:
    return len(salt) == SALT_SIZE and field_hash(salt, value) == expected


def _members(data: bytes) -> dict[str, Any]:
    """Parse a leaf's JSON and check names and types, not yet values."""
    try:
        members = canonical.decode(data)
    except CanonicalError as error:
        raise LeafError("not_json") from error
    if not isinstance(members, dict):
        raise LeafError("not_object")
    version = members.get("v", VERSION)
    if type(version) is int and version != VERSION:
        raise LeafError("version", version=version)
    _check_names(members)
    for name, value in members.items():
        if type(value) is not (int if name in ("v", "n") else str):
            raise LeafError("wrong_type", field=name)
    return members


def _check_names(members: Mapping[str, object]) -> None:
    """Refuse a leaf with a field too many or too few."""
    expected = {each.name for each in fields(Leaf)}
    for name in sorted(members.keys() - expected):
        raise LeafError("unknown_field", field=name)
    for name in sorted(expected - members.keys()):
        raise LeafError("missing_field", field=name)


def _one_of(kind: type[_Choice], name: str, value: str) -> _Choice:
    try:
        return kind(value)
    except ValueError as error:
        raise LeafError("value", field=name) from error


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
