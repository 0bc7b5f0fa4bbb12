"""What could say where she is gets found, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.letters.letter import LONGEST
from fourfold.core.letters.looking import Found, look_over, still_to_settle
from tests.core.letters.make import letter

FULL_WIDTH = "ＳＷ１Ａ １ＡＡ"


def found(text: str, *kept_out: str) -> list[tuple[str, str]]:
    """What is found in one text: what it is, and as it is written."""
    return [(str(each.found), each.words) for each in look_over(letter(text), kept_out)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I live in SW1A 1AA now", "SW1A 1AA"),
        ("sw1a1aa", "sw1a1aa"),
        ("at M1  1AE.", "M1  1AE"),
        ("EC1A-1BB", "EC1A-1BB"),
        ("SW1A\n1AA", "SW1A\n1AA"),
        (FULL_WIDTH, FULL_WIDTH),
        ("SW1A\u00a01AA", "SW1A\u00a01AA"),
        ("SW1A\u200b 1AA", "SW1A\u200b 1AA"),
        ("SW1A lAA", "SW1A lAA"),
        ("(SW1A 1AA)", "SW1A 1AA"),
    ],
)
def test_a_postcode_is_found(text: str, words: str) -> None:
    assert found(text) == [("postcode", words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ring 07700 900123 please", "07700 900123"),
        ("07700900123", "07700900123"),
        ("+44 7700 900123", "+44 7700 900123"),
        ("+44 (0)7700 900123", "+44 (0)7700 900123"),
        ("0044 7700 900123", "0044 7700 900123"),
        ("(020) 7946 0000", "(020) 7946 0000"),
        ("020-7946-0000", "020-7946-0000"),
        ("7700 900123", "7700 900123"),
        ("tel07700900123", "07700900123"),
        ("٠٧٧٠٠ ٩٠٠١٢٣", "٠٧٧٠٠ ٩٠٠١٢٣"),
        ("０７７００ ９００１２３", "０７７００ ９００１２３"),
        ("07700\u2013900\u2011123", "07700\u2013900\u2011123"),
        ("077\u200d00 900123", "077\u200d00 900123"),
    ],
)
def test_a_telephone_number_is_found(text: str, words: str) -> None:
    assert found(text) == [("phone", words)]


def test_two_numbers_under_each_other_are_two() -> None:
    assert found("07700 900123\n07700 900456") == [
        ("phone", "07700 900123"),
        ("phone", "07700 900456"),
    ]


def test_numbers_that_run_together_are_not_missed() -> None:
    kinds = {each for each, _words in found("07700 900123 07700 900456 07700 900789 07700 900111")}
    assert kinds == {"phone"}


@pytest.mark.parametrize(
    "address", ["a.b@example.org", "A.B+c@mail.example.co.uk", "ａ@example.org", "naïve@例え.jp"]
)
def test_an_email_address_is_found(address: str) -> None:
    assert found(f"Write to <{address}>, or not.") == [("email", address)]


@pytest.mark.parametrize("letters", ["a", ".", "x@", "a.b@", "0"])
def test_a_letter_of_one_long_word_is_looked_over_too(letters: str) -> None:
    """From each of its letters on, it would take half a minute."""
    long = (letters * LONGEST)[: LONGEST - 20]
    assert ("email", "a@example.org") in found(f"{long} a@example.org")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "On 14 March 2026, 9:05pm (entry 12).",
        "14/03/2026 and 15.03.2026",
        "about 2025 to 2026",
        "Number CRN 14/000000/26",
        "A12 9am, M1 9pm",
        "He rang 47 times, from 6 to 9.",
        "AB/1, AB/2",
        "me @ home",
        "999 and 101",
    ],
)
def test_days_references_and_plain_words_are_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Flat 2, 12 Plum Lane",
        "12 PLUM LANE",
        "12plumlane",
        "12, Plum-Lane",
        "12 Plum\nLane",
        "12  Plúm Làne",
        "１２ Ｐｌｕｍ Ｌａｎｅ",
        "1\u200b2 Pl\u00adum Lane",
    ],
)
def test_words_that_must_stay_out_are_found_however_they_are_written(text: str) -> None:
    assert [kind for kind, _words in found(text, "12 Plum Lane")] == ["kept_out"]


@pytest.mark.parametrize("listed", ["07700 900123", "+44 7700 900123", "00447700900123"])
@pytest.mark.parametrize("text", ["(07700) 900 123", "+447700900123", "0044 7700 900123"])
def test_a_number_on_the_list_is_found_with_and_without_the_country(listed: str, text: str) -> None:
    assert "kept_out" in [kind for kind, _words in found(text, listed)]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [("soaked", False), ("the Oak", True), ("Oak.", True), ("oaks", False), ("(OAK)", True)],
)
def test_a_short_word_is_found_only_by_itself(text: str, is_found: bool) -> None:
    assert bool(found(text, "Oak")) is is_found


@pytest.mark.parametrize("listed", ["", "   ", "\n", "—", "\u200b"])
def test_a_line_of_the_list_that_says_nothing_finds_nothing(listed: str) -> None:
    assert found("anything at all", listed) == []


def test_each_is_named_with_the_part_it_stands_in_and_once_a_part() -> None:
    traces = look_over(letter("a@b.org and a@b.org", "SW1A 1AA", "a@b.org"))
    assert [(each.heading, each.words) for each in traces] == [
        ("Part 1", "a@b.org"),
        ("Part 2", "SW1A 1AA"),
        ("Part 3", "a@b.org"),
    ]


def test_what_was_allowed_is_settled_also_in_another_spelling() -> None:
    keys = [each.key for each in look_over(letter("SW1A 1AA"))]
    again = look_over(letter("sw1a1aa, and M1 1AE"))
    assert [each.words for each in still_to_settle(again, keys)] == ["M1 1AE"]


def test_what_must_stay_out_can_never_be_allowed() -> None:
    traces = look_over(letter("12 Plum Lane"), ["Plum Lane"])
    assert traces[0].found is Found.KEPT_OUT
    assert still_to_settle(traces, ["", traces[0].key, "kept_out:plumlane"]) == traces


SPACERS = st.sampled_from(["", " ", "-", ".", "\u00a0", "\u200b", "\u200d", "\u00ad", "\n", ", "])


@given(st.lists(SPACERS, min_size=10, max_size=10), st.booleans())
def test_no_spacing_hides_words_that_must_stay_out(spaces: list[str], is_upper: bool) -> None:
    text = "".join(a + b for a, b in zip("12plumlane", spaces, strict=True))
    assert found(text.upper() if is_upper else text, "12 Plum Lane")


@given(st.text(max_size=200), st.text(max_size=30))
def test_whatever_is_found_stands_in_the_text(text: str, listed: str) -> None:
    assert all(words in text for _kind, words in found(text, listed))
