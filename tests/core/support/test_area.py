"""Which force an area has, and how sure that is: nothing is surer than the table can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.support.area import Areas, Code, Confidence
from fourfold.core.support.table import Table
from fourfold.data import forces
from tests.core.support.tables import small

M, C, E = "metropolitan", "city-of-london", "essex"
LISTED = ("M2 1AA", "M2 1AB", "M2 1BB", "M2 2BB", "M2 2BD", "M2 9AA")


def areas(table: Table) -> Areas:
    return Areas(table, forces.by_code())


@pytest.mark.parametrize(
    ("typed", "code", "ids"),
    [
        ("m1 1aa", "exact", [M]),
        ("M2 9AA", "exact", [C]),  # nothing in its group is another force's
        ("M2 1AA", "exact", [M]),  # it has a rule of its own
        ("M2 1AB", "exact", [C]),  # it has none: that of its group, though M2 1AA is the Met's
        ("M2 2BB", "exact", [E]),
        ("M2 2BD", "exact", [M]),
        ("M2 2DD", "exact", [M]),
        ("M2 9ZZ", "near_border", [C, M]),
        ("M1 1XX", "near_border", [M, C, E]),
        ("M1", "one_force", [M]),
        ("M1 1", "one_force", [M]),
        ("M2", "several_forces", [M, C, E]),
        ("M2 9", "one_force", [C]),
        ("M2 1", "several_forces", [M, C]),
        ("M2 1A", "several_forces", [C, M]),
        ("M2 3", "one_force", [M]),
        ("M", "several_forces", [M, C, E]),
        ("M3", "no_force", []),
        ("M3 1AA", "no_force", []),
        ("M4 1AA", "not_found", []),
        ("E", "not_found", []),
        ("BT1 5GS", "exact", ["northern-ireland"]),
        ("BT99", "one_force", ["northern-ireland"]),
        ("bt", "one_force", ["northern-ireland"]),
        ("JE2 3AB", "crown_dependency", []),
        ("GY", "crown_dependency", []),
        ("IM1", "crown_dependency", []),
        ("", "empty", []),
        ("07700 900123", "number", []),
        ("BFPO 57", "bfpo", []),
        ("GX11 1AA", "overseas", []),
        ("D02 X285", "foreign", []),
        ("M1 1AA, M2 9AA", "several", []),
        ("<b>M1</b>", "shape", []),
    ],
)
def test_an_area_has_its_forces_and_a_code_that_says_what_they_are(
    typed: str, code: str, ids: list[str]
) -> None:
    answer = areas(small()).find(typed)
    assert (answer.code, [force.id for force in answer.forces]) == (code, ids)


@pytest.mark.parametrize(
    ("typed", "code", "ids"),
    [
        ("M2 1AB", "exact", [C]),
        ("M2 1AA", "exact", [M]),
        ("M2 1AD", "not_listed", [M, C]),
        ("M2 2BD", "exact", [M]),
        ("M2 2ZZ", "not_listed", [M, E]),
        ("M2 9AB", "exact", [C]),  # it is not listed, but its whole sector is the City's
        ("M2 5AA", "not_listed", [M, C, E]),  # not even its sector is listed
        ("M1 9ZZ", "exact", [M]),  # all of M1 is the Met's, also what is new there
        ("M2 1", "several_forces", [M, C]),
    ],
)
def test_a_table_with_a_list_tells_new_and_mistyped_postcodes_from_its_own(
    typed: str, code: str, ids: list[str]
) -> None:
    answer = areas(small(LISTED)).find(typed)
    assert (answer.code, [force.id for force in answer.forces]) == (code, ids)


def test_shares_are_of_the_postcodes_of_the_area() -> None:
    answer = areas(small()).find("M2")
    assert [each.share for each in answer.candidates] == [0.6, 0.39, 0.01]
    answer = areas(small(LISTED)).find("M2 1")
    assert [each.share for each in answer.candidates] == [2 / 3, 1 / 3]
    answer = areas(small()).find("M2 9ZZ")
    assert [each.share for each in answer.candidates] == [0.5, 0.5]


@pytest.mark.parametrize(
    ("confidence", "codes"),
    [
        (Confidence.EXACT, {"exact"}),
        (Confidence.NEAR_BORDER, {"near_border"}),
        (Confidence.AREA_ONLY, {"one_force", "several_forces", "not_listed"}),
        (Confidence.CROWN_DEPENDENCY, {"crown_dependency"}),
    ],
)
def test_each_code_belongs_to_one_confidence(confidence: Confidence, codes: set[str]) -> None:
    found = areas(small(LISTED))
    typed = ["M1 1AA", "M1", "M2", "M2 1AD", "M2 9ZZ", "JE2", "M3", "M9", "", "BFPO 1", "x"]
    answers = [found.find(text) for text in typed]
    assert {each.code for each in answers if each.confidence is confidence} == codes


@given(st.text())
def test_anything_typed_has_an_answer_that_repeats_only_a_postcode(text: str) -> None:
    found = areas(small())
    answer = found.find(text)
    assert isinstance(answer.code, Code)
    assert bool(answer.forces) == (
        answer.confidence in (Confidence.EXACT, Confidence.NEAR_BORDER, Confidence.AREA_ONLY)
    )
    assert found.find(answer.asked).asked == answer.asked
    assert len(answer.asked) <= len("SW1A 1AA")
    assert answer.asked.replace(" ", "").isalnum() or answer.asked == ""


@given(st.sampled_from(["M1 1AA", "M2 1AB", "M2 9ZZ", "BT1 5GS", "M3 1AA"]), st.data())
def test_writing_a_postcode_another_way_changes_no_answer(
    postcode: str, data: st.DataObject
) -> None:
    found = areas(small())
    gap = data.draw(st.sampled_from(["", " ", "  ", "\u00a0", "-"]))
    typed = "".join(
        data.draw(st.sampled_from([letter, letter.lower()])) if letter != " " else gap
        for letter in postcode
    )
    assert found.find(typed) == found.find(postcode)
