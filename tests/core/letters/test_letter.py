"""A letter comes back from its stored form as it was, and nothing else is taken for one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.kernel.errors import ShapeError
from fourfold.core.kernel.text import clean
from fourfold.core.letters import letter as letters
from fourfold.core.letters.errors import WrongLetter
from fourfold.core.letters.letter import LONGEST, from_json, to_json
from fourfold.core.letters.plain import NOTICE, filled, plain_text
from tests.core.letters.make import letter

EVERY_SCRIPT = (
    "Łódź 你好 हिन्दी گھر שלום ไทย 한국어 Ελλάδα Кириллица e\u0301 "
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 ❤\ufe0f \U0001f1ec\U0001f1e7 \u200fאב\u200e"
)


@pytest.mark.parametrize("text", ["", EVERY_SCRIPT, "a\tb\n\n c  \n", "x" * LONGEST])
def test_every_character_comes_back(text: str) -> None:
    kept = letter(clean(text), allowed=("phone:1",), entries=(2, 3))
    assert from_json(json.loads(json.dumps(to_json(kept)))) == kept


@given(st.lists(st.text(max_size=80).map(clean), max_size=4))
def test_any_cleaned_text_comes_back(texts: list[str]) -> None:
    kept = letter(*texts)
    assert from_json(json.loads(json.dumps(to_json(kept)))) == kept


GOOD = to_json(letter("a"))


@pytest.mark.parametrize(
    "plain",
    [
        [],
        {},
        {name: value for name, value in GOOD.items() if name != "schema"},
        GOOD | {"schema": letters.SCHEMA + 1},
        GOOD | {"kind": "poem"},
        GOOD | {"more": 1},
        GOOD | {"entries": [1, 1]},
        GOOD | {"entries": [0]},
        GOOD | {"parts": [{"section": "a", "heading": "b", "text": "x" * (LONGEST + 1)}]},
        GOOD | {"parts": GOOD["parts"] * 2 + [GOOD["parts"][0] | {"text": "x" * LONGEST}]},
        GOOD | {"heading": "two\nlines"},
    ],
)
def test_what_is_no_letter_is_refused(plain: Any) -> None:
    with pytest.raises(WrongLetter):
        from_json(plain)


@pytest.mark.parametrize("texts", [["x" * (LONGEST + 1)], ["x" * LONGEST, "y"]])
def test_no_letter_is_longer_than_it_may_be_in_all(texts: list[str]) -> None:
    with pytest.raises(ShapeError):
        letter(*texts)


def test_a_letter_that_could_not_be_read_again_is_not_stored() -> None:
    with pytest.raises(WrongLetter):
        to_json(letter("not \x00 cleaned"))


def test_rewriting_changes_what_is_named_and_keeps_the_rest() -> None:
    again = letter("a", "b").rewritten({"p2": "c", "p9": "d"})
    assert [part.text for part in again.parts] == ["a", "c"]


def test_a_part_that_says_nothing_is_not_handed_over() -> None:
    assert [part.text for part in filled(letter("a", " \n", "", "b"))] == ["a", "b"]


def test_plain_text_has_the_notice_and_every_character() -> None:
    text = plain_text(letter(EVERY_SCRIPT, "b\n\nc"))
    assert text == f"Rules\n\n{NOTICE}\n\nPart 1\n\n{EVERY_SCRIPT}\n\nPart 2\n\nb\n\nc\n"
