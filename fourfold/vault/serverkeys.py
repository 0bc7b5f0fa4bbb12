"""The keys of one installation: three kinds, in a folder of their own, apart from the database.

    pepper-<id>.key    takes part in every passphrase's keys, so that a copied database alone
                       cannot be guessed at; old ones stay, for records that have not been opened
    signing-<id>.key   the installation's Ed25519 seed; the newest signs
    jobs-<id>.key      seals feedback and what operators need; the newest is used
    signing-history    every public signing key in order, each signed by the one before it

A key file is one line of text; the id in its name is derived from the key in it, so that a file
that was renamed, mixed up or altered is noticed. The folder has mode 0700 and the files 0600.
docs/key-hierarchy.md says every byte.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from fourfold.vault import keys, signing
from fourfold.vault.errors import BadServerKey
from fourfold.vault.subkeys import Use, subkey

KeyName = tuple[str, str]

HISTORY: Final = "signing-history"
_SIZE: Final = 32
_FEWEST_BYTES: Final = 16
_FILE = re.compile(r"(pepper|signing|jobs)-([0-9a-f]{8})\.key")
_LINE = re.compile(r"fourfold-(pepper|signing|jobs)-1 ([1-9][0-9]{0,5}) ([0-9a-f]{64})\n?")
_HISTORY_LINE = re.compile(r"([1-9][0-9]{0,5}) ([0-9a-f]{64}) ([0-9a-f]{128})")


class Purpose(StrEnum):
    """What a server key is for. The values are part of file names."""

    PEPPER = "pepper"
    SIGNING = "signing"
    JOBS = "jobs"


@dataclass(frozen=True, slots=True)
class ServerKey:
    """One server key. `place` counts the keys of its kind from 1; the greatest is the newest."""

    purpose: Purpose
    place: int
    key: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """Eight hex digits that name the key and tell nothing about it."""
        return hashlib.sha256(self.public).hexdigest()[:8]

    @property
    def public(self) -> bytes:
        """The public half of a signing key; of the others a value made for their id."""
        if self.purpose is Purpose.SIGNING:
            return signing.public(self.key)
        return subkey(self.key, Use.KEY_ID)

    @property
    def name(self) -> str:
        """The key's file name without its ending."""
        return f"{self.purpose.value}-{self.id}"

    @property
    def is_default(self) -> bool:
        """Whether this is no random key: zeros, a pattern, a placeholder."""
        return len(set(self.key)) < _FEWEST_BYTES


Pepper = ServerKey


@dataclass(frozen=True, slots=True)
class PublicKey:
    """One line of the signing history. `signature`: by the key before; the first key's by itself.

    What is signed: "fourfold/v1/signing-key" LF place LF public key in hex LF.
    """

    place: int
    public: bytes
    signature: bytes

    @property
    def signed(self) -> bytes:
        """The bytes that the signature covers."""
        return f"fourfold/v1/signing-key\n{self.place}\n{self.public.hex()}\n".encode()

    def to_line(self) -> str:
        """One line of the history file."""
        return f"{self.place} {self.public.hex()} {self.signature.hex()}\n"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the keys.

    code: `missing`, `default` (empty, unreadable or not random), `unknown` (not one that the
    database knows, or not what its name says) or `mode` (others can read it). name: the file's,
    without its ending, or the folder's.
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ServerKeys:
    """All keys, each kind with the newest first."""

    peppers: tuple[Pepper, ...]
    signings: tuple[ServerKey, ...]
    jobs: tuple[ServerKey, ...]
    history: tuple[PublicKey, ...]

    @property
    def pepper(self) -> Pepper:
        """The pepper for everything new."""
        return self.peppers[0]

    @property
    def signing(self) -> ServerKey:
        """The key that signs."""
        return self.signings[0]

    @property
    def job(self) -> ServerKey:
        """The jobs key for everything new."""
        return self.jobs[0]

    def pepper_by_id(self, key_id: str) -> Pepper:
        """The pepper that a wrap names; raises BadServerKey."""
        for pepper in self.peppers:
            if pepper.id == key_id:
                return pepper
        raise BadServerKey("missing", name=f"pepper-{key_id}")

    def name_tags(self, name: str) -> tuple[bytes, ...]:
        """Every tag under which a record of this name may be stored, the newest first."""
        return tuple(keys.name_tag(name, pepper.key) for pepper in self.peppers)

    def ids(self) -> tuple[KeyName, ...]:
        """Purpose and id of every key: what a database should remember of them."""
        return tuple((each.purpose.value, each.id) for each in self._all())

    def _all(self) -> Iterator[ServerKey]:
        yield from (*self.peppers, *self.signings, *self.jobs)


def create(folder: Path) -> ServerKeys:
    """Make the first keys of an installation in a folder that is empty or does not exist yet.

    Raises BadServerKey `exists` rather than touch a key: a lost pepper opens no record again.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BadServerKey("exists", name=folder.name)
    folder.chmod(0o700)
    first = ServerKey(Purpose.SIGNING, 1, secrets.token_bytes(_SIZE))
    _write(folder / HISTORY, _successor(first, first).to_line())
    _save(folder, first)
    _save(folder, ServerKey(Purpose.JOBS, 1, secrets.token_bytes(_SIZE)))
    _save(folder, ServerKey(Purpose.PEPPER, 1, secrets.token_bytes(_SIZE)))
    return load(folder)


def load(folder: Path) -> ServerKeys:
    """Every key in `folder`; raises BadServerKey with the first problem's code and name."""
    for problem in check(folder):
        raise BadServerKey(problem.code, name=problem.name)
    return _read(folder)


