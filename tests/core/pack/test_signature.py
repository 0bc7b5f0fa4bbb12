"""The verifier's own Ed25519, against RFC 8032 and against `cryptography`."""

from __future__ import annotations

from hashlib import sha512

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.core.pack import verify
from fourfold.core.pack.verify import ORDER, P, is_signed
from tests.deep import cases

# RFC 8032, section 7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
        "b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
        "1d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984d"
        "c6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        sha512(b"abc").hexdigest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431"
        "e0303dca179c138ac17ad9bef1177331a704",
    ),
]
# The points of small order, each in the only encoding that RFC 8032 allows.
SMALL = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
]


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_the_vectors_of_rfc_8032_are_accepted(public: str, message: str, signature: str) -> None:
    assert is_signed(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))


@settings(max_examples=cases(15))
@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=300))
def test_what_cryptography_signs_is_accepted(seed: bytes, message: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    assert is_signed(key.public_key().public_bytes_raw(), message, key.sign(message))


@settings(max_examples=cases(25))
@given(place=st.integers(0, 64 + 32 + 5 - 1), bit=st.integers(0, 7))
def test_one_changed_bit_anywhere_is_refused(place: int, bit: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
    whole = bytearray(key.public_key().public_bytes_raw() + key.sign(b"hello") + b"hello")
    whole[place] ^= 1 << bit
    assert not is_signed(bytes(whole[:32]), bytes(whole[96:]), bytes(whole[32:96]))


def test_the_same_signature_with_a_larger_s_is_refused() -> None:
    public, message, signature = (bytes.fromhex(each) for each in VECTORS[1])
    larger = int.from_bytes(signature[32:], "little") + ORDER
    assert not is_signed(public, message, signature[:32] + larger.to_bytes(32, "little"))


@pytest.mark.parametrize("point", SMALL)
def test_a_key_of_small_order_is_refused(point: str) -> None:
    public = bytes.fromhex(point)
    for nonce in SMALL:
        assert not is_signed(public, b"anything", bytes.fromhex(nonce) + bytes(32))


def test_small_order_points_are_what_they_are_called() -> None:
    """The search proves that it finds them: eight times each of them is nought."""
    assert all(verify._decode(bytes.fromhex(point)) is None for point in SMALL)
    base = verify._decode(b"\x58" + b"\x66" * 31)
    assert base is not None
    assert verify._times(ORDER, base)[0] == 0


@pytest.mark.parametrize("number", [P, P + 1, P + 3, 2**255 - 1, P + (1 << 255)])
def test_a_point_written_with_too_large_a_number_is_refused(number: int) -> None:
    assert verify._decode(number.to_bytes(32, "little")) is None


@pytest.mark.parametrize("length", [0, 31, 33, 63, 65])
def test_keys_and_signatures_of_another_length_are_refused(length: int) -> None:
    public, message, signature = (bytes.fromhex(each) for each in VECTORS[1])
    assert not is_signed(public, message, (signature + b"\0" * 9)[:length])
    assert not is_signed((public + b"\0" * 40)[:length], message, signature)
