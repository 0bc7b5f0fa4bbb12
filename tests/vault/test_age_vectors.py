"""The age format's published test vectors (C2SP/CCTV, folder age/testdata).

Collected when FOURFOLD_AGE_VECTORS names that folder. Armor, passphrases and post-quantum keys are
not part of this product: such files must be refused, whatever the vector expects.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from fourfold.vault.age import Identity, open_bytes
from fourfold.vault.errors import Damaged, VaultError, WrongKey

EXPECTED = {
    "header failure": (Damaged, ("header_", "nonce_")),
    "HMAC failure": (Damaged, "header_mac"),
    "no match": (WrongKey, "no_stanza"),
    "payload failure": (Damaged, "payload_"),
}
NOBODY = Identity(b"\x01" * 32)


@dataclass(frozen=True)
class Vector:
    name: str
    facts: dict[str, str]
    data: bytes

    @property
    def identity(self) -> Identity | None:
        text = self.facts.get("identity", "")
        return Identity.from_text(text) if text.startswith("AGE-SECRET-KEY-1") else None

    @property
    def is_ours(self) -> bool:
        return self.identity is not None and "armored" not in self.facts


def read_vectors() -> Iterator[Vector]:
    for path in sorted(Path(os.environ["FOURFOLD_AGE_VECTORS"]).iterdir()):
        head, _, data = path.read_bytes().partition(b"\n\n")
        facts = dict(line.split(": ", 1) for line in head.decode().splitlines())
        packed = facts.get("compressed") == "zlib"
        yield Vector(path.name, facts, zlib.decompress(data) if packed else data)


VECTORS = tuple(read_vectors())
OURS = [vector for vector in VECTORS if vector.is_ours]
OTHERS = [vector for vector in VECTORS if not vector.is_ours]


def named(vectors: list[Vector]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("vector", vectors, ids=[vector.name for vector in vectors])


@named([vector for vector in OURS if vector.facts["expect"] == "success"])
def test_a_good_file_opens_to_the_published_hash(vector: Vector) -> None:
    assert vector.identity is not None
    content = open_bytes(vector.data, vector.identity)
    assert hashlib.sha256(content).hexdigest() == vector.facts["payload"]


@named([vector for vector in OURS if vector.facts["expect"] != "success"])
def test_a_bad_file_is_refused_for_the_published_reason(vector: Vector) -> None:
    error, code = EXPECTED[vector.facts["expect"]]
    assert vector.identity is not None
    with pytest.raises(error) as caught:
        open_bytes(vector.data, vector.identity)
    assert isinstance(caught.value, VaultError)
    assert caught.value.code.startswith(code)


@named(OTHERS)
def test_a_kind_of_file_we_do_not_use_is_refused(vector: Vector) -> None:
    with pytest.raises((Damaged, WrongKey)):
        open_bytes(vector.data, vector.identity or NOBODY)
