"""Text as the record holds it, and as it is safe to show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.kernel.text import clean, escape_controls, first_line

ANY_TEXT = st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", "a\nb\nc\nd\ne\nf"),
        ("tab\tstays", "tab\tstays"),
        ("nul\x00 bell\x07 escape\x1b[31m del\x7f c1\x9b", "nul bell escape[31m del c1"),
        ("Sia\u0302n", "Siân"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("\u2066isolated\u2069 \u202aembedded\u202c", "isolated embedded"),
        ("marks \u200e\u200f\u061c stay", "marks \u200e\u200f\u061c stay"),
        ("\ud83d lone", "\ufffd lone"),
        ("👩\u200d👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ❤️", "👩\u200d👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ❤️"),
        ("  spaces stay  \n", "  spaces stay  \n"),
    ],
)
def test_clean_keeps_the_words_and_drops_what_hides(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@given(ANY_TEXT)
def test_clean_text_holds_no_control_but_newline_and_tab(text: str) -> None:
    controls = {each for each in clean(text) if unicodedata.category(each) == "Cc"}
    assert controls <= {"\n", "\t"}


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("He was outside again", 80, "He was outside again"),
        ("\n\n  He  was\toutside \nagain", 80, "He was outside"),
        ("He was outside again", 12, "He was…"),
        ("Unbrokenlineoftext", 8, "Unbroke…"),
        ("aaa e\u0301\u0323bbbbbbbbbbb", 6, "aaa…"),
        ("ffffg\u0301\u0323\u0324hhh", 7, "ffff…"),
        ("ab👩\u200d👧cd", 5, "ab…"),
        ("ab👩\u200d👧cd", 4, "ab…"),
        ("ab👩\u200d👧cd", 6, "ab👩\u200d👧…"),
        ("e\u0301\u0323\u0324\u0325", 3, "…"),
        ("exactly", 7, "exactly"),
        ("", 10, ""),
        (" \n ", 10, ""),
        ("word", 1, "…"),
    ],
)
def test_first_line_is_cut_between_words(text: str, limit: int, expected: str) -> None:
    assert first_line(text, limit) == expected


@given(ANY_TEXT, st.integers(1, 60))
def test_first_line_fits_and_is_one_line(text: str, limit: int) -> None:
    line = first_line(text, limit)
    assert len(line) <= limit
    assert "\n" not in line
    assert line == line.strip()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("IMG_0001.JPG", "IMG_0001.JPG"),
        ("llythyr-at-Siân.pdf", "llythyr-at-Siân.pdf"),
        ("photo\u202egpj.exe", "photo[U+202E]gpj.exe"),
        ("a\x00b\r\nc", "a[U+0000]b[U+000D][U+000A]c"),
        ("zero\u200bwidth\ufeff", "zero[U+200B]width[U+FEFF]"),
        ("lone\ud800", "lone[U+D800]"),
        ("line\u2028end", "line[U+2028]end"),
        ("tag\U000e0041", "tag[U+E0041]"),
        ("👩\u200d👧.png", "👩\u200d👧.png"),
        ("../../etc/passwd", "../../etc/passwd"),
    ],
)
def test_hidden_characters_in_a_name_are_shown(name: str, expected: str) -> None:
    assert escape_controls(name) == expected


@given(ANY_TEXT)
def test_an_escaped_name_can_be_printed(name: str) -> None:
    shown = escape_controls(name)
    shown.encode()
    assert not {"Cc", "Zl", "Zp"} & {unicodedata.category(each) for each in shown}
