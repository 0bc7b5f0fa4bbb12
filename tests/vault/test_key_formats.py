"""The frozen formats of the key hierarchy: what is stored today opens in every later version.

vectors.json was made once. When a test here fails, the code is wrong, not the file: somebody's
record would no longer open. The expected values are computed a second time here, from `hmac`,
`hashlib` and the low-level Argon2 and AES alone, as docs/key-hierarchy.md describes them.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import argon2.low_level
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from fourfold.vault import age, argon, keys, seal, serverkeys, signing
from fourfold.vault.recovery import ALPHABET, RecoveryCode
from fourfold.vault.seal import Context, Purpose
from fourfold.vault.subkeys import Use, subkey

Vector = dict[str, Any]

VECTORS: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text())
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "key-hierarchy.md"
h = bytes.fromhex


def hkdf(secret: bytes, info: str, salt: bytes = b"") -> bytes:
    """RFC 5869 for one block of output."""
    extracted = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(extracted, info.encode() + b"\x01", "sha256")


def gcm_open(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    decryptor = Cipher(algorithms.AES(key), modes.GCM(nonce, sealed[-16:])).decryptor()
    decryptor.authenticate_additional_data(bound)
    return decryptor.update(sealed[:-16]) + decryptor.finalize()


def open_by_hand(key: bytes, sealed: bytes, bound: str) -> bytes:
    assert sealed[0] == 1
    padded = gcm_open(key, sealed[1:13], sealed[13:], bound.encode())
    length = int.from_bytes(padded[:4], "big")
    assert not any(padded[4 + length :])
    return padded[4 : 4 + length]


@pytest.mark.slow
@pytest.mark.parametrize("vector", VECTORS["argon2id"], ids=lambda v: v["normal"])
def test_a_passphrase_gives_the_same_root_for_ever(vector: Vector) -> None:
    params = argon.Params.from_text(vector["params"])
    root = argon2.low_level.hash_secret_raw(
        vector["normal"].encode(),
        h(vector["salt"]),
        time_cost=3,
        memory_cost=128 * 1024,
        parallelism=1,
        hash_len=32,
        type=argon2.low_level.Type.ID,
        version=0x13,
    )
    assert root == h(vector["root"])
    assert argon.derive(vector["passphrase"], h(vector["salt"]), params) == root


def test_every_use_of_a_derived_key_has_its_vector() -> None:
    """A new use gets a vector of its own, made once with `subkey`."""
    assert {(v["use"], v["info"]) for v in VECTORS["subkeys"]} == {(u.name, u.value) for u in Use}


@pytest.mark.parametrize("vector", VECTORS["subkeys"], ids=lambda v: v["use"])
def test_a_derived_key_is_hkdf_of_its_secret(vector: Vector) -> None:
    secret, salt = h(vector["secret"]), h(vector["salt"])
    assert hkdf(secret, vector["info"], salt) == h(vector["key"])
    assert subkey(secret, Use(vector["info"]), salt) == h(vector["key"])


@pytest.mark.parametrize("vector", VECTORS["passphrase"], ids=["pepper 1", "pepper 2"])
def test_verifier_and_wrapping_key_come_from_root_and_pepper(vector: Vector) -> None:
    root, pepper = h(vector["root"]), h(vector["pepper"])
    verifier = hashlib.sha256(hkdf(root, "fourfold/v1/passphrase-verifier", pepper)).digest()
    assert verifier == h(vector["verifier"]) == keys.auth_verifier(root, pepper)
    wrapping = hkdf(root, "fourfold/v1/passphrase-kek", pepper)
    assert wrapping == h(vector["kek"]) == keys.kek(root, pepper)


@pytest.mark.parametrize("vector", VECTORS["names"], ids=lambda v: v["name"])
def test_a_record_name_is_found_however_it_is_typed(vector: Vector) -> None:
    pepper, plain = h(vector["pepper"]), vector["plain"].encode()
    tag = hmac.digest(hkdf(pepper, "fourfold/v1/name-tag"), plain, "sha256")
    assert tag == h(vector["tag"]) == keys.name_tag(vector["name"], pepper)
    salt = hmac.digest(hkdf(pepper, "fourfold/v1/decoy-salt"), plain, "sha256")[:16]
    assert salt == h(vector["decoy_salt"]) == keys.decoy_salt(vector["name"], pepper)


def test_every_purpose_of_a_seal_has_its_vector() -> None:
    """A new purpose gets a vector of its own, made once with `seal_with`."""
    assert {v["purpose"] for v in VECTORS["seals"]} == {p.value for p in Purpose}


@pytest.mark.parametrize("vector", VECTORS["seals"], ids=lambda v: v["purpose"])
def test_a_seal_is_made_and_opened_as_it_was_at_first(vector: Vector) -> None:
    place = vector["record_id"], vector["number"], vector["version"], vector["item"]
    context = Context(Purpose(vector["purpose"]), *place)
    key, data, sealed = h(vector["key"]), h(vector["data"]), h(vector["sealed"])
    bound = "\n".join(["fourfold/v1/seal", vector["purpose"], *map(str, place)])
    assert vector["bound"] == bound
    assert open_by_hand(key, sealed, bound) == data
    assert seal.open(key, sealed, context) == data
    assert seal.seal_with(key, h(vector["nonce"]), data, context) == sealed


@pytest.mark.parametrize("vector", VECTORS["padding"], ids=lambda v: str(v["length"]))
def test_lengths_are_padded_as_they_were_at_first(vector: Vector) -> None:
    assert seal.padded_length(vector["length"]) == vector["padded"]


def test_an_identity_opens_from_both_wraps() -> None:
    vector = VECTORS["identity"]
    record = vector["record_id"]
    for kind, pepper_id in (("passphrase", vector["passphrase"]["pepper_id"]), ("recovery", "")):
        wrap = vector[kind]
        wrapped, wrapping = h(wrap["wrapped"]), h(wrap["kek"])
        bound = f"fourfold/v1/seal\nwrap-{kind}\n{record}\n0\n0\n{pepper_id}"
        assert open_by_hand(wrapping, wrapped, bound) == h(vector["secret"])
        context = keys.wrap_context(record, kind, pepper_id)
        identity = keys.unwrap_identity(wrapping, wrapped, context)
        assert identity.to_text() == vector["text"]
        assert identity.recipient.to_text() == vector["recipient"]


@pytest.mark.parametrize("vector", VECTORS["recovery"], ids=lambda v: v["text"][:4])
def test_a_recovery_code_reads_as_it_did_at_first(vector: Vector) -> None:
    secret = h(vector["secret"])
    code = RecoveryCode.parse(vector["text"])
    assert code == RecoveryCode(secret)
    assert code.to_text() == vector["text"]
    assert hkdf(secret, "fourfold/v1/recovery-tag") == h(vector["tag"]) == code.tag()
    assert hkdf(secret, "fourfold/v1/recovery-kek") == h(vector["kek"]) == code.kek()
    letters = vector["text"].replace("-", "")
    number = sum(ALPHABET.index(x) << 5 * (25 - i) for i, x in enumerate(letters[:26]))
    assert number.to_bytes(16, "big") == secret
    powers = [1]
    while len(powers) < 28:
        double = powers[-1] << 1
        powers.append(double ^ 0b100101 if double & 32 else double)
    assert not gf32_sum(ALPHABET.index(x) for x in letters)
    pairs = zip(letters, reversed(powers), strict=True)
    assert not gf32_sum(gf32_product(ALPHABET.index(x), p) for x, p in pairs)


def gf32_product(a: int, b: int) -> int:
    total = 0
    for bit in range(5):
        total ^= (a << bit) * (b >> bit & 1)
    for bit in range(9, 4, -1):
        total ^= (0b100101 << bit - 5) * (total >> bit & 1)
    return total


def gf32_sum(values: Any) -> int:
    total = 0
    for value in values:
        total ^= value
    return total


def test_a_record_s_secrets_open_from_their_age_file() -> None:
    vector = VECTORS["secrets"]
    owner = age.Identity.from_text(vector["owner"])
    body, proof = h(vector["body"]), h(vector["proof"])
    assert age.open_bytes(h(vector["sealed"]), owner) == body + proof
    mac_key = hkdf(owner.secret, "fourfold/v1/record-secrets-mac")
    assert hmac.digest(mac_key, vector["record_id"].encode() + b"\n" + body, "sha256") == proof
    found = keys.RecordSecrets.open_with(h(vector["sealed"]), owner, vector["record_id"])
    assert found.identity.to_text() == vector["identity"]
    named = h(vector["data_key"]), h(vector["log_key"]), h(vector["signing_seed"])
    assert (found.data_key, found.log_key, found.signing_seed) == named
    assert b"\x01" + found.identity.secret + b"".join(named) == body == found.to_bytes()


def test_an_entry_s_key_opens_from_the_key_table() -> None:
    vector = VECTORS["entry_key"]
    context = Context(Purpose.ENTRY_KEY, vector["record_id"], vector["number"], vector["version"])
    found = keys.EntryKey.unwrap(h(vector["data_key"]), h(vector["sealed"]), context)
    assert (found.key, found.seed) == (h(vector["key"]), h(vector["seed"]))


def test_a_second_passphrase_opens_its_slot() -> None:
    vector = VECTORS["second"]
    slot, root, pepper = h(vector["slot"]), h(vector["root"]), h(vector["pepper"])
    bound = f"fourfold/v1/seal\nsecond\n{vector['record_id']}\n0\n0\n"
    padded = gcm_open(
        hkdf(root, "fourfold/v1/second-kek", pepper), slot[16:28], slot[28:], bound.encode()
    )
    assert padded[2 : 2 + int.from_bytes(padded[:2], "big")] == h(vector["payload"])
    context = Context(Purpose.SECOND, vector["record_id"])
    assert keys.open_second(root, slot, [pepper], context) == h(vector["payload"])
    start = h(vector["start"])
    assert keys.seal_second_with(root, start, pepper, h(vector["payload"]), context) == slot
    assert keys.second_salt(slot) == start[:16]
    assert keys.SECOND_COST.to_text() == vector["params"]


def test_server_key_files_and_their_ids_stay_readable(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    seeds = [h(seed) for seed in VECTORS["signing_history"]["seeds"]]
    lines = {vector["name"]: vector["line"] for vector in VECTORS["server_keys"]}
    del lines[next(name for name in lines if name.startswith("signing"))]
    for place, seed in enumerate(seeds, 1):
        key_id = hashlib.sha256(signing.public(seed)).hexdigest()[:8]
        lines[f"signing-{key_id}"] = f"fourfold-signing-1 {place} {seed.hex()}\n"
    for name, line in lines.items():
        (folder / f"{name}.key").write_text(line)
        (folder / f"{name}.key").chmod(0o600)
    (folder / "signing-history").write_text("".join(VECTORS["signing_history"]["lines"]))
    (folder / "signing-history").chmod(0o600)
    found = serverkeys.load(folder)
    assert [key.key for key in found.signings] == seeds[::-1]
    for vector in VECTORS["server_keys"]:
        key = serverkeys.ServerKey(
            serverkeys.Purpose(vector["purpose"]), vector["place"], h(vector["key"])
        )
        assert (key.id, key.name) == (vector["id"], vector["name"])
        if vector["purpose"] != "signing":
            public = hkdf(h(vector["key"]), "fourfold/v1/key-id")
            assert hashlib.sha256(public).hexdigest()[:8] == vector["id"]


def test_the_documented_values_are_the_frozen_ones() -> None:
    page = DOCUMENT.read_text()
    rows = re.findall(r"^\| ([^|]+) \| (.+) \|$", page.split("## Test vectors")[1], re.MULTILINE)
    values = [value for _, cell in rows for value in re.findall(r"`([^`]+)`", cell)]
    argon2id, passphrase = VECTORS["argon2id"][0], VECTORS["passphrase"][0]
    recovery, name = VECTORS["recovery"][0], VECTORS["names"][0]
    assert values == [
        argon2id["passphrase"],
        argon2id["salt"],
        argon2id["params"],
        argon2id["root"],
        passphrase["pepper"],
        passphrase["verifier"],
        passphrase["kek"],
        recovery["text"],
        recovery["secret"],
        recovery["tag"],
        recovery["kek"],
        name["name"],
        name["tag"],
        VECTORS["secrets"]["owner"],
        VECTORS["secrets"]["proof"],
    ]


def test_every_purpose_and_info_string_is_documented() -> None:
    page = DOCUMENT.read_text()
    table = set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE))
    assert table == {purpose.value for purpose in Purpose}
    assert [use.value for use in Use if f'"{use.value}"' not in page] == []


@pytest.mark.needs("openssl")
def test_the_documented_command_gives_the_documented_tag() -> None:
    (line,) = re.findall(r"^openssl kdf .+$", DOCUMENT.read_text(), re.MULTILINE)
    done = subprocess.run(line.split(), capture_output=True, check=True, text=True)
    assert done.stdout.strip().replace(":", "").lower() == VECTORS["recovery"][0]["tag"]
