"""No character is lost in print: what the typefaces lack stands as its number."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.render.composing import Compositor, bundled_fonts
from tests.deep import cases
from tests.render import make_coverage

WITHOUT_SURROGATES = st.characters(exclude_categories=["Cs"])
TYPICAL = st.sampled_from(sorted(bundled_fonts()[0] | bundled_fonts()[1]))


@pytest.mark.parametrize(
    "text",
    [
        'He was at the gate. "Why?" — I didn\'t answer…',
        "Mae hi'n dŵr, ŷ, ŵ, â, ê, î, ô, û",
        "Łódź, Ștefan, Çağrı, Škoda, Đorđe, tiếng Việt, Київ, Αθήνα",
        "وقف أمام البيت",
        "הוא חיכה ליד הדלת",
        "café and cafe\u0301",
        "two\nlines",
        "£20 €5 ½ 20 °C",
        "[U+1F600] as typed",
    ],
)
def test_what_the_typefaces_have_is_left_alone(text):
    compositor = Compositor()

    assert compositor.compose(text) == text
    assert compositor.unprinted == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("see you \U0001f52a", "see you [U+1F52A]"),
        ("❤\ufe0f", "❤"),
        ("\U0001f468\u200d\U0001f469", "[U+1F468][U+200D][U+1F469]"),
        ("你好", "[U+4F60][U+597D]"),
        ("\u202eevil", "[U+202E]evil"),
        ("half \ud83d", "half [U+D83D]"),
        ("bell\a", "bell[U+0007]"),
        ("tab\there", "tab here"),
        ("q\u0e48", "q[U+0E48]"),
        ("\u0301 alone", "[U+0301] alone"),
        ("soft\u00adhyphen", "softhyphen"),
        ("private \ue801", "private [U+E801]"),
    ],
)
def test_what_they_lack_or_would_hide_is_printed_as_its_number(text, printed):
    assert Compositor().compose(text) == printed


def test_everything_that_was_not_printed_is_listed_once_and_named():
    compositor = Compositor()

    compositor.compose({"account": "\U0001f52a \U0001f52a", "lines": ["\U0001f600", 12, None]})

    assert compositor.unprinted == [
        {"code": "U+1F52A", "name": "HOCHO"},
        {"code": "U+1F600", "name": "GRINNING FACE"},
    ]


def test_keys_numbers_and_shape_are_left_alone():
    value = {"one": [1, None, True, {"two": "three"}]}

    assert Compositor().compose(value) == value


def test_a_word_wider_than_the_page_may_be_broken_and_an_address_breaks_by_itself():
    endless = "a" * 200
    address = "https://example.org/" + "a-b/" * 40

    assert Compositor().compose(endless).replace("\u200b", "") == endless
    assert max(map(len, Compositor().compose(endless).split("\u200b"))) < 44
    assert Compositor().compose(address) == address


@pytest.mark.slow
def test_the_table_says_what_typst_itself_says():
    """Every character of each font in the table is shown, and nothing visible is left out."""
    points = make_coverage.candidates()
    for font, known in zip(make_coverage.FONTS, bundled_fonts(), strict=True):
        lacking = make_coverage.refused((chr(point) for point in points), [font])
        shown = {chr(point) for point in points} - lacking
        assert known <= shown
        assert all(
            not one.isprintable() or not one.strip() or one in known or one in HIDDEN
            for one in shown
        )


# Characters that print nothing, which typst accepts without a glyph and print must not hide.
HIDDEN = frozenset(map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0))) | frozenset(
    map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10)))
)


@pytest.mark.slow
@settings(max_examples=cases(30))
@given(st.lists(st.text(WITHOUT_SURROGATES | TYPICAL, max_size=12), min_size=50, max_size=200))
def test_whatever_is_composed_can_be_printed(texts):
    compositor = Compositor()

    assert make_coverage.refused(compositor.compose(texts)) == set()
