"""Keys as text: the published examples, and nothing that only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.vault import bech32
from fourfold.vault.age import Identity, Recipient
from fourfold.vault.errors import Damaged

# The example pair of the age specification (c2sp.org/age).
SECRET = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
PUBLIC = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"


def test_the_example_identity_has_the_example_recipient() -> None:
    identity = Identity.from_text(SECRET)
    assert identity.secret == b"\x42" * 32
    assert identity.recipient.to_text() == PUBLIC
    assert Recipient.from_text(PUBLIC) == identity.recipient
    assert identity.to_text() == SECRET


@given(st.binary(max_size=90), st.from_regex(r"[a-z1-]{1,20}", fullmatch=True))
def test_what_is_encoded_decodes_to_the_same_bytes(data: bytes, prefix: str) -> None:
    assert bech32.decode(prefix, bech32.encode(prefix, data)) == data


@given(st.integers(0, len(PUBLIC) - 1), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l1bio-Q "))
def test_one_changed_letter_is_refused(place: int, letter: str) -> None:
    changed = PUBLIC[:place] + letter + PUBLIC[place + 1 :]
    if changed != PUBLIC:
        with pytest.raises(Damaged):
            Recipient.from_text(changed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "age1",
        PUBLIC.upper(),
        PUBLIC.capitalize(),
        PUBLIC + "q",
        " " + PUBLIC,
        PUBLIC + "\n",
        PUBLIC.replace("age1", "age11"),
        PUBLIC.removeprefix("age1"),
        PUBLIC[:-1],
        bech32.encode("age", b"\x42" * 31),
        bech32.encode("age", b"\x42" * 33),
        bech32.encode("agf", b"\x42" * 32),
        bech32.encode("age1pq", b"\x42" * 32),
    ],
)
def test_what_is_not_exactly_a_recipient_is_refused(text: str) -> None:
    with pytest.raises(Damaged):
        Recipient.from_text(text)


@pytest.mark.parametrize(
    "text", [SECRET.lower(), SECRET[:-1] + "x", PUBLIC, SECRET + " ", SECRET[:-2], ""]
)
def test_what_is_not_exactly_an_identity_is_refused(text: str) -> None:
    with pytest.raises(Damaged):
        Identity.from_text(text)


def test_padding_bits_that_are_not_zero_are_refused() -> None:
    # 32 bytes are 51 letters and one bit: the other four bits of the last letter must be nought.
    values = [*bech32._fives(int.from_bytes(b"\x42" * 32, "big") << 4 | 1, 52)]
    check = bech32._polymod([*bech32._expand("age"), *values, *[0] * 6]) ^ 1
    letters = [bech32._ALPHABET[value] for value in [*values, *bech32._fives(check, 6)]]
    with pytest.raises(Damaged):
        Recipient.from_text("age1" + "".join(letters))


def test_an_identity_never_shows_itself() -> None:
    identity = Identity(b"\x42" * 32)
    assert "42" not in repr(identity)
    assert "B" * 8 not in repr(identity)
