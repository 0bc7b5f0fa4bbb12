"""The recovery code: typed from paper, forgiving about form, strict about mistakes."""

from __future__ import annotations

import itertools
import secrets
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.vault.recovery import ALPHABET, RecoveryCode

codes = st.builds(RecoveryCode, st.binary(min_size=16, max_size=16))
CODE = RecoveryCode(bytes(range(100, 116)))


@given(codes)
def test_a_code_reads_back(code: RecoveryCode) -> None:
    assert RecoveryCode.parse(code.to_text()) == code


def test_a_code_is_seven_groups_of_four_without_letters_that_look_alike() -> None:
    text = CODE.to_text()
    assert [len(group) for group in text.split("-")] == [4] * 7
    assert set(text) <= set(ALPHABET) | {"-"}
    assert not set("ILOU") & set(ALPHABET)


@given(codes, st.randoms())
def test_case_spaces_dashes_and_lookalikes_are_forgiven(code: RecoveryCode, random: Random) -> None:
    choice = random.choice
    alike = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(
        choice(alike.get(letter, letter + letter.lower()))
        + choice(["", "", " ", "-", "\u2013", "."])
        for letter in code.to_text().replace("-", "")
    )
    assert RecoveryCode.parse(typed) == code


@pytest.mark.parametrize("code", [CODE, RecoveryCode(bytes(16)), RecoveryCode(b"\xff" * 16)])
def test_every_single_wrong_character_is_noticed(code: RecoveryCode) -> None:
    letters = code.to_text().replace("-", "")
    for at, other in itertools.product(range(28), ALPHABET):
        if letters[at] != other:
            assert RecoveryCode.parse(letters[:at] + other + letters[at + 1 :]) is None


@given(codes)
def test_every_swap_of_two_characters_is_noticed(code: RecoveryCode) -> None:
    letters = code.to_text().replace("-", "")
    for first, second in itertools.combinations(range(28), 2):
        if letters[first] != letters[second]:
            swapped = list(letters)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            assert RecoveryCode.parse("".join(swapped)) is None


@given(codes, st.lists(st.integers(0, 27), min_size=2, max_size=2, unique=True), st.data())
def test_any_two_wrong_characters_are_noticed(
    code: RecoveryCode, places: list[int], data: st.DataObject
) -> None:
    letters = list(code.to_text().replace("-", ""))
    for place in places:
        others = [letter for letter in ALPHABET if letter != letters[place]]
        letters[place] = data.draw(st.sampled_from(others))
    assert RecoveryCode.parse("".join(letters)) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        CODE.to_text()[:-1],
        CODE.to_text() + "0",
        CODE.to_text().replace("-", "", 1) + "U",
        "U" * 28,
        "é" * 28,
        "Z" * 28,
        "\ud800" * 28,
    ],
)
def test_what_is_not_a_whole_code_is_none(text: str) -> None:
    assert RecoveryCode.parse(text) is None


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_the_reading(text: str) -> None:
    found = RecoveryCode.parse(text)
    assert found is None or RecoveryCode.parse(found.to_text()) == found


def test_a_code_of_more_than_128_bits_is_none_whatever_its_check() -> None:
    for check in itertools.product(ALPHABET, repeat=2):
        assert RecoveryCode.parse("8" + "0" * 25 + "".join(check)) is None


def test_tag_and_key_are_independent_and_each_code_s_own() -> None:
    several = [RecoveryCode.generate(secrets.token_bytes(16)) for _ in range(20)]
    values = {code.tag() for code in several} | {code.kek() for code in several}
    assert len(values) == 40
    assert {len(value) for value in values} == {32}


def test_a_code_does_not_show_itself_in_a_traceback() -> None:
    assert "secret" not in repr(CODE)
    assert CODE.secret.hex() not in repr(CODE)


def test_a_code_is_16_bytes() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        RecoveryCode(bytes(15))
