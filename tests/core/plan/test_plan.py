"""The plan as a value: what is changed, what stays, and that it is read as it was written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.kernel.text import clean
from fourfold.core.kernel.when import When
from fourfold.core.plan import looking
from fourfold.core.plan.errors import WrongPlan
from fourfold.core.plan.looking import Why
from fourfold.core.plan.plan import (
    Box,
    Chosen,
    Dated,
    Decision,
    Moment,
    Own,
    SafetyPlan,
    from_json,
    to_json,
)
from fourfold.data import plan as data

TODAY = date(2026, 11, 25)
WORDS = st.text(max_size=200).map(clean)
NAMES = st.sampled_from([each.id for each in data.load().steps])


def dated(text, note=""):
    return Dated(moment=Moment.COURT, when=When(text), note=note)


PLANS = st.builds(
    SafetyPlan,
    chosen=st.lists(NAMES, unique=True, max_size=9).map(
        lambda names: tuple(Chosen(step=each, decision=Decision.WILL) for each in names)
    ),
    own=st.builds(Own, section=st.just("home"), steps=WORDS, tell=WORDS).map(lambda own: (own,)),
    looked=st.sampled_from(["", "2026-11-24"]),
    since=st.sampled_from([(), ("moved",)]),
)


@given(PLANS, st.dictionaries(st.sampled_from(Box), WORDS))
def test_a_plan_is_read_as_it_was_written(plan, words):
    whole = plan.told(words).answered({"live": "yes"}).dated([dated("2027-03")])
    assert from_json(to_json(whole)) == whole


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        (None, "schema"),
        ({}, "schema"),
        ({"schema": 2}, "schema"),
        ({"schema": 1, "extra": 1}, "field_unknown"),
        ({"schema": 1, "looked": "today"}, "pattern"),
        ({"schema": 1, "chosen": [{"step": "x", "decision": "maybe"}]}, "choice_unknown"),
    ],
)
def test_what_is_no_plan_is_refused(plain, code):
    with pytest.raises(WrongPlan) as refused:
        from_json(plain)
    assert refused.value.code == code


def test_a_plan_that_could_not_be_read_again_is_not_written():
    with pytest.raises(WrongPlan):
        to_json(SafetyPlan(looked="yesterday"))


def test_an_answer_taken_away_is_gone_and_others_stay():
    plan = SafetyPlan().answered({"live": "yes", "car": "no"}).answered({"live": ""})
    assert plan.given == {"car": "no"}


def test_decisions_of_one_part_leave_those_of_others():
    plan = SafetyPlan().decided({"a": Decision.WILL}, Own(section="home", steps="mine"))
    plan = plan.decided({"b": Decision.ASK}, Own(section="out", tell="hers"))
    plan = plan.decided({"a": None}, Own(section="home"))
    assert plan.decisions == {"b": Decision.ASK}
    assert plan.own_in("home") == Own(section="home")
    assert plan.own_in("out").tell == "hers"


def test_words_are_changed_box_by_box():
    plan = SafetyPlan().told({Box.RING: "Bea", Box.GO: "the café"}).told({Box.GO: ""})
    assert plan.words == {Box.RING: "Bea"}


def test_what_looks_odd_becomes_a_step_to_ask_about_unless_it_was_decided_on():
    plan = SafetyPlan().decided({"phone-code": Decision.DONE}, Own(section="phone"))
    plan = plan.looked_over({"device-lock": "odd"}, ["phone-code", "phone-other"])
    assert plan.decisions == {"phone-code": Decision.DONE, "phone-other": Decision.ASK}
    assert plan.checked == {"device-lock": "odd"}


@pytest.mark.parametrize(
    ("text", "looked", "expected"),
    [
        ("2026-11-25", "", [Why.SOON]),
        ("2026-12-09", "", [Why.SOON]),
        ("2026-12-10", "", []),
        ("2026-12", "", [Why.SOON]),
        ("2026-11-24", "", [Why.PASSED]),
        ("2026-11-24", "2026-11-24", [Why.PASSED]),
        ("2026-11-24", "2026-11-25", []),
        ("2026-11", "2026-11-25", [Why.SOON]),
        ("2025", "2026-11-20", []),
        ("XXXX", "", []),
    ],
)
def test_a_day_that_matters_is_said_when_near_and_once_it_has_passed(text, looked, expected):
    plan = SafetyPlan(dates=(dated(text),), looked=looked)
    assert [each.why for each in looking.due(plan, TODAY)] == expected


@pytest.mark.parametrize(("looked", "is_due"), [("2026-08-27", False), ("2026-08-26", True)])
def test_a_plan_that_nobody_looked_at_for_long_says_so(looked, is_due):
    due = looking.due(SafetyPlan(looked=looked), TODAY)
    assert [each.why for each in due] == ([Why.LONG_AGO] if is_due else [])


def test_the_nearest_day_comes_first():
    plan = SafetyPlan(dates=(dated("2026-12-05"), dated("2026-11-20"), dated("2026-11-30")))
    said = [each.dated.when.text for each in looking.due(plan, TODAY)]
    assert said == ["2026-11-20", "2026-11-30", "2026-12-05"]


def test_prompts_are_those_that_had_come_true():
    plan = SafetyPlan().looked_at("2026-11-25", ["moved", "gone-since"])
    assert [each.id for each in looking.prompts(data.load(), plan)] == ["moved"]
