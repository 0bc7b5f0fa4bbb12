"""Signatures: those of RFC 8032, and those that openssl checks."""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path

import pytest

from fourfold.core.pack import verify
from fourfold.core.record import checkpoint
from fourfold.vault.signing import is_signed, public, sign, sign_note

# RFC 8032 section 7.1, tests 1 to 3: seed, public key, message, signature.
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
SEED = b"\x07" * 32


@pytest.mark.parametrize(("seed", "key", "message", "signature"), RFC_8032)
def test_the_published_signatures_come_out(
    seed: str, key: str, message: str, signature: str
) -> None:
    assert public(bytes.fromhex(seed)).hex() == key
    assert sign(bytes.fromhex(seed), bytes.fromhex(message)).hex() == signature
    assert is_signed(*(bytes.fromhex(text) for text in (key, signature, message)))


def test_a_changed_message_signature_or_key_is_not_signed() -> None:
    signature = sign(SEED, b"message")
    assert is_signed(public(SEED), signature, b"message")
    assert not is_signed(public(SEED), signature, b"massage")
    assert not is_signed(public(b"\x08" * 32), signature, b"message")
    assert not is_signed(public(SEED), signature[:-1], b"message")
    assert not is_signed(b"short", signature, b"message")


@pytest.mark.needs("openssl")
def test_openssl_checks_a_signature_with_the_pem(tmp_path: Path) -> None:
    body = "example.org/record\n1\n" + "A" * 43 + "=\n"
    files = {name: tmp_path / name for name in ("key.pem", "body", "signature")}
    files["key.pem"].write_bytes(verify.write_pem(public(SEED)))
    files["body"].write_text(body)
    files["signature"].write_bytes(sign_note(SEED, "example.org/record", body).signature)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(files["key.pem"])]
    command += ["-rawin", "-in", str(files["body"]), "-sigfile", str(files["signature"])]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    files["body"].write_text(body.replace("1", "2"))
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_a_signed_note_opens_under_its_name_and_key() -> None:
    name, body = "example.org/record", "example.org/record\n0\n"
    text = checkpoint.note(body, [sign_note(SEED, name, body)])
    key = public(SEED)
    known = {(name, checkpoint.key_id(name, key)): partial(is_signed, key)}
    assert checkpoint.open_note(text, known).signers == (name,)