def rotate_pepper(folder: Path) -> Pepper:
    """Add a pepper. Each record moves to it when it is next opened; the old ones must stay."""
    found = load(folder)
    new = ServerKey(Purpose.PEPPER, found.pepper.place + 1, secrets.token_bytes(_SIZE))
    _save(folder, new)
    return new


def rotate_signing(folder: Path) -> ServerKey:
    """Add a signing key, put its public half in the history and sign it with the last one."""
    found = load(folder)
    new = ServerKey(Purpose.SIGNING, found.signing.place + 1, secrets.token_bytes(_SIZE))
    history = (*found.history, _successor(found.signing, new))
    _save(folder, new)
    _write(folder / HISTORY, "".join(each.to_line() for each in history))
    return new


def check(folder: Path, known: Collection[KeyName] = ()) -> tuple[Problem, ...]:
    """Everything that is wrong with the keys in `folder`.

    known: the (purpose, id) pairs that the database remembers; none before its first start.
    """
    if not folder.is_dir():
        return (Problem("missing", folder.name),)
    problems = [*_modes(folder), *_contents(folder)]
    found = {match.groups() for match in _key_files(folder)}
    problems += [Problem("missing", "-".join(name)) for name in known if tuple(name) not in found]
    if known:
        strangers = found - {tuple(name) for name in known}
        problems += [Problem("unknown", "-".join(name)) for name in sorted(strangers)]
    return tuple(problems)


def is_unbroken(history: Iterable[PublicKey]) -> bool:
    """Whether places count up from 1 and each key is signed by the one before it."""
    before: PublicKey | None = None
    for each in history:
        signer = before or each
        if each.place != (before.place + 1 if before else 1):
            return False
        if not signing.is_signed(signer.public, each.signature, each.signed):
            return False
        before = each
    return before is not None


def _successor(last: ServerKey, new: ServerKey) -> PublicKey:
    unsigned = PublicKey(new.place, new.public, b"")
    return PublicKey(new.place, new.public, signing.sign(last.key, unsigned.signed))


def _key_files(folder: Path) -> list[re.Match[str]]:
    names = sorted(path.name for path in folder.iterdir())
    return [match for name in names if (match := _FILE.fullmatch(name))]


def _modes(folder: Path) -> Iterator[Problem]:
    if folder.stat().st_mode & 0o077:
        yield Problem("mode", folder.name)
    for path in sorted(folder.iterdir()):
        if path.stat().st_mode & 0o077:
            yield Problem("mode", path.stem)


def _contents(folder: Path) -> Iterator[Problem]:
    seen = set()
    for match in _key_files(folder):
        name = match.group().removesuffix(".key")
        found = _parse((folder / match.group()).read_bytes())
        if found is None or found.is_default:
            yield Problem("default", name)
        elif found.name != name:
            yield Problem("unknown", name)
        seen.add(match.group(1))
    for purpose in Purpose:
        if purpose.value not in seen:
            yield Problem("missing", purpose.value)
    if Purpose.SIGNING.value in seen:
        yield from _history_problems(folder)


def _history_problems(folder: Path) -> Iterator[Problem]:
    if not (folder / HISTORY).is_file():
        yield Problem("missing", HISTORY)
        return
    history = _read_history(folder)
    listed = {(each.place, each.public) for each in history}
    held = [each for each in _load_all(folder) if each.purpose is Purpose.SIGNING]
    if not is_unbroken(history):
        yield Problem("unknown", HISTORY)
        return
    for key in held:
        if (key.place, key.public) not in listed:
            yield Problem("unknown", key.name)
    if history[-1].public not in {key.public for key in held}:
        yield Problem("missing", f"signing-{hashlib.sha256(history[-1].public).hexdigest()[:8]}")


def _read(folder: Path) -> ServerKeys:
    newest_first = sorted(_load_all(folder), key=lambda each: (-each.place, each.id))
    peppers, signings, jobs = (
        tuple(each for each in newest_first if each.purpose is purpose) for purpose in Purpose
    )
    return ServerKeys(peppers, signings, jobs, _read_history(folder))


def _load_all(folder: Path) -> list[ServerKey]:
    found = (_parse((folder / match.group()).read_bytes()) for match in _key_files(folder))
    return [each for each in found if each]


def _parse(data: bytes) -> ServerKey | None:
    match = _LINE.fullmatch(data.decode("latin-1"))
    if match is None:
        return None
    purpose, place, key = match.groups()
    return ServerKey(Purpose(purpose), int(place), bytes.fromhex(key))


def _read_history(folder: Path) -> tuple[PublicKey, ...]:
    """The lines of the history; none when any of them is malformed."""
    lines = (folder / HISTORY).read_text("latin-1").splitlines()
    matches = [_HISTORY_LINE.fullmatch(line) for line in lines]
    return tuple(
        PublicKey(int(match[1]), bytes.fromhex(match[2]), bytes.fromhex(match[3]))
        for match in matches
        if match and all(matches)
    )


def _save(folder: Path, key: ServerKey) -> None:
    line = f"fourfold-{key.purpose.value}-1 {key.place} {key.key.hex()}\n"
    _write(folder / f"{key.name}.key", line)


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable by its owner only, and durably."""
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
