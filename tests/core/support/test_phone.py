"""A number that somebody typed: kept as it is printed, or refused."""

from __future__ import annotations

import pytest

from fourfold.core.support.phone import BadPhone, digits, read


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0808 802 0300", "0808 802 0300"),
        ("0808 80 10 800", "0808 80 10 800"),
        ("08088020300", "08088020300"),
        ("  0808  802 0300 ", "0808 802 0300"),
        ("020 3866 4107", "020 3866 4107"),
        ("+44 20 3866 4107", "020 3866 4107"),
        ("+44 (0)20 3866 4107", "020 3866 4107"),
        ("01606-366336", "01606 366336"),
        ("0345 6000 459", "0345 6000 459"),
        ("07860 077333", "07860 077333"),
        ("0800 1111", "0800 1111"),
        ("０８０８ ８０２ ０３００", "0808 802 0300"),
        ("116 123", "116 123"),
        ("101", "101"),
        ("85258", "85258"),
    ],
)
def test_numbers_of_the_uk_are_taken_in_the_groups_in_which_they_are_printed(
    typed: str, shown: str
) -> None:
    assert read(typed) == shown
    assert read(shown) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "call us",
        "0808 802 030",
        "0808 802 03000",
        "0808 10 800",
        "01234 5678",
        "0108 802 0300",
        "0203 866 4107 or 0800 1111",
        "+1 212 555 0100",
        "+33 1 23 45 67 89",
        "020 3866 4107 ext 5",
        "４４",
        "0808 802 0300; drop",
    ],
)
def test_what_is_no_number_of_the_uk_is_refused(typed: str) -> None:
    with pytest.raises(BadPhone) as refused:
        read(typed)
    assert refused.value.code == "phone"


@pytest.mark.parametrize(
    "typed", ["0909 879 0000", "0870 123 4567", "070 1234 5678", "118118", "118 500"]
)
def test_numbers_that_cost_more_are_refused(typed: str) -> None:
    with pytest.raises(BadPhone) as refused:
        read(typed)
    assert refused.value.code == "phone-dear"


def test_two_ways_to_write_a_number_have_the_same_figures() -> None:
    assert digits("0808 80 10 800") == digits("0808 801 0800") == "08088010800"
