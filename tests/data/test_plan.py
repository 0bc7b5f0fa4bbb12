"""What the safety plan is made of: sound, sourced, and never a step without its price."""

import re

import pytest

from fourfold.core.plan.catalogue import problems
from fourfold.data import guidance, plan
from tests.table import over

BOOK = plan.load()
STEPS = {each.id: each for each in BOOK.steps}


def sentences():
    for each in BOOK.steps:
        yield from (each.text, each.why, each.trade_off, each.for_them)
    for each in BOOK.items:
        yield from (each.text, each.hint)
    for each in BOOK.questions:
        yield from (each.text, *(choice.text for choice in each.choices))
    yield from (each.text for each in BOOK.prompts)


def test_nothing_has_to_be_mended():
    assert problems(BOOK) == []


def test_every_source_is_used():
    used = {each.source for each in (*BOOK.steps, *BOOK.items, *BOOK.prompts)}
    assert used == set(BOOK.sources)


@over("name", STEPS)
def test_each_step_says_why_and_what_it_costs(name):
    step = STEPS[name]
    assert step.text
    assert step.why
    assert step.trade_off


@pytest.mark.parametrize(
    "word", ["change passwords", "switch", "lock", "block", "sharing", "taken out"]
)
def test_steps_that_take_something_away_are_marked_as_noticeable(word):
    found = [each for each in BOOK.steps if re.search(rf"\b{word}", each.text, re.I)]
    named = {"home-room", "tonight-ready", "vehicle-park", "online-save"}
    assert found
    assert [each.id for each in found if not each.tips_off and each.id not in named] == []


@pytest.mark.parametrize("word", ["password", "tracker", "block", "evidence"])
def test_what_can_tip_somebody_off_or_lose_proof_is_spoken_of(word):
    assert any(word in each.trade_off.lower() + each.why.lower() for each in BOOK.steps)


def test_a_step_says_the_price_that_is_known_of_it():
    assert "tells them, often within minutes" in STEPS["account-change"].trade_off
    assert "notice that it no longer answers" in STEPS["tracker-off"].trade_off
    assert "push somebody to another way" in STEPS["online-block"].trade_off
    assert "send them a notice" in STEPS["home-smart-off"].trade_off


def test_what_the_pages_name_is_there():
    assert {"live", "released"} <= {each.id for each in BOOK.questions}
    assert BOOK.section("tonight")


def test_there_is_a_plan_for_tonight_of_five_steps():
    assert len(BOOK.steps_of("tonight")) == 5


@pytest.mark.parametrize("name", ["children", "people", "work", "study"])
def test_who_gets_a_sheet_finds_something_on_it(name):
    assert BOOK.section(name).reader == name
    assert len([each for each in BOOK.steps_of(name) if each.for_them]) >= 3


def test_each_part_stands_with_a_step_about_what_to_do_and_leads_to_pages_that_are_there():
    slugs = {slug for slug, _language in guidance.load().pages}
    links = {each.link.removeprefix("/") for each in BOOK.steps if each.link}
    assert links <= slugs


@over("text", sentences())
def test_no_sentence_promises_blames_or_gives_a_verdict(text):
    assert not re.search(
        r"\b(you are safe|low risk|you qualify|entitled|victim|offender)\b", text, re.I
    )
    assert "!" not in text
    assert len(text) <= 260
