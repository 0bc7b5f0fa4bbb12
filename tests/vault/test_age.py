"""Whole age files and their headers, held against two other programs that write and read them."""

from __future__ import annotations

import os
import subprocess
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.vault.age import (
    Identity,
    Recipient,
    Stanza,
    header_length,
    new_file_key,
    new_header,
    open_bytes,
    open_header,
    seal_bytes,
)
from fourfold.vault.errors import Damaged, WrongKey

CHUNK = 65536
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 17 * CHUNK, 40 * CHUNK + 7]
ADA = Identity(b"\x01" * 32)
CAL = Identity(b"\x02" * 32)
LETTER = b"He was outside again at ten past nine."


@pytest.mark.parametrize("size", SIZES)
def test_pyrage_opens_what_we_seal(size: int) -> None:
    content = os.urandom(size)
    identity = pyrage.x25519.Identity.from_str(ADA.to_text())
    assert pyrage.decrypt(seal_bytes(content, [ADA.recipient]), [identity]) == content


@pytest.mark.parametrize("size", SIZES)
def test_we_open_what_pyrage_seals(size: int) -> None:
    content = os.urandom(size)
    recipient = pyrage.x25519.Recipient.from_str(ADA.recipient.to_text())
    assert open_bytes(pyrage.encrypt(content, [recipient]), ADA) == content


@pytest.mark.needs("age")
@pytest.mark.parametrize("size", SIZES)
def test_the_age_program_opens_what_we_seal(size: int, tmp_path: Path) -> None:
    content = os.urandom(size)
    key = tmp_path / "key.txt"
    key.write_text(ADA.to_text())
    sealed = seal_bytes(content, [CAL.recipient, ADA.recipient])
    command = ["age", "--decrypt", "--identity", str(key)]
    assert subprocess.run(command, input=sealed, capture_output=True, check=True).stdout == content


@pytest.mark.needs("age")
@pytest.mark.parametrize("size", SIZES)
def test_we_open_what_the_age_program_seals(size: int) -> None:
    content = os.urandom(size)
    command = ["age", "-r", CAL.recipient.to_text(), "-r", ADA.recipient.to_text()]
    sealed = subprocess.run(command, input=content, capture_output=True, check=True).stdout
    assert open_bytes(sealed, ADA) == content
    assert open_bytes(sealed, CAL) == content


@pytest.mark.needs("age-keygen")
def test_keys_made_by_age_keygen_are_read_and_have_its_recipient() -> None:
    made = subprocess.run(["age-keygen"], capture_output=True, check=True, text=True).stdout
    public, secret = made.split()[-2], made.split()[-1]
    assert Identity.from_text(secret).recipient.to_text() == public


def test_every_sealing_of_the_same_bytes_differs() -> None:
    assert seal_bytes(LETTER, [ADA.recipient]) != seal_bytes(LETTER, [ADA.recipient])


def test_each_of_several_recipients_opens_the_file() -> None:
    people = [Identity(bytes([number]) * 32) for number in range(1, 9)]
    sealed = seal_bytes(LETTER, [person.recipient for person in people])
    assert [open_bytes(sealed, person) for person in people] == [LETTER] * 8


def test_somebody_else_cannot_open_it() -> None:
    with pytest.raises(WrongKey) as caught:
        open_bytes(seal_bytes(LETTER, [ADA.recipient]), CAL)
    assert caught.value.code == "no_stanza"


def test_a_file_to_nobody_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="recipient"):
        seal_bytes(LETTER, [])


@given(st.data())
def test_one_flipped_bit_anywhere_is_refused(data: st.DataObject) -> None:
    sealed = bytearray(SEALED)
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((Damaged, WrongKey)):
        open_bytes(bytes(sealed), ADA)


def test_every_cut_is_refused() -> None:
    for length in range(len(SEALED)):
        with pytest.raises(Damaged):
            open_bytes(SEALED[:length], ADA)


@given(st.binary(min_size=1, max_size=40))
def test_anything_after_the_end_is_refused(more: bytes) -> None:
    with pytest.raises(Damaged):
        open_bytes(SEALED + more, ADA)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_parser_fail_in_another_way(data: bytes) -> None:
    for text in (data, HEADER[:60] + data, HEADER[:-20] + data):
        with pytest.raises((Damaged, WrongKey)):
            open_header(text, ADA)


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda header: header.replace(old, new, 1)


