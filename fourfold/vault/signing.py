"""Ed25519 signatures (RFC 8032), in forms that `openssl pkeyutl` checks."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fourfold.core.record import checkpoint


def sign(seed: bytes, data: bytes) -> bytes:
    """The 64-byte signature of `data` by the key of a 32-byte seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(data)


def public(seed: bytes) -> bytes:
    """The 32-byte public key of a 32-byte seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def is_signed(public_key: bytes, signature: bytes, data: bytes) -> bool:
    """Whether `signature` is that of `data` by the 32-byte `public_key`.

    `partial(is_signed, public_key)` is what `checkpoint.open_note` takes.
    """
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def sign_note(seed: bytes, name: str, body: str) -> checkpoint.Signature:
    """One signature for `checkpoint.note`, by the key of `seed` under the name `name`."""
    return checkpoint.sign(body, name, public(seed), lambda data: sign(seed, data))
