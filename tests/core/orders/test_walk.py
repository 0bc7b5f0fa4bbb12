"""Every combination of the answers: no gap, no contradiction, and what the tables by hand say.

The tables are written from the Acts, not from the code: for each order the questions it hangs on
and the answer for every value of them. Where a question is not in a table, it must not matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.orders import navigator
from fourfold.core.orders.answers import Answers, CriminalCase, Relationship
from fourfold.core.orders.navigator import Answer
from fourfold.core.orders.rule import Candidate, Side
from fourfold.data import orders

# Every combination: half a minute, for the full suite.
pytestmark = pytest.mark.slow

YES_NO = (True, False, None)
PLACES = (Jurisdiction.ENGLAND_AND_WALES, Jurisdiction.SCOTLAND, Jurisdiction.NORTHERN_IRELAND)
QUESTIONS: Mapping[str, tuple[Any, ...]] = {
    "jurisdiction": (*PLACES, None),
    "relationship": (*Relationship, None),
    "looks_like_stalking": YES_NO,
    "criminal_case": (*CriminalCase, None),
    "home_shared": YES_NO,
    "person_known": YES_NO,
    "respondent_under_18": YES_NO,
    "owner_under_16": YES_NO,
    "area": (None,),  # and "order_in_force": two tests of their own say that they change nothing
}
NAMES = tuple(QUESTIONS)
PLACE, BOND, HOME = (NAMES.index(each) for each in ("jurisdiction", "relationship", "home_shared"))
UNKNOWN = (None, Relationship.UNKNOWN)
Case = tuple[Any, ...]
Said = tuple[Answer, ...]

MAY, NOT, ASK = Answer.MAY_BE_AVAILABLE, Answer.NOT_THIS_ONE, Answer.ASK
# How a relationship is linked, in the words of the two Acts.
LINKS: Mapping[Relationship | None, str] = {
    Relationship.PARTNER: "both",
    Relationship.EX_PARTNER: "both",
    Relationship.FAMILY: "both",
    Relationship.SHARED_CHILD: "both",
    Relationship.LIVES_OR_LIVED_WITH: "household",
    Relationship.ACQUAINTANCE: "none",
    Relationship.COLLEAGUE: "none",
    Relationship.NEIGHBOUR: "none",
    Relationship.STRANGER: "none",
    Relationship.UNKNOWN: "?",
    None: "?",
}
# Sentencing Act 2020, section 360: after a conviction. None: the state of the case is not known.
AFTER_CONVICTION = {
    "convicted": MAY,
    "charged": MAY,
    "reported": ASK,
    "acquitted": NOT,
    "none": NOT,
    None: ASK,
}
# Protection from Harassment Act 1997, section 5A: after an acquittal.
AFTER_ACQUITTAL = {
    "convicted": NOT,
    "charged": ASK,
    "reported": ASK,
    "acquitted": MAY,
    "none": NOT,
    None: ASK,
}
# Family Law Act 1996, section 62(3): by the link, and whether a home was shared.
NON_MOLESTATION = {
    ("both", True): MAY,
    ("both", False): MAY,
    ("both", None): MAY,
    ("household", True): MAY,
    ("household", False): MAY,
    ("household", None): MAY,
    ("none", True): ASK,
    ("none", False): NOT,
    ("none", None): NOT,
    ("?", True): ASK,
    ("?", False): ASK,
    ("?", None): ASK,
}
# Family Law Act 1996, sections 33 to 38: the same link, and the home.
OCCUPATION = {
    ("both", True): MAY,
    ("both", False): NOT,
    ("both", None): ASK,
    ("household", True): MAY,
    ("household", False): NOT,
    ("household", None): ASK,
    ("none", True): ASK,
    ("none", False): NOT,
    ("none", None): NOT,
    ("?", True): ASK,
    ("?", False): NOT,
    ("?", None): ASK,
}
# Stalking Protection Act 2019, section 2, and Protection from Harassment Act 1997, section 3.
BY_ONE_ANSWER = {True: MAY, False: NOT, None: ASK}
# Domestic Abuse Act 2021, sections 2 and 32: link and home; the ages come on top. Never available.
DOMESTIC_ABUSE = {
    key: NOT if key in {("none", False), ("none", None)} else ASK for key in NON_MOLESTATION
}


def by_hand(case: Case) -> Said:
    """What the tables say."""
    named = dict(zip(NAMES, case, strict=True))
    if named["jurisdiction"] is None:
        return (ASK,) * len(Candidate)
    if named["jurisdiction"] is not Jurisdiction.ENGLAND_AND_WALES:
        return (NOT,) * len(Candidate)
    link = (LINKS[named["relationship"]], named["home_shared"])
    is_of_age = not named["owner_under_16"] and not named["respondent_under_18"]
    return (
        AFTER_CONVICTION[named["criminal_case"]],
        AFTER_ACQUITTAL[named["criminal_case"]],
        NON_MOLESTATION[link],
        OCCUPATION[link],
        BY_ONE_ANSWER[named["looks_like_stalking"]],
        BY_ONE_ANSWER[named["person_known"]],
        DOMESTIC_ABUSE[link] if is_of_age else NOT,
    )


def answers_of(case: Case, **more: Any) -> Answers:
    """The answers of one case."""
    return Answers(**dict(zip(NAMES, case, strict=True)), **more)


@pytest.fixture(scope="module")
def said() -> dict[Case, Said]:
    """What is said of each order in every case, once each case has been found whole."""
    book, shown = orders.load(), {MAY: Side.FOR, NOT: Side.AGAINST, ASK: Side.OPEN}
    found: dict[Case, Said] = {}
    for case in product(*QUESTIONS.values()):
        answered = navigator.consider(answers_of(case))
        assert [each.order for each in answered] == list(Candidate)
        for each in answered:
            assert each.because[0].side is shown[each.answer], case
            assert len({reason.rule for reason in each.because}) == len(each.because), case
            for reason in each.because:
                assert reason.key in book.rules[reason.rule].says, reason
        found[case] = tuple(each.answer for each in answered)
    return found


def known_answers(case: Case) -> Iterator[Case]:
    """The same case with one answer more than is known, in every way."""
    for place, name in enumerate(NAMES):
        if case[place] in UNKNOWN:
            for value in QUESTIONS[name]:
                if value not in UNKNOWN:
                    yield (*case[:place], value, *case[place + 1 :])


def is_at_odds(case: Case) -> bool:
    """A home was shared with somebody to whom there is no link."""
    return LINKS[case[BOND]] == "none" and case[HOME] is True


def test_no_case_is_left_out(said: dict[Case, Said]) -> None:
    assert len(said) == 4 * 11 * 3 * 6 * 3 * 3 * 3 * 3


def test_every_case_is_answered_as_the_tables_by_hand_have_it(said: dict[Case, Said]) -> None:
    assert [case for case, answers in said.items() if answers != by_hand(case)] == []


def test_what_is_known_stays_when_more_is_known(said: dict[Case, Said]) -> None:
    """Only `ask` changes, whatever is added that goes with the rest."""
    for case, before in said.items():
        if case[PLACE] is None or is_at_odds(case):
            continue
        for more in known_answers(case):
            if not is_at_odds(more):
                pairs = zip(before, said[more], strict=True)
                assert all(old in (ASK, new) for old, new in pairs), (case, more)


def test_two_answers_at_odds_rule_nothing_out_that_the_home_could_open(
    said: dict[Case, Said],
) -> None:
    """Then no more changes than from `not_this_one` to `ask`."""
    for case, before in said.items():
        if case[PLACE] is None or is_at_odds(case):
            continue
        for more in known_answers(case):
            if is_at_odds(more):
                pairs = zip(before, said[more], strict=True)
                assert all(old in (ASK, new) or (old, new) == (NOT, ASK) for old, new in pairs)


def test_nothing_is_ruled_out_while_nothing_is_known(said: dict[Case, Said]) -> None:
    assert set(said[(PLACES[0], *(None,) * (len(NAMES) - 1))]) == {ASK}


def test_not_to_know_the_relationship_is_the_same_however_it_is_said(
    said: dict[Case, Said],
) -> None:
    for case, answers in said.items():
        if case[BOND] is None:
            assert said[(*case[:BOND], Relationship.UNKNOWN, *case[BOND + 1 :])] == answers


@pytest.mark.parametrize("in_force", [True, False])
def test_an_order_that_stands_changes_no_answer(said: dict[Case, Said], in_force: bool) -> None:
    for case, answers in said.items():
        answered = navigator.consider(answers_of(case, order_in_force=in_force))
        assert tuple(each.answer for each in answered) == answers, case


@pytest.mark.parametrize("area", ["E23000005", "E23000013", "W15000001", "N99999999"])
def test_no_area_changes_anything(area: str) -> None:
    england = {"jurisdiction": Jurisdiction.ENGLAND_AND_WALES}
    for bond, home in product((*Relationship, None), YES_NO):
        more = england | {"relationship": bond, "home_shared": home}
        there = navigator.consider(Answers(**more, area=area))
        assert there == navigator.consider(Answers(**more))


def test_the_domestic_abuse_protection_order_is_never_shown_as_available(
    said: dict[Case, Said],
) -> None:
    last = list(Candidate).index(Candidate.DOMESTIC_ABUSE_PROTECTION)
    assert {answers[last] for answers in said.values()} == {NOT, ASK}


@pytest.mark.parametrize("off", sorted(navigator.rule_ids()))
def test_a_rule_that_is_off_leaves_an_order_as_it_is_or_open(off: str) -> None:
    """Without it nothing becomes available and nothing is ruled out."""
    england = {"jurisdiction": Jurisdiction.ENGLAND_AND_WALES}
    for bond, home, case in product((*Relationship, None), YES_NO, (*CriminalCase, None)):
        more = england | {"relationship": bond, "home_shared": home, "criminal_case": case}
        given = Answers(**more, owner_under_16=True, person_known=home)
        pairs = zip(navigator.consider(given), navigator.consider(given, {off}), strict=True)
        assert all(new.answer in (old.answer, ASK) for old, new in pairs), given
