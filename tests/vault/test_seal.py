"""Seals: they open with their own key at their own place, whole, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.vault import seal
from fourfold.vault.errors import Damaged, TooLarge, WrongKey
from fourfold.vault.seal import Context, Purpose

KEY = bytes(range(32))
RECORD = "0123456789abcdef" * 2
PLACE = Context(Purpose.ENTRY, RECORD, 12, 3, "item")

words = st.from_regex(r"[0-9a-z./-]{0,64}", fullmatch=True)
counts = st.integers(0, 2**53)
contexts = st.builds(Context, st.sampled_from(Purpose), words, counts, counts, words)


@given(st.binary(max_size=2000), contexts)
def test_what_was_sealed_opens_unchanged(data: bytes, context: Context) -> None:
    assert seal.open(KEY, seal.seal(KEY, data, context), context) == data


@given(contexts, contexts)
def test_a_seal_opens_at_no_other_place(here: Context, there: Context) -> None:
    if here == there:
        return
    sealed = seal.seal(KEY, b"content", here)
    assert here.to_bytes() != there.to_bytes()
    with pytest.raises(WrongKey):
        seal.open(KEY, sealed, there)


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": Purpose.ENTRY_KEY},
        {"record_id": "f" * 32},
        {"number": 13},
        {"number": 1},
        {"version": 2},
        {"version": 4},
        {"item": ""},
        {"item": "items"},
    ],
    ids=str,
)
def test_each_part_of_a_place_binds(change: dict[str, object]) -> None:
    sealed = seal.seal(KEY, b"content", PLACE)
    with pytest.raises(WrongKey):
        seal.open(KEY, sealed, replace(PLACE, **change))  # type: ignore[arg-type]


def test_numbers_that_read_alike_side_by_side_are_different_places() -> None:
    one, other = (Context(Purpose.ENTRY, RECORD, *pair) for pair in ((1, 12), (11, 2)))
    with pytest.raises(WrongKey):
        seal.open(KEY, seal.seal(KEY, b"", one), other)


@given(st.integers(0, 8 * 285 - 1))
def test_a_changed_bit_is_refused(bit: int) -> None:
    sealed = bytearray(seal.seal(KEY, b"content", PLACE))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises((WrongKey, Damaged)):
        seal.open(KEY, bytes(sealed), PLACE)


@given(st.integers(0, 284))
def test_a_cut_is_refused(length: int) -> None:
    sealed = seal.seal(KEY, b"content", PLACE)
    with pytest.raises((WrongKey, Damaged)):
        seal.open(KEY, sealed[:length], PLACE)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(WrongKey) as caught:
        seal.open(bytes(32), seal.seal(KEY, b"content", PLACE), PLACE)
    assert caught.value.facts == {"purpose": "entry"}


def test_a_later_format_is_called_damaged_not_a_wrong_key() -> None:
    sealed = b"\x02" + seal.seal(KEY, b"content", PLACE)[1:]
    with pytest.raises(Damaged):
        seal.open(KEY, sealed, PLACE)


def test_equal_content_is_sealed_differently_each_time() -> None:
    assert len({seal.seal(KEY, b"content", PLACE) for _ in range(50)}) == 50


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_never_used(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seal.seal(bytes(size), b"content", PLACE)
    with pytest.raises(ValueError, match="32 bytes"):
        seal.open(bytes(size), seal.seal(KEY, b"content", PLACE), PLACE)


@pytest.mark.parametrize("word", ["a\nb", "A", "é", "a b", "x" * 65])
def test_a_place_is_made_of_plain_words(word: str) -> None:
    with pytest.raises(ValueError, match="context"):
        Context(Purpose.ENTRY, word)
    with pytest.raises(ValueError, match="context"):
        Context(Purpose.ENTRY, RECORD, item=word)


def test_a_place_counts_from_0() -> None:
    with pytest.raises(ValueError, match="counts"):
        Context(Purpose.ENTRY, RECORD, -1)
    with pytest.raises(ValueError, match="counts"):
        Context(Purpose.ENTRY, RECORD, 0, -1)


def test_short_contents_all_have_one_length() -> None:
    assert {len(seal.seal(KEY, bytes(n), PLACE)) for n in range(253)} == {1 + 12 + 256 + 16}


@given(st.integers(1, 2**40))
def test_padding_adds_at_most_an_eighth_and_keeps_the_order(length: int) -> None:
    padded = seal.padded_length(length)
    assert length <= padded
    assert padded <= max(256, length * 1.12)
    assert padded == seal.padded_length(padded)
    assert padded <= seal.padded_length(length + 1)


def test_few_lengths_can_be_told_apart() -> None:
    assert len({seal.padded_length(n) for n in range(100_001)}) < 180


@pytest.mark.parametrize("at", [5, 255])
def test_padding_that_is_not_zeros_is_refused(at: int) -> None:
    padded = bytearray(seal.pad(b"x"))
    padded[at] = 1
    with pytest.raises(Damaged):
        seal.unpad(bytes(padded))


@pytest.mark.parametrize("length", [257, 2**32 - 1])
def test_a_length_that_does_not_fit_is_refused(length: int) -> None:
    with pytest.raises(Damaged):
        seal.unpad(length.to_bytes(4, "big") + bytes(252))


def test_more_than_64_mib_is_refused() -> None:
    with pytest.raises(TooLarge):
        seal.pad(bytes(seal.LARGEST + 1))