@pytest.mark.parametrize(
    "change",
    [
        replaced(b"v1\n", b"v2\n"),
        replaced(b"v1\n", b"v1\r\n"),
        replaced(b"\n-> ", b"\n->  "),
        replaced(b"\n-> X25519 ", b"\n-> X25519 more "),
        replaced(b"\n-> X25519 ", b"\n-> X25519  "),
        replaced(b"\n-> X25519", b"\n-> x25519"),
        replaced(b"\n--- ", b"\n---  "),
        replaced(b"\n--- ", b"\n---"),
        lambda header: header[:-1] + b"=\n",
        lambda header: header[:-1] + b"\r\n",
        lambda header: header[:-1],
        lambda header: header + b"\n",
        lambda header: header + header,
        lambda header: b"\n" + header,
    ],
)
def test_a_header_in_any_other_spelling_is_refused(change: Callable[[bytes], bytes]) -> None:
    changed = change(HEADER)
    assert changed != HEADER
    with pytest.raises((Damaged, WrongKey)):
        open_header(changed, ADA)


def test_a_recipient_cannot_be_added_or_taken_away_without_the_file_key() -> None:
    two = new_header([ADA.recipient, CAL.recipient], KEY)
    start, second = two.index(b"->"), two.rindex(b"->")
    without_first = two[:start] + two[second:]
    with pytest.raises(Damaged) as caught:
        open_header(without_first, CAL)
    assert caught.value.code == "header_mac"
    grease = Stanza(("age.example/grease", "x"), b"").to_bytes()
    with pytest.raises(Damaged) as caught:
        open_header(HEADER.replace(b"\n---", b"\n" + grease + b"---"), ADA)
    assert caught.value.code == "header_mac"


def test_base64_with_stray_low_bits_is_refused() -> None:
    # 32 bytes end in a letter with two unused bits: the next letter decodes to the same bytes.
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = HEADER[-2:-1].decode()
    other = alphabet[alphabet.index(last) + 1].encode()
    with pytest.raises(Damaged) as caught:
        open_header(HEADER[:-2] + other + b"\n", ADA)
    assert caught.value.code == "header_base64"


@pytest.mark.parametrize(
    "share", [bytes(32), b"\x01" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"]
)
def test_a_share_of_low_order_is_refused(share: bytes) -> None:
    stanza = Stanza(("X25519", b64encode(share).decode().rstrip("=")), bytes(32))
    with pytest.raises(Damaged) as caught:
        ADA.unwrap(stanza)
    assert caught.value.code == "header_share"


def test_a_recipient_of_low_order_is_refused() -> None:
    with pytest.raises(Damaged):
        new_header([Recipient(bytes(32))], KEY)


class Locker:
    """A recipient of another kind, with a long body: nothing but wrap and unwrap."""

    def wrap(self, file_key: bytes) -> Stanza:
        return Stanza(("example.org/locker", "7"), file_key * 6)

    def unwrap(self, stanza: Stanza) -> bytes | None:
        return stanza.body[:16] if stanza.arguments[0] == "example.org/locker" else None


def test_another_kind_of_recipient_needs_no_change_to_the_header_code() -> None:
    header = new_header([Locker(), ADA.recipient], KEY)
    assert open_header(header, Locker()) == open_header(header, ADA) == KEY


def test_the_header_of_a_whole_file_ends_where_the_payload_begins() -> None:
    assert header_length(SEALED) == SEALED.index(b"\n", SEALED.index(b"\n---") + 1) + 1
    with pytest.raises(Damaged):
        header_length(b"age-encryption.org/v1\n" + b"-> x\n\n" * 20_000 + HEADER)


def test_every_file_key_is_new() -> None:
    assert len({new_file_key() for _ in range(100)}) == 100


KEY = b"a key of 16 byte"
HEADER = new_header([ADA.recipient], KEY)
SEALED = seal_bytes(LETTER, [ADA.recipient])
