"""Why: each answer names its rules, what decided first."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from typing import Any

import pytest

from fourfold.core.orders import navigator, rules
from fourfold.core.orders.rule import Candidate, Said, Side, ask, no, note, yes
from fourfold.core.orders.rules import place
from tests.core.orders.make import about, given, reasons

FAMILY = ("non_molestation", "occupation")


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("convicted", ("SA-360", "convicted", "for")),
        ("charged", ("SA-360", "charged", "for")),
        ("reported", ("SA-360", "reported", "open")),
        ("acquitted", ("SA-360", "acquitted", "against")),
        ("none", ("SA-360", "no-case", "against")),
        (None, ("SA-360", "case-not-known", "open")),
    ],
)
def test_a_restraining_order_depends_on_the_criminal_case(
    case: str | None, expected: tuple[str, str, str]
) -> None:
    assert reasons("restraining", criminal_case=case) == [expected]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("convicted", ("PHA-5A", "convicted", "against")),
        ("charged", ("PHA-5A", "charged", "open")),
        ("reported", ("PHA-5A", "reported", "open")),
        ("acquitted", ("PHA-5A", "acquitted", "for")),
        ("none", ("PHA-5A", "no-case", "against")),
        (None, ("PHA-5A", "case-not-known", "open")),
    ],
)
def test_a_restraining_order_on_acquittal_depends_on_it_too(
    case: str | None, expected: tuple[str, str, str]
) -> None:
    assert reasons("restraining_on_acquittal", criminal_case=case) == [expected]


@pytest.mark.parametrize(
    ("relationship", "association", "connection"),
    [
        ("partner", ("partner", "for"), ("connected", "for")),
        ("ex_partner", ("ex-partner", "for"), ("connected", "for")),
        ("family", ("family", "for"), ("connected", "for")),
        ("shared_child", ("shared-child", "for"), ("connected", "for")),
        ("lives_or_lived_with", ("household", "for"), ("household", "open")),
        ("neighbour", ("none", "against"), ("none", "against")),
        ("colleague", ("none", "against"), ("none", "against")),
        ("acquaintance", ("none", "against"), ("none", "against")),
        ("stranger", ("none", "against"), ("none", "against")),
        ("unknown", ("not-known", "open"), ("not-known", "open")),
        (None, ("not-known", "open"), ("not-known", "open")),
    ],
)
def test_the_relationship_is_the_reason_of_the_family_orders(
    relationship: str | None, association: tuple[str, str], connection: tuple[str, str]
) -> None:
    assert reasons("non_molestation", relationship=relationship) == [("FLA-62", *association)]
    named = [
        each
        for each in reasons("domestic_abuse_protection", relationship=relationship)
        if each[0] == "DAA-2"
    ]
    assert named == [("DAA-2", *connection)]


def test_a_shared_home_with_no_link_is_asked_about() -> None:
    more = {"relationship": "colleague", "home_shared": True}
    assert reasons("non_molestation", **more) == [("FLA-62", "home", "open")]
    assert reasons("occupation", **more) == [("FLA-62", "home", "open"), ("FLA-33", "home", "for")]
    assert reasons("domestic_abuse_protection", **more) == [
        ("DAA-2", "household", "open"),
        ("DAA-TRIAL", "check", "open"),
    ]


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        (True, [("FLA-62", "partner", "for"), ("FLA-33", "home", "for")]),
        (False, [("FLA-33", "no-home", "against"), ("FLA-62", "partner", "for")]),
        (None, [("FLA-33", "home-not-known", "open"), ("FLA-62", "partner", "for")]),
    ],
)
def test_an_occupation_order_needs_the_home_too_and_what_decided_stands_first(
    home: bool | None, expected: list[tuple[str, str, str]]
) -> None:
    assert reasons("occupation", relationship="partner", home_shared=home) == expected


def test_a_question_is_not_asked_about_an_order_that_is_ruled_out() -> None:
    assert reasons("occupation", relationship="stranger") == [("FLA-62", "none", "against")]


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        (True, ("SPA-2", "stalking", "for")),
        (False, ("SPA-2", "not-stalking", "against")),
        (None, ("SPA-2", "not-known", "open")),
    ],
)
def test_a_stalking_protection_order_depends_on_how_it_looks(
    looks: bool | None, expected: tuple[str, str, str]
) -> None:
    assert reasons("stalking_protection", looks_like_stalking=looks) == [expected]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (True, ("PHA-3", "known", "for")),
        (False, ("PHA-3", "not-known", "against")),
        (None, ("PHA-3", "who", "open")),
    ],
)
def test_an_injunction_depends_on_knowing_who_it_is(
    known: bool | None, expected: tuple[str, str, str]
) -> None:
    assert reasons("harassment_injunction", person_known=known) == [expected]


@pytest.mark.parametrize("order", FAMILY)
def test_somebody_under_16_is_told_of_the_court_s_leave(order: str) -> None:
    more = {"relationship": "family", "home_shared": True}
    added = ("FLA-43", "leave", "note")
    assert reasons(order, owner_under_16=True, **more)[-1] == added
    assert added not in reasons(order, owner_under_16=False, **more)
    assert added not in reasons(order, **more)


def test_a_young_person_goes_to_the_youth_court() -> None:
    added = ("SPA-14", "youth-court", "note")
    assert added in reasons(
        "stalking_protection", looks_like_stalking=True, respondent_under_18=True
    )
    for age in (False, None):
        more = {"looks_like_stalking": True, "respondent_under_18": age}
        assert added not in reasons("stalking_protection", **more)


@pytest.mark.parametrize("order", [*FAMILY, "stalking_protection", "domestic_abuse_protection"])
def test_somebody_has_to_find_out_who_it_is(order: str) -> None:
    more = {"relationship": "ex_partner", "home_shared": True, "looks_like_stalking": True}
    added = ("NAMED", "who", "note")
    assert reasons(order, person_known=False, **more)[-1] == added
    assert added not in reasons(order, person_known=True, **more)
    assert added not in reasons(order, **more)


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ({"owner_under_16": True}, ("DAA-32", "protected", "against")),
        ({"respondent_under_18": True}, ("DAA-32", "other", "against")),
        (
            {"owner_under_16": True, "respondent_under_18": True},
            ("DAA-32", "protected", "against"),
        ),
    ],
)
def test_the_ages_rule_a_domestic_abuse_protection_order_out(
    ages: dict[str, bool], expected: tuple[str, str, str]
) -> None:
    more = {"relationship": "partner"} | ages
    assert reasons("domestic_abuse_protection", **more) == [expected, ("DAA-2", "connected", "for")]


@pytest.mark.parametrize("ages", [{}, {"owner_under_16": False, "respondent_under_18": False}])
def test_whom_it_could_fit_is_told_to_check_whether_it_can_be_made(ages: dict[str, bool]) -> None:
    more = {"relationship": "partner"} | ages
    assert reasons("domestic_abuse_protection", **more) == [
        ("DAA-TRIAL", "check", "open"),
        ("DAA-2", "connected", "for"),
    ]


@pytest.mark.parametrize("order", list(Candidate))
def test_an_order_that_stands_is_noted_on_each_that_is_not_ruled_out(order: str) -> None:
    more: dict[str, Any] = {
        "relationship": "partner",
        "home_shared": True,
        "looks_like_stalking": True,
        "person_known": True,
    }
    added = ("STANDING", "stands", "note")
    assert reasons(order, order_in_force=True, **more)[-1] == added
    assert added not in reasons(order, order_in_force=False, **more)
    assert added not in reasons(order, **more)


def test_a_note_is_not_shown_on_an_order_that_is_ruled_out() -> None:
    more = {"criminal_case": "none", "order_in_force": True}
    assert reasons("restraining", **more) == [("SA-360", "no-case", "against")]


@pytest.mark.parametrize("order", list(Candidate))
def test_where_is_the_only_reason_while_it_is_not_known(order: str) -> None:
    more: dict[str, Any] = {"jurisdiction": None, "relationship": "stranger", "home_shared": False}
    assert reasons(order, **more) == [("PLACE", "choose", "open")]


@pytest.mark.parametrize(
    ("order", "scotland", "northern_ireland"),
    [
        ("restraining", "prosecutor", "criminal"),
        ("restraining_on_acquittal", "civil", "ask"),
        ("non_molestation", "civil", "family"),
        ("occupation", "home", "home"),
        ("stalking_protection", "police", "police"),
        ("harassment_injunction", "civil", "civil"),
        ("domestic_abuse_protection", "abuse", "family"),
    ],
)
def test_elsewhere_each_order_names_whom_to_ask_there(
    order: str, scotland: str, northern_ireland: str
) -> None:
    more: dict[str, Any] = {"relationship": "partner", "order_in_force": True}
    assert reasons(order, jurisdiction="scotland", **more) == [("SCOTLAND", scotland, "against")]
    assert reasons(order, jurisdiction="northern-ireland", **more) == [
        ("NORTHERN-IRELAND", northern_ireland, "against")
    ]


@pytest.mark.parametrize(
    ("off", "order", "more", "expected"),
    [
        ("SPA-2", "stalking_protection", {"looks_like_stalking": True}, [("SPA-2", "off", "open")]),
        (
            "SPA-2",
            "stalking_protection",
            {"looks_like_stalking": False},
            [("SPA-2", "off", "open")],
        ),
        ("SCOTLAND", "restraining", {"jurisdiction": "scotland"}, [("SCOTLAND", "off", "open")]),
        ("PLACE", "restraining", {"jurisdiction": None}, [("PLACE", "off", "open")]),
        (
            "FLA-62",
            "occupation",
            {"relationship": "partner", "home_shared": False},
            [("FLA-33", "no-home", "against")],
        ),
        (
            "DAA-TRIAL",
            "domestic_abuse_protection",
            {"relationship": "partner"},
            [("DAA-TRIAL", "off", "open"), ("DAA-2", "connected", "for")],
        ),
        ("DAA-32", "domestic_abuse_protection", {"relationship": "partner"}, None),
        ("NAMED", "non_molestation", {"relationship": "partner", "person_known": False}, None),
        ("FLA-43", "non_molestation", {"relationship": "partner", "owner_under_16": True}, None),
        (
            "SPA-14",
            "stalking_protection",
            {"looks_like_stalking": True, "respondent_under_18": True},
            None,
        ),
        ("STANDING", "restraining", {"criminal_case": "convicted", "order_in_force": True}, None),
    ],
)
def test_a_rule_that_is_off_says_so_where_an_order_hangs_on_it_and_else_nothing(
    off: str, order: str, more: dict[str, Any], expected: list[tuple[str, str, str]] | None
) -> None:
    (found,) = (each for each in navigator.consider(given(**more), {off}) if each.order == order)
    shown = [(each.rule, each.key, str(each.side)) for each in found.because]
    if expected is None:
        expected = [each for each in reasons(order, **more) if each[0] != off]
    assert shown == expected


def test_a_rule_that_is_off_touches_no_other_order() -> None:
    more = {"relationship": "partner", "looks_like_stalking": True}
    pairs = zip(
        navigator.consider(given(**more)), navigator.consider(given(**more), {"SPA-2"}), strict=True
    )
    assert [str(old.order) for old, new in pairs if old != new] == ["stalking_protection"]


def test_the_rules_have_these_ids() -> None:
    assert navigator.rule_ids() == {
        "PLACE",
        "SCOTLAND",
        "NORTHERN-IRELAND",
        "SA-360",
        "PHA-5A",
        "FLA-62",
        "FLA-33",
        "FLA-43",
        "SPA-2",
        "SPA-14",
        "PHA-3",
        "NAMED",
        "DAA-2",
        "DAA-32",
        "DAA-TRIAL",
        "STANDING",
    }


@pytest.mark.parametrize("name", [each.name for each in pkgutil.iter_modules(rules.__path__)])
def test_every_rule_s_module_names_its_source_and_the_day_it_was_read(name: str) -> None:
    said = inspect.getdoc(importlib.import_module(f"{rules.__name__}.{name}")) or ""
    assert re.search(r"Source: .*(Act (1996|1997|2019|2020|2021)|S\.I\. 2025/1222)", said, re.S)
    assert "Checked 25 November 2026" in " ".join(said.split())


@pytest.mark.parametrize(
    ("say", "side"), [(yes, Side.FOR), (no, Side.AGAINST), (ask, Side.OPEN), (note, Side.NOTE)]
)
def test_there_are_four_ways_to_speak(say: Callable[[str], Said], side: Side) -> None:
    assert say("tea") == Said("tea", side)


@pytest.mark.parametrize("order", list(Candidate))
def test_each_rule_of_place_speaks_of_its_own_place_alone(order: Candidate) -> None:
    there = (None, "england-and-wales", "scotland", "northern-ireland")
    said = {
        rule.id: [rule.weigh(given(jurisdiction=each)) for each in there]
        for rule in place.rules_for(order)
    }
    assert said == {
        "PLACE": [ask("choose"), None, None, None],
        "SCOTLAND": [None, None, no(place.SCOTLAND[order]), None],
        "NORTHERN-IRELAND": [None, None, None, no(place.NORTHERN_IRELAND[order])],
    }
    assert all(rule.decides for rule in place.rules_for(order))


def test_one_answer_is_given_for_each_order() -> None:
    assert about("restraining").order is Candidate.RESTRAINING
    assert len(navigator.consider(given())) == len(Candidate)
