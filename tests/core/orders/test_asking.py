"""The questions of the pages: only what can change something is asked, nothing else is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.core.orders import asking, navigator, recorded
from fourfold.core.orders.answers import Answers
from fourfold.core.orders.navigator import Answer
from fourfold.core.orders.rule import Candidate
from fourfold.core.record.codes import DoneBy, KnownWho
from tests.core.orders.make import PERSON, entry, incident, order

ENGLAND = {"jurisdiction": "england-and-wales"}
PLACE = ("jurisdiction",)
CLOSE = ("partner", "ex_partner", "family", "lives_or_lived_with", "shared_child")
FAR = ("acquaintance", "colleague", "neighbour", "stranger")
ANYTHING = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(offered) for name, offered in asking.CHOICES.items()}
)


def last(**answers: str) -> tuple[str, ...]:
    """The questions of the last page."""
    return asking.pages(ENGLAND | answers)[-1]


@pytest.mark.parametrize("place", ["scotland", "northern-ireland", "unknown"])
def test_outside_england_and_wales_nothing_more_is_asked(place: str) -> None:
    assert asking.pages({"jurisdiction": place, "relationship": "partner"}) == (PLACE,)


def test_nobody_is_asked_anything_before_the_place() -> None:
    assert asking.pages({}) == (PLACE,)


def test_in_england_and_wales_all_is_asked_of_somebody_who_is_close() -> None:
    assert asking.pages(ENGLAND | {"relationship": "partner"}) == asking.PAGES


@pytest.mark.parametrize("bond", FAR)
def test_the_age_of_a_stranger_is_asked_only_where_it_looks_like_stalking(bond: str) -> None:
    said = {"relationship": bond, "home_shared": "no"}
    assert "respondent_under_18" in last(**said, looks_like_stalking="yes")
    assert "respondent_under_18" not in last(**said, looks_like_stalking="no")
    assert "owner_under_16" not in last(**said, looks_like_stalking="yes")


def test_whether_an_order_stands_is_not_asked_where_every_order_is_ruled_out() -> None:
    said = {"relationship": "stranger", "looks_like_stalking": "no", "criminal_case": "none"}
    assert last(**said, home_shared="no", person_known="no") == ("home_shared", "person_known")


def test_no_rule_looks_at_the_area_so_it_is_not_asked() -> None:
    names = {field.name for field in fields(Answers)}
    assert set(asking.CHOICES) == names - {"area"}
    for bond, case in product((*CLOSE, *FAR), ("none", "charged", "acquitted")):
        said = asking.read(ENGLAND | {"relationship": bond, "criminal_case": case})
        there = replace(said, area="E23000005")
        assert navigator.consider(said) == navigator.consider(there)


@settings(deadline=None)
@given(ANYTHING)
def test_an_answer_to_what_is_not_asked_changes_nothing_that_is_said(said: dict[str, str]) -> None:
    asked = asking.asked(said)
    assert set(asked) <= set(said)
    for all_of_it, shown in zip(
        navigator.consider(asking.read(said)),
        navigator.consider(asking.read(asked)),
        strict=True,
    ):
        assert all_of_it.answer is shown.answer
        assert shown.answer is Answer.NOT_THIS_ONE or shown == all_of_it


@settings(deadline=None)
@given(ANYTHING)
def test_answers_come_back_from_the_choices_of_the_pages_as_they_were(said: dict[str, str]) -> None:
    read = asking.read(said)
    assert asking.read(asking.write(read)).bond == read.bond
    assert asking.settle({name: [choice] for name, choice in said.items()}) == said
    known = {name: choice for name, choice in said.items() if choice != asking.NOT_KNOWN}
    assert {n: c for n, c in asking.write(read).items() if c != asking.NOT_KNOWN} == known


@pytest.mark.parametrize(
    ("sent", "settled"),
    [
        ({"relationship": ["partner"]}, {"relationship": "partner"}),
        ({"relationship": ["unknown"]}, {"relationship": "unknown"}),
        ({"relationship": ["partner", "stranger"]}, {}),
        ({"relationship": ["partner", "partner"]}, {}),
        ({"relationship": []}, {}),
        ({"relationship": [""]}, {}),
        ({"relationship": ["<script>"]}, {}),
        ({"relationship": ["yes"]}, {}),
        ({"looks_like_stalking": ["true"]}, {}),
        ({"jurisdiction": ["united-kingdom"]}, {}),
        ({"jurisdiction": ["x" * 100_000]}, {}),
        ({"area": ["E23000005"]}, {}),
        ({"no_question": ["yes"]}, {}),
    ],
)
def test_what_no_page_offers_is_left_out(
    sent: dict[str, Sequence[str]], settled: dict[str, str]
) -> None:
    assert asking.settle(sent) == settled


@pytest.mark.parametrize(
    ("order_asked", "said", "found"),
    [
        ("non_molestation", {}, ("relationship",)),
        ("non_molestation", {"relationship": "unknown"}, ("relationship",)),
        ("occupation", {"relationship": "partner"}, ("home_shared",)),
        ("stalking_protection", {}, ("looks_like_stalking",)),
        ("harassment_injunction", {}, ("person_known",)),
        ("restraining", {}, ("criminal_case",)),
        ("restraining", {"criminal_case": "reported"}, ()),
        ("domestic_abuse_protection", {"relationship": "partner"}, ("respondent_under_18",)),
    ],
)
def test_an_order_that_is_open_names_the_questions_that_could_decide_it(
    order_asked: str, said: dict[str, str], found: tuple[str, ...]
) -> None:
    deciding = asking.deciding(Candidate(order_asked), ENGLAND | said)
    assert deciding[: len(found)] == found
    assert bool(deciding) == bool(found)


def test_without_a_place_only_the_place_can_decide() -> None:
    for candidate in Candidate:
        assert asking.deciding(candidate, {}) == ("jurisdiction",)


def test_a_rule_that_is_switched_off_leaves_no_question_about_it() -> None:
    off = frozenset({"SPA-2"})
    assert asking.deciding(Candidate.STALKING_PROTECTION, ENGLAND, off) == ()


def test_what_the_record_says_is_told_with_the_entries_behind_it() -> None:
    today = date(2026, 11, 25)
    known = incident(done_by=DoneBy.PERSON, known_who=KnownWho.KNOWN)
    entries = [
        entry(5, known, people=(PERSON,)),
        entry(2, order(served="2026-03-02", ends="2027-03-01"), people=(PERSON,)),
        entry(3, known, people=(PERSON,)),
        entry(4, incident(), people=(PERSON,)),
        entry(6, known, people=("0" * 31 + "c",)),
    ]
    found = recorded.behind(entries, PERSON, today)
    assert found["person_known"] == (3, 5)
    given_by = recorded.recorded(entries, PERSON, today)
    said = {name for name, choice in asking.write(given_by).items() if choice == asking.YES}
    assert set(found) == said


def test_a_record_that_says_nothing_answers_nothing() -> None:
    assert recorded.behind([entry(1, incident())], PERSON, date(2026, 11, 25)) == {}


def test_an_order_that_has_ended_is_no_answer() -> None:
    over = order(served="2026-03-02", ends="2026-04-01")
    entries = [entry(1, over, people=(PERSON,))]
    assert recorded.behind(entries, PERSON, date(2026, 11, 25)) == {}
