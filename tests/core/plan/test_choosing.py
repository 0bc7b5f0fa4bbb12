"""Which steps are offered: no answer hides danger, and not knowing rules nothing out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status
from fourfold.core.plan import choosing
from fourfold.core.plan.catalogue import (
    NOT_SURE,
    Catalogue,
    Choice,
    Item,
    Prompt,
    Question,
    Reader,
    Section,
    Step,
    problems,
)
from fourfold.core.plan.choosing import Fit
from fourfold.data import plan as data

REAL = data.load()
YES_NO = (Choice(id="yes", text="Yes"), Choice(id="no", text="No"))
DAY = date(2026, 11, 25)
KNOWN = Provenance("a page", Status.SOURCE, Jurisdiction.UNITED_KINGDOM, DAY, DAY)


def question(name, page=1, **more):
    return Question(id=name, page=page, text=f"{name}?", choices=YES_NO, **more)


def step(name, **more):
    said = {"text": name, "why": "so", "trade_off": "this", "source": "a", "section": "home"}
    return Step(id=name, **said | more)


def book(*steps, **more):
    parts = {
        "questions": (question("live"), question("car", 2, ask_if=(("live:no",),))),
        "sections": (Section(id="home", title="Home", about="At home."),),
        "steps": steps or (step("one"),),
        "groups": ("Device",),
        "items": (),
        "prompts": (),
        "sources": {"a": KNOWN},
    }
    return Catalogue(**parts | more)


def ids(offers):
    return [each.step.id for each in offers]


# ------------------------------------------------------------------ a small book


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"live": "yes"}, Fit.FITS),
        ({"live": "no"}, Fit.RULED_OUT),
        ({"live": NOT_SURE}, Fit.MAY_FIT),
        ({}, Fit.MAY_FIT),
    ],
)
def test_a_condition_is_met_open_or_ruled_out(answers, expected):
    assert choosing.fit(book(), (("live:yes",),), answers) is expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"live": "no", "car": "yes"}, Fit.FITS),
        ({"live": "no"}, Fit.MAY_FIT),
        ({}, Fit.MAY_FIT),
        ({"live": "yes"}, Fit.RULED_OUT),
        ({"live": "no", "car": "no"}, Fit.RULED_OUT),
    ],
)
def test_a_question_that_is_not_asked_counts_as_ruled_out(answers, expected):
    assert choosing.fit(book(), (("car:yes",),), answers) is expected


def test_what_fits_comes_before_what_may():
    one, other = step("may", when=(("car:yes",),)), step("fits", when=(("live:no",),))
    assert ids(choosing.offered(book(one, other), "home", {"live": "no"})) == ["fits", "may"]


def test_a_step_is_left_out_when_an_answer_rules_it_out_or_holds_it_back():
    steps = book(step("ruled-out", when=(("live:no",),)), step("back", unless=("live:yes",)))
    assert ids(choosing.offered(steps, "home", {"live": "yes"})) == []
    assert ids(choosing.offered(steps, "home", {})) == ["back", "ruled-out"]


def test_what_was_decided_on_is_shown_whatever_was_answered_since():
    steps = book(step("ruled-out", when=(("live:no",),)), step("back", unless=("live:yes",)))
    shown = choosing.offered(steps, "home", {"live": "yes"}, {"ruled-out", "back"})
    assert ids(shown) == ["back", "ruled-out"]


def test_answers_to_questions_that_are_not_asked_do_not_count():
    assert choosing.settle(book(), {"live": "yes", "car": "yes"}) == {"live": "yes"}
    assert choosing.settle(book(), {"live": "maybe", "none": "yes"}) == {}
    assert choosing.settle(book(), {"live": NOT_SURE}) == {"live": NOT_SURE}


def test_pages_hold_what_may_be_asked():
    asked = [[each.id for each in page] for page in choosing.pages(book(), {})]
    assert asked == [["live"], ["car"]]
    assert len(choosing.pages(book(), {"live": "yes"})) == 1


FAULTS = {
    "one is there twice": book(step("one"), step("one")),
    "one has no source": book(step("one", source="b")),
    "one does not say its price": book(step("one", trade_off="")),
    "one is about danger and must not be held back": book(
        step("one", is_danger=True, unless=("live:yes",))
    ),
    "one names live:maybe": book(step("one", when=(("live:maybe",),))),
    "one stands in no part": book(step("one", section="away"), step("two")),
    "one has words for a reader whom home has not": book(step("one", for_them="please")),
    "home has no steps": book(
        step("x", section="out"),
        sections=(
            Section(id="home", title="Home", about="At home."),
            Section(id="out", title="Out", about="Out.", reader=Reader.WORK),
        ),
    ),
    "live has wrong answers": book(
        questions=(Question(id="live", page=1, text="?", choices=YES_NO[:1]),)
    ),
    "nothing follows from car": book(step("one")),
    "car stands on a wrong page": book(questions=(question("live"), question("car", 3))),
    "car waits for live:yes, which nobody has been asked by then": book(
        questions=(question("live"), question("car", ask_if=(("live:yes",),)))
    ),
    "it leads to nothing": book(
        items=(Item(id="it", page=1, text="?", hint="", steps=("nothing",), source="a"),)
    ),
    "it leads nowhere or stands on no page": book(
        items=(Item(id="it", page=2, text="?", hint="", steps=("one",), source="a"),)
    ),
    "then names away": book(prompts=(Prompt(id="then", text=".", sections=("away",), source="a"),)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_book_is_named(fault):
    assert fault in problems(FAULTS[fault])


def test_a_book_without_fault_has_none():
    assert problems(book(step("one"), step("two", when=(("car:yes",),)))) == []


@pytest.mark.parametrize(
    "used",
    [
        {"steps": (step("one", when=(("car:no", "car:yes"),)),)},
        {"steps": (step("one", unless=("car:yes",)),)},
        {"sections": (Section(id="home", title="H", about="A", when=(("car:yes",),)),)},
        {
            "items": (
                Item(
                    id="it",
                    page=1,
                    text="?",
                    hint="",
                    steps=("one",),
                    source="a",
                    when=(("car:yes",),),
                ),
            )
        },
    ],
)
def test_a_question_has_its_use_wherever_something_waits_for_an_answer(used):
    assert problems(book(**{"steps": (step("one"),)} | used)) == []


# ------------------------------------------------------------------ the real one

ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        each.id: st.sampled_from([*(choice.id for choice in each.choices), NOT_SURE])
        for each in REAL.questions
    },
)


def everything_offered(answers):
    return {
        each.step.id
        for section in REAL.sections
        for each in choosing.offered(REAL, section.id, answers)
    }


@given(ANSWERS)
def test_no_answers_hide_a_step_about_danger(answers):
    danger = {each.id for each in REAL.steps if each.is_danger}
    assert danger <= everything_offered(answers)


@given(ANSWERS, ANSWERS)
def test_answering_more_never_hides_a_step_about_danger(answers, more):
    danger = {each.id for each in REAL.steps if each.is_danger}
    before = everything_offered(answers) & danger
    assert before <= everything_offered(answers | more)


@given(ANSWERS)
def test_every_part_offers_something_whatever_was_answered(answers):
    for section in REAL.sections:
        if choosing.fit(REAL, section.when, choosing.settle(REAL, answers)) is not Fit.RULED_OUT:
            assert choosing.offered(REAL, section.id, answers)


@given(ANSWERS)
def test_not_knowing_is_never_offered_less_than_not_answering(answers):
    unsure = {each.id: NOT_SURE for each in REAL.questions}
    assert everything_offered(answers) <= everything_offered(unsure) | everything_offered(answers)
    assert everything_offered(unsure) == everything_offered({})


def test_each_step_is_offered_first_to_somebody():
    for each in REAL.steps:
        wanted = dict(token.split(":") for group in each.when for token in group[:1])
        for question in REAL.questions:
            if question.id in wanted:
                for group in question.ask_if:
                    name, answer = group[0].split(":")
                    wanted.setdefault(name, answer)
        offers = choosing.offered(REAL, each.section, wanted)
        assert {o.step.id: o.fit for o in offers}[each.id] is Fit.FITS, each.id


def test_each_question_is_asked_and_each_answer_is_taken():
    for question in REAL.questions:
        before = {}
        for group in question.ask_if:
            name, answer = group[0].split(":")
            before[name] = answer
        for choice in question.choices:
            given_answers = before | {question.id: choice.id}
            assert choosing.settle(REAL, given_answers) == given_answers


@given(ANSWERS)
def test_the_check_up_keeps_its_first_pages_for_everybody(answers):
    for page in (1, 2, 3, 4, 5, 7):
        assert choosing.looked_over(REAL, page, answers)
