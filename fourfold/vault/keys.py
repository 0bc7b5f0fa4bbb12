"""The key hierarchy of a record: from a passphrase or a code down to one entry's own key.

    passphrase --Argon2id--> root    root + pepper --HKDF--> verifier (only its SHA-256 is stored)
                                     root + pepper --HKDF--> key that wraps the owner's identity
    recovery code --HKDF--> key that wraps the same identity     (see `recovery`; no pepper)
    owner's identity --age--> RecordSecrets: record identity, data key, log key, signing seed
    data key --seal--> each entry version's own key and salt seed, each file's age header, the index

The formats are frozen: docs/key-hierarchy.md says every byte, tests/vault/vectors.json holds it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fourfold.vault import age, seal
from fourfold.vault.argon import SALT, Params
from fourfold.vault.errors import Damaged, WrongKey
from fourfold.vault.seal import KEY, Context, Purpose
from fourfold.vault.subkeys import Use, subkey

RandomBytes = Callable[[int], bytes]

SECOND: Final = 512
SECOND_PAYLOAD: Final = 466
SECOND_COST: Final = Params(128 * 1024, 3, 1)
_NONCE: Final = 12
_SECRETS_FORMAT: Final = b"\x01"
_SECRETS: Final = 1 + 4 * KEY
_MAC: Final = 32
_WRAPS: Final = {"passphrase": Purpose.PASSPHRASE_WRAP, "recovery": Purpose.RECOVERY_WRAP}


# ------------------------------------------------------------------ passphrase


def auth_verifier(root: bytes, pepper: bytes) -> bytes:
    """What is stored to recognise the right passphrase: SHA-256 of a key that wraps nothing."""
    return hashlib.sha256(subkey(root, Use.VERIFIER, pepper)).digest()


def is_right(root: bytes, pepper: bytes, verifier: bytes) -> bool:
    """Whether `root` came from the passphrase that `verifier` was made for."""
    return hmac.compare_digest(auth_verifier(root, pepper), verifier)


def kek(root: bytes, pepper: bytes) -> bytes:
    """The key that wraps the owner's identity; independent of the verifier."""
    return subkey(root, Use.PASSPHRASE_KEK, pepper)


def wrap_context(record_id: str, kind: str, pepper_id: str = "") -> Context:
    """Where a wrap belongs. `kind`: "passphrase" with a pepper's id, or "recovery" without."""
    purpose = _WRAPS[kind]
    if bool(pepper_id) != (purpose is Purpose.PASSPHRASE_WRAP):
        raise ValueError("a passphrase's wrap has a pepper, a recovery code's has none")
    return Context(purpose, record_id, item=pepper_id)


def wrap_identity(wrapping_key: bytes, identity: age.Identity, context: Context) -> bytes:
    """The owner's identity under `kek` or a code's key, proved to open before it is returned."""
    wrapped = seal.seal(wrapping_key, identity.secret, context)
    if unwrap_identity(wrapping_key, wrapped, context) != identity:
        raise Damaged("wrap_check")
    return wrapped


def unwrap_identity(wrapping_key: bytes, wrapped: bytes, context: Context) -> age.Identity:
    """The owner's identity; raises WrongKey or Damaged."""
    return age.Identity(seal.open(wrapping_key, wrapped, context))


def needs_rewrap(pepper_id: str, params: Params, newest_pepper_id: str) -> bool:
    """Whether a passphrase's wrap is under an older pepper or a lower cost than new ones are."""
    return pepper_id != newest_pepper_id or params != Params.current()


# ------------------------------------------------------------------ record name


def name_tag(name: str, pepper: bytes) -> bytes:
    """How a record is found by its name: 32 bytes that only this installation can compute."""
    return _keyed(name, subkey(pepper, Use.NAME_TAG))


def decoy_salt(name: str, pepper: bytes) -> bytes:
    """The salt of a name that no record has: always the same one, so that guesses cost the same."""
    return _keyed(name, subkey(pepper, Use.DECOY_SALT))[:SALT]


