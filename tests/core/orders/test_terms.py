"""The terms of an order as somebody copies them, and which of them an amendment leaves the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.orders.terms import Said, identified, read, written
from fourfold.core.record.body import Term

COME, WRITE, SPEAK = "Not to come within 100 metres", "Not to write to her", "Not to speak of her"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \n \n", []),
        (COME, [("", COME)]),
        (f"{COME}\n{WRITE}", [("", COME), ("", WRITE)]),
        (f" {COME} \n\t{WRITE}\n", [("", COME), ("", WRITE)]),
        (f"1. {COME}\n2. {WRITE}", [("1.", COME), ("2.", WRITE)]),
        (f"2(a) {COME}\n2(b) {WRITE}", [("2(a)", COME), ("2(b)", WRITE)]),
        (f"2(a)(ii) {COME}\n(b) {WRITE}", [("2(a)(ii)", COME), ("(b)", WRITE)]),
        (f"1) {COME}\na) {WRITE}\nB. {SPEAK}", [("1)", COME), ("a)", WRITE), ("B.", SPEAK)]),
        (f"1.2. {COME}", [("1.2.", COME)]),
        # A number alone is a word of the term.
        ("100 metres is the distance", [("", "100 metres is the distance")]),
        ("a road is a road", [("", "a road is a road")]),
        ("2.", [("", "2.")]),
        # Where lines are left empty, each paragraph is one, in the lines of the paper.
        (f"{COME}\nof her home\n\n{WRITE}", [("", f"{COME}\nof her home"), ("", WRITE)]),
        (f"{COME}\n \t\n\n{WRITE}", [("", COME), ("", WRITE)]),
        (
            f"He must not:\n1. come\nnear her\n2. {WRITE}\n\nUntil then.",
            [("", "He must not:"), ("1.", "come\nnear her"), ("2.", WRITE), ("", "Until then.")],
        ),
        (f"{COME}\n{WRITE}\n{COME}", [("", COME), ("", WRITE)]),
        ("1. 🙂\n2. 🙃", [("1.", "🙂"), ("2.", "🙃")]),
    ],
)
def test_a_box_holds_terms(text: str, expected: list[Said]) -> None:
    assert list(read(text)) == expected


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85")))
def test_no_word_is_lost(text: str) -> None:
    told = dict.fromkeys(text.split())
    said = dict.fromkeys(word for label, words in read(text) for word in f"{label} {words}".split())
    assert set(said) == set(told)


def test_the_box_of_some_terms_reads_as_the_same_terms() -> None:
    for text in (f"1. {COME}\n{WRITE}", f"{COME}\nof her home\n\n2(a) {WRITE}\n\n{SPEAK}"):
        terms = identified(read(text), [])
        assert read(written(terms)) == tuple((each.label, each.words) for each in terms)


@pytest.mark.parametrize(
    "text", [f"1. {COME}\n{WRITE}", f"{COME}\nof her home\n\n2(a) {WRITE}", SPEAK, ""]
)
def test_the_box_has_no_more_lines_and_spaces_than_the_terms_need(text: str) -> None:
    assert written(identified(read(text), [])) == text


def ids(text: str, *earlier: str) -> list[str]:
    """The ids of the terms of a box, after these versions of it."""
    versions: list[tuple[Term, ...]] = []
    for each in (*earlier, text):
        versions.append(identified(read(each), versions))
    return [term.id for term in versions[-1]]


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        (f"{COME}\n{WRITE}", [], ["t1", "t2"]),
        (f"{COME}\n{WRITE}", [f"{COME}\n{WRITE}"], ["t1", "t2"]),
        (f"{WRITE}\n{COME}", [f"{COME}\n{WRITE}"], ["t2", "t1"]),
        (f"1. {COME}\n2. {WRITE}", [f"{COME}\n{WRITE}"], ["t1", "t2"]),
        (f"  not to  WRITE to her\n{COME}", [f"{COME}\n{WRITE}"], ["t2", "t1"]),
        (WRITE, [f"{COME}\n{WRITE}"], ["t2"]),
        # An id is never given again, also not when its term was taken out long before.
        (f"{WRITE}\n{SPEAK}", [f"{COME}\n{WRITE}"], ["t2", "t3"]),
        (f"{WRITE}\n{SPEAK}", [COME, WRITE], ["t2", "t3"]),
        # Mended: most words are the same, and every number.
        ("Not to come within 100 meters", [COME], ["t2"]),
        ("1. Not to come within 100 meters", [f"1. {COME}"], ["t1"]),
        ("Not ever to come within 100 metres", [COME], ["t1"]),
        ("1. Not to come within 50 metres", [f"1. {COME}"], ["t2"]),
        ("1. Not to go anywhere near it", [f"1. {COME}"], ["t2"]),
        ("🙃", ["🙂"], ["t2"]),
        ("🙂", ["🙂"], ["t1"]),
        # The one with the same words comes first, then the one that is like it.
        (f"Not ever to come within 100 metres\n{COME}", [COME], ["t2", "t1"]),
    ],
)
def test_a_term_that_is_still_there_keeps_its_id(
    text: str, earlier: list[str], expected: list[str]
) -> None:
    assert ids(text, *earlier) == expected


@given(st.lists(st.lists(st.sampled_from([COME, WRITE, SPEAK, "x", "y"]), max_size=5), max_size=4))
def test_no_id_ever_belongs_to_two_terms_at_once(boxes: list[list[str]]) -> None:
    found = ids("\n".join(["z", *boxes[-1]] if boxes else ["z"]), *map("\n".join, boxes))
    assert len(set(found)) == len(found)
