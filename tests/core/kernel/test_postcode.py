"""Postcodes as people type them: what is certain is taken, nothing is guessed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.kernel.errors import PostcodeError
from fourfold.core.kernel.postcode import UNIT_LETTERS, Extent, Postcode

OUTCODES = ("M1", "B33", "E1W", "CR2", "DN55", "SW1A", "W1X", "BT1", "JE2", "L1")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("SW1A 1AA", "SW1A 1AA"),
        ("sw1a1aa", "SW1A 1AA"),
        ("Sw1A  1aA", "SW1A 1AA"),  # the form of eight characters has two spaces
        ("\tSW1A\u00a01AA\n", "SW1A 1AA"),
        ("SW1A\u2003\u200b1AA\ufeff", "SW1A 1AA"),
        ("S W 1 A 1 A A", "SW1A 1AA"),
        ("SW1A-1AA", "SW1A 1AA"),
        ("SW1A.1AA.", "SW1A 1AA"),
        ("“SW1A 1AA”", "SW1A 1AA"),
        ("(sw1a 1aa),", "SW1A 1AA"),
        ("ＳＷ１Ａ　１ＡＡ", "SW1A 1AA"),
        ("GIR0AA", "GIR 0AA"),
        ("gir 0aa", "GIR 0AA"),
        ("E11AA", "E1 1AA"),
        ("E111AA", "E11 1AA"),
        ("E1W1AA", "E1W 1AA"),
        ("W1X 1AA", "W1X 1AA"),
        ("10 Downing Street, London SW1A 2AA, United Kingdom", "SW1A 2AA"),
        ("postcode: sw1a2aa please", "SW1A 2AA"),
        ("SW1A 2AA (yes, SW1A 2AA)", "SW1A 2AA"),
    ],
)
def test_a_whole_postcode_is_read_however_it_is_written(typed: str, meant: str) -> None:
    postcode = Postcode.parse(typed)
    assert str(postcode) == meant
    assert postcode.extent is Extent.UNIT


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("OX1 2JO", None),  # no unit has an O, and no zero either
        ("0X1 2JD", "OX1 2JD"),
        ("S014 OYN", "SO14 0YN"),
        ("S014", "SO14"),
        ("SWlA 1AA", "SW1A 1AA"),
        ("SWIA IAA", None),  # without any digit it may be a word
        ("W1O 2AB", "W10 2AB"),
        ("LL1I 1AA", "LL11 1AA"),
        ("M1 IAE", "M1 1AE"),
        ("L11 1AA", "L11 1AA"),  # as it is, although LL1 1AA may have been meant
        ("BOOKS", None),
    ],
)
def test_letters_and_digits_are_swapped_only_where_one_reading_is_left(
    typed: str, meant: str | None
) -> None:
    if meant is None:
        with pytest.raises(PostcodeError, match="shape"):
            Postcode.parse(typed)
    else:
        assert str(Postcode.parse(typed)) == meant


@pytest.mark.parametrize(
    ("typed", "meant", "extent"),
    [
        ("sw1a", "SW1A", Extent.OUTCODE),
        ("E11", "E11", Extent.OUTCODE),
        ("E1 1", "E1 1", Extent.SECTOR),
        ("SO14", "SO14", Extent.OUTCODE),
        ("sw1a1", "SW1A 1", Extent.SECTOR),
        ("SW1A 1", "SW1A 1", Extent.SECTOR),
        ("AB101", "AB10 1", Extent.SECTOR),
        ("SW1A 1a", "SW1A 1A", Extent.GROUP),
        ("sw1a1a", "SW1A 1A", Extent.GROUP),
        ("sw", "SW", Extent.AREA),
        ("e", "E", Extent.AREA),
    ],
)
def test_part_of_a_postcode_is_known_for_what_it_is(typed: str, meant: str, extent: Extent) -> None:
    postcode = Postcode.parse(typed)
    assert (str(postcode), postcode.extent) == (meant, extent)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        (" \u00a0\u200b\t", "empty"),
        ("07700 900123", "number"),
        ("+44 (0)7700 900123", "number"),
        ("90210", "number"),
        ("BFPO 57", "bfpo"),
        ("bf1 3aa", "bfpo"),
        ("FIQQ 1ZZ", "overseas"),
        ("STHL 1ZZ", "overseas"),
        ("GX11 1AA", "overseas"),
        ("AI-2640", "overseas"),
        ("KY1-1100", "overseas"),
        ("D02 X285", "foreign"),
        ("K1A 0B1", "foreign"),
        ("1234 AB", "foreign"),
        ("SW1A 1AA or E1 6AN", "several"),
        ("<script>alert(1)</script>", "shape"),
        ("' OR 1=1 --", "shape"),
        ("London", "shape"),
        ("ok", "shape"),
        ("ZZ99 3VZ", "shape"),
        ("SW1A 1CA", "shape"),
        ("QQ1 1AA", "shape"),
        ("M1 motorway", "shape"),
        ("...", "shape"),
        ("🏠", "shape"),
        ("\ud83d", "shape"),
        ("SW1A " * 1000, "shape"),
    ],
)
def test_what_is_no_postcode_of_ours_says_what_it_is(typed: str, code: str) -> None:
    with pytest.raises(PostcodeError) as caught:
        Postcode.parse(typed)
    assert caught.value.code == code
    assert caught.value.facts == {}


@pytest.mark.parametrize("text", ["sw1a 1aa", "SW1A1AA", "SW1A  1AA", " SW1A", "SW1A ", "", "GIR"])
def test_a_postcode_is_only_made_of_text_that_is_written_as_one(text: str) -> None:
    with pytest.raises(PostcodeError, match="shape"):
        Postcode(text)


def test_a_postcode_knows_its_parts() -> None:
    whole = Postcode("SW1A 1AA")
    assert (whole.area, whole.outcode, whole.sector) == ("SW", "SW1A", "SW1A 1")
    assert (Postcode("E1").area, Postcode("E1").outcode, Postcode("E1").sector) == ("E", "E1", "")
    assert (Postcode("E").area, Postcode("E").outcode, Postcode("E").sector) == ("E", "", "")


@given(st.text())
def test_any_text_is_a_postcode_or_says_why_not(text: str) -> None:
    with suppress(PostcodeError):
        postcode = Postcode.parse(text)
        assert Postcode.parse(str(postcode)) == postcode


WRITTEN = st.one_of(
    st.sampled_from(OUTCODES),
    st.tuples(
        st.sampled_from(OUTCODES),
        st.integers(0, 9),
        st.text(UNIT_LETTERS, max_size=2),
    ).map(lambda parts: f"{parts[0]} {parts[1]}{parts[2]}"),
)


@given(WRITTEN)
def test_what_is_printed_is_read_again(text: str) -> None:
    assert str(Postcode.parse(text)) == text == str(Postcode(text))


WHOLE = st.tuples(
    st.sampled_from(OUTCODES), st.integers(0, 9), st.text(UNIT_LETTERS, min_size=2, max_size=2)
)


@given(
    WHOLE,
    st.sampled_from(["", " ", "  ", "\u00a0", "-", ".", "\t", " \u2009"]),
    st.booleans(),
    st.sampled_from(["", " ", ".", ",", "\n"]),
)
def test_case_spaces_and_stops_change_nothing(
    parts: tuple[str, int, str], between: str, is_small: bool, end: str
) -> None:
    outcode, digit, unit = parts
    typed = f"{end}{outcode}{between}{digit}{unit}{end}"
    typed = typed.lower() if is_small else typed
    assert str(Postcode.parse(typed)) == f"{outcode} {digit}{unit}"
