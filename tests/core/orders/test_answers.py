"""What a file of answers may say, and what is refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from fourfold.core.kernel.errors import ShapeError
from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.orders import answers
from fourfold.core.orders.answers import Answers, CriminalCase, Relationship
from tests.core.orders.make import given

WHOLE = {
    "jurisdiction": "england-and-wales",
    "relationship": "ex_partner",
    "looks_like_stalking": True,
    "criminal_case": "reported",
    "home_shared": False,
    "person_known": True,
    "respondent_under_18": False,
    "owner_under_16": False,
    "area": "E23000005",
    "order_in_force": False,
}


def test_a_whole_file_is_read() -> None:
    assert answers.read(WHOLE) == Answers(
        jurisdiction=Jurisdiction.ENGLAND_AND_WALES,
        relationship=Relationship.EX_PARTNER,
        looks_like_stalking=True,
        criminal_case=CriminalCase.REPORTED,
        home_shared=False,
        person_known=True,
        respondent_under_18=False,
        owner_under_16=False,
        area="E23000005",
        order_in_force=False,
    )


@pytest.mark.parametrize("name", WHOLE)
def test_a_key_that_is_missing_or_null_is_not_known(name: str) -> None:
    without = {key: value for key, value in WHOLE.items() if key != name}
    assert getattr(answers.read(without), name) is None
    assert answers.read(WHOLE | {name: None}) == answers.read(without)


def test_an_empty_file_knows_nothing() -> None:
    assert answers.read({}) == Answers()


@pytest.mark.parametrize(
    ("plain", "code", "path"),
    [
        ({"jurisdiction": "united-kingdom"}, "choice_unknown", "jurisdiction"),
        ({"jurisdiction": "wales"}, "choice_unknown", "jurisdiction"),
        ({"relationship": "husband"}, "choice_unknown", "relationship"),
        ({"criminal_case": "unknown"}, "choice_unknown", "criminal_case"),
        ({"criminal_case": ""}, "choice_unknown", "criminal_case"),
        ({"looks_like_stalking": "yes"}, "type", "looks_like_stalking"),
        ({"home_shared": 1}, "type", "home_shared"),
        ({"person_known": []}, "type", "person_known"),
        ({"relationship": True}, "type", "relationship"),
        ({"area": 23000005}, "type", "area"),
        ({"area": "E2300000"}, "pattern", "area"),
        ({"area": "E230000055"}, "pattern", "area"),
        ({"area": "e23000005"}, "pattern", "area"),
        ({"area": "X23000005"}, "pattern", "area"),
        ({"area": "M1 1AE"}, "pattern", "area"),
        ({"area": ""}, "pattern", "area"),
        ({"married": True}, "field_unknown", "married"),
        ({"Relationship": "partner"}, "field_unknown", "Relationship"),
        ([], "type", ""),
        ("stranger", "type", ""),
        (None, "type", ""),
    ],
)
def test_what_is_wrong_is_named(plain: Any, code: str, path: str) -> None:
    with pytest.raises(ShapeError) as caught:
        answers.read(plain)
    assert (caught.value.code, caught.value.path) == (code, path)


@pytest.mark.parametrize("area", ["E23000005", "N99999999", "S12000033", "W15000001"])
def test_each_nation_has_codes_of_areas(area: str) -> None:
    assert given(area=area).area == area


@pytest.mark.parametrize(
    ("relationship", "is_close"),
    [
        ("partner", True),
        ("ex_partner", True),
        ("family", True),
        ("lives_or_lived_with", True),
        ("shared_child", True),
        ("acquaintance", False),
        ("colleague", False),
        ("neighbour", False),
        ("stranger", False),
        ("unknown", None),
        (None, None),
    ],
)
def test_who_is_close_and_whose_shared_home_is_at_odds(
    relationship: str | None, is_close: bool | None
) -> None:
    assert given(relationship=relationship).is_close is is_close
    assert given(relationship=relationship, home_shared=True).is_at_odds is (is_close is False)
    assert not given(relationship=relationship, home_shared=False).is_at_odds
    assert not given(relationship=relationship).is_at_odds
