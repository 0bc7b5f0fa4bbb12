"""What belongs to the service and to no record, sealed under its `jobs` key: age to a key derived.

Each use has a purpose of its own, so that what was sealed for one opens for no other.
"""

from __future__ import annotations

from collections.abc import Iterable

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fourfold.vault.age import Identity, open_bytes, seal_bytes
from fourfold.vault.errors import WrongKey
from fourfold.vault.serverkeys import ServerKey


def service_key(purpose: bytes, key: ServerKey) -> bytes:
    """32 bytes for one purpose; the purpose is part of the stored format."""
    return HKDF(SHA256(), 32, None, purpose).derive(key.key)


def seal_for_service(purpose: bytes, plain: bytes, key: ServerKey) -> bytes:
    """Sealed so that only this installation's keys open it: a copied database tells nothing."""
    return seal_bytes(plain, [Identity(service_key(purpose, key)).recipient])


def open_for_service(purpose: bytes, sealed: bytes, keys: Iterable[ServerKey]) -> bytes:
    """What was sealed, under whichever key was in use that day; raises WrongKey or Damaged."""
    for key in keys:
        try:
            return open_bytes(sealed, Identity(service_key(purpose, key)))
        except WrongKey:
            continue
    raise WrongKey("service")
