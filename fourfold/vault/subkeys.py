"""HKDF-SHA256 (RFC 5869): every key that is derived from another, each for one use only.

The info strings are part of the stored formats (docs/key-hierarchy.md): they can be added to, and
never changed. Test vectors freeze them.
"""

from __future__ import annotations

from enum import StrEnum

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Use(StrEnum):
    """What a derived key is for; the value is HKDF's info string."""

    VERIFIER = "fourfold/v1/passphrase-verifier"
    PASSPHRASE_KEK = "fourfold/v1/passphrase-kek"  # noqa: S105  a name, not a passphrase
    SECOND_KEK = "fourfold/v1/second-kek"
    RECOVERY_TAG = "fourfold/v1/recovery-tag"
    RECOVERY_KEK = "fourfold/v1/recovery-kek"
    SECRETS_MAC = "fourfold/v1/record-secrets-mac"
    NAME_TAG = "fourfold/v1/name-tag"
    DECOY_SALT = "fourfold/v1/decoy-salt"
    KEY_ID = "fourfold/v1/key-id"


def subkey(secret: bytes, use: Use, salt: bytes = b"") -> bytes:
    """32 bytes for one `use`. `salt` is HKDF's salt: a server key, where one takes part."""
    return HKDF(SHA256(), 32, salt, use.encode()).derive(secret)