def plain_name(name: str) -> str:
    """A record name as it is compared: small letters and digits only."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _keyed(name: str, key: bytes) -> bytes:
    return hmac.digest(key, plain_name(name).encode(), "sha256")


# ------------------------------------------------------------------ second passphrase
#
#   slot = salt (16) || nonce (12) || ciphertext (468) || tag (16)
#
# Every record has one. Without a second passphrase it is 512 random bytes; with one it looks the
# same, so it names no pepper (the few there are get tried) and no cost (SECOND_COST for ever).


def decoy_second(random_bytes: RandomBytes = os.urandom) -> bytes:
    """A slot that nothing opens, for a record without a second passphrase."""
    return random_bytes(SECOND)


def second_salt(slot: bytes) -> bytes:
    """The salt with which, at SECOND_COST, to derive the root for a slot; raises Damaged."""
    if len(slot) != SECOND:
        raise Damaged("second_length")
    return slot[:SALT]


def seal_second(root: bytes, salt: bytes, pepper: bytes, payload: bytes, context: Context) -> bytes:
    """A real slot. `root` was derived with `salt`; `payload`: up to 466 bytes."""
    return seal_second_with(root, salt + os.urandom(_NONCE), pepper, payload, context)


def seal_second_with(
    root: bytes, start: bytes, pepper: bytes, payload: bytes, context: Context
) -> bytes:
    """`seal_second` with a given start, salt and nonce: for test vectors only."""
    if len(start) != SALT + _NONCE or len(payload) > SECOND_PAYLOAD:
        raise ValueError("a slot has a salt of 16 bytes and at most 466 bytes of payload")
    padded = len(payload).to_bytes(2, "big") + payload.ljust(SECOND_PAYLOAD, b"\0")
    cipher = AESGCM(subkey(root, Use.SECOND_KEK, pepper))
    return start + cipher.encrypt(start[SALT:], padded, context.to_bytes())


def open_second(root: bytes, slot: bytes, peppers: Iterable[bytes], context: Context) -> bytes:
    """The payload of a slot; raises WrongKey when it is a decoy or the passphrase is wrong."""
    start = SALT + _NONCE
    if len(slot) != SECOND:
        raise Damaged("second_length")
    for pepper in peppers:
        cipher = AESGCM(subkey(root, Use.SECOND_KEK, pepper))
        try:
            padded = cipher.decrypt(slot[SALT:start], slot[start:], context.to_bytes())
        except InvalidTag:
            continue
        return padded[2 : 2 + int.from_bytes(padded[:2], "big")]
    raise WrongKey("second")


# ------------------------------------------------------------------ record


@dataclass(frozen=True, slots=True)
class RecordSecrets:
    """The keys of one record. Only `data_key` is ever replaced (see `rotate`).

    identity: files and everything that arrives while the record is closed are sealed to it.
    data_key: seals the key table and the index. log_key: seals the log's leaves.
    signing_seed: the record's own Ed25519 key, for its checkpoints.
    """

    identity: age.Identity
    data_key: bytes = field(repr=False)
    log_key: bytes = field(repr=False)
    signing_seed: bytes = field(repr=False)

    @classmethod
    def generate(cls, random_bytes: RandomBytes) -> RecordSecrets:
        """New keys from the caller's randomness."""
        own = age.Identity.generate(random_bytes(KEY))
        return cls(own, random_bytes(KEY), random_bytes(KEY), random_bytes(KEY))

    @property
    def recipient(self) -> age.Recipient:
        """The record's public half."""
        return self.identity.recipient

    def to_bytes(self) -> bytes:
        """0x01, then the four keys in the order of the fields: 129 bytes."""
        return b"".join(
            (_SECRETS_FORMAT, self.identity.secret, self.data_key, self.log_key, self.signing_seed)
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> RecordSecrets:
        """Read what `to_bytes` wrote; raises Damaged."""
        if len(data) != _SECRETS or data[:1] != _SECRETS_FORMAT:
            raise Damaged("secrets_format")
        own, *others = (data[at : at + KEY] for at in range(1, _SECRETS, KEY))
        return cls(age.Identity(own), *others)

    def seal_to(self, owner: age.Identity, record_id: str) -> bytes:
        """An age file to the owner, with proof inside that the owner made it for this record.

        Anybody can seal to a public key: without the proof, somebody with the disk could put keys
        of their own choosing here and read all that is written afterwards.
        """
        body = self.to_bytes()
        return age.seal_bytes(body + _proof(body, owner, record_id), [owner.recipient])

    @classmethod
    def open_with(cls, data: bytes, owner: age.Identity, record_id: str) -> RecordSecrets:
        """What `seal_to` sealed; raises WrongKey, or Damaged when the proof is not the owner's."""
        plain = age.open_bytes(data, owner)
        body, proof = plain[:-_MAC], plain[-_MAC:]
        if not hmac.compare_digest(_proof(body, owner, record_id), proof):
            raise Damaged("secrets_proof")
        return cls.from_bytes(body)

    def with_new_data_key(self, random_bytes: RandomBytes) -> RecordSecrets:
        """The same record with a fresh data key, for `rotate`."""
        return replace(self, data_key=random_bytes(KEY))


def _proof(body: bytes, owner: age.Identity, record_id: str) -> bytes:
    key = subkey(owner.secret, Use.SECRETS_MAC)
    return hmac.digest(key, record_id.encode("ascii") + b"\n" + body, "sha256")


@dataclass(frozen=True, slots=True)
class EntryKey:
    """What one version of an entry has of its own: the key of its content, the seed of its salts.

    Destroying it leaves nothing that could be read or guessed.
    """

    key: bytes = field(repr=False)
    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls, random_bytes: RandomBytes) -> EntryKey:
        """A new pair from the caller's randomness."""
        return cls(random_bytes(KEY), random_bytes(KEY))

    def wrap(self, data_key: bytes, context: Context) -> bytes:
        """A row of the key table: key then seed, under the record's data key."""
        return seal.seal(data_key, self.key + self.seed, context)

    @classmethod
    def unwrap(cls, data_key: bytes, wrapped: bytes, context: Context) -> EntryKey:
        """Open a row of the key table; raises WrongKey or Damaged."""
        plain = seal.open(data_key, wrapped, context)
        if len(plain) != 2 * KEY:
            raise Damaged("entry_key_length")
        return cls(plain[:KEY], plain[KEY:])


def rotate(
    old: RecordSecrets, new: RecordSecrets, rows: Iterable[tuple[Context, bytes]]
) -> Iterator[tuple[Context, bytes]]:
    """Everything that lies under the old data key, one by one, under the new one.

    With the deleted rows left out, nothing under the record's keys of today opens them any more,
    wherever an old copy of the rows may lie. Raises WrongKey or Damaged at a row that does not
    open, before anything may be replaced.
    """
    for context, sealed in rows:
        yield context, seal.seal(new.data_key, seal.open(old.data_key, sealed, context), context)
