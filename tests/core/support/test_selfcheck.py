"""The self-check: every question is reached, every way ends in a result, nothing is added up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.support.selfcheck import (
    ABOUT,
    FRIEND,
    ME,
    Check,
    Choice,
    Finding,
    Kind,
    Part,
    Question,
    Said,
    Welsh,
    draft,
    pages,
    problems,
    result,
    settle,
    way_to,
)
from fourfold.data import selfcheck

CHECK = selfcheck.load()
BY_ID = {each.id: each for each in CHECK.questions}
ALL = {each.id: tuple(one.id for one in CHECK.choices(each)) for each in CHECK.questions}
# The questions on whose answers it depends what is asked next.
BRANCHES = sorted(
    {token.partition(":")[0] for q in CHECK.questions for group in q.ask_if for token in group}
)
anything = st.fixed_dictionaries(
    {ABOUT: st.sampled_from([(ME,), (FRIEND,)])},
    optional={
        name: st.lists(st.sampled_from(ids), unique=True).map(tuple)
        for name, ids in ALL.items()
        if name != ABOUT
    },
)


def said(text: str) -> Said:
    return Said(text, text, Welsh.DRAFT)


def choice(name: str, **more: object) -> Choice:
    return Choice(id=name, text=said(name), **more)  # type: ignore[arg-type]


def small(*more: Question, findings: tuple[Finding, ...] = ()) -> Check:
    """Whom it is about, one question, and these."""
    first = Question(
        id=ABOUT, page=0, kind=Kind.ONE, text=said("who"), choices=(choice(ME), choice(FRIEND))
    )
    often = question("often", 1, choice("once", is_plain=True), choice("more", is_plain=True))
    plain = (
        Finding(
            id="a", part=Part.NEXT, source="act", text=said("a"), when=(("for:me", "for:friend"),)
        ),
    )
    return Check((first, often, *more), (), plain + findings, {"act": CHECK.sources["act"]})


def question(name: str, page: int, *choices: Choice, **more: object) -> Question:
    return Question(
        id=name,
        page=page,
        kind=Kind.ONE,
        text=said(name),
        choices=choices,
        **more,  # type: ignore[arg-type]
    )


# ------------------------------------------------------------------ nothing has to be mended


def test_nothing_in_the_data_has_to_be_mended() -> None:
    assert problems(CHECK) == []


def test_a_small_check_is_right_as_it_is() -> None:
    assert problems(small()) == []


PLAIN = choice("yes", is_plain=True)


@pytest.mark.parametrize(
    ("check", "problem"),
    [
        (small(question("often", 2, PLAIN)), "often is there twice"),
        (small(question("b", 2, PLAIN, PLAIN)), "b has an answer twice"),
        (small(question("b", 2, choice("yes"))), "nothing follows from b:yes"),
        (small(question("b", 0, PLAIN)), "b stands on a page before the one in front of it"),
        (
            small(question("b", 2, PLAIN, ask_if=(("c:yes",),)), question("c", 3, PLAIN)),
            "b waits for c:yes, which nobody has been asked by then",
        ),
        (
            small(question("b", 2, PLAIN, ask_if=(("b:yes",),))),
            "b waits for b:yes, which nobody has been asked by then",
        ),
        (
            small(question("b", 2, PLAIN, ask_if=(("often:once",), ("often:more",)))),
            "b is never asked",
        ),
        (
            small(
                findings=(
                    Finding(id="f", part=Part.NEXT, source="act", text=said("f"), when=(("x:y",),)),
                )
            ),
            "f names x:y",
        ),
        (
            small(
                findings=(
                    Finding(
                        id="f",
                        part=Part.NEXT,
                        source="act",
                        text=said("f"),
                        when=(("often:once",),),
                        unless=("often:once",),
                    ),
                )
            ),
            "f is never shown",
        ),
        (
            small(findings=(Finding(id="f", part=Part.NEXT, source="none", text=said("f")),)),
            "f has no source",
        ),
        (
            replace(small(), questions=small().questions[1:]),
            "the first question has to be whom it is about",
        ),
    ],
)
def test_what_is_wrong_with_a_check_is_said(check: Check, problem: str) -> None:
    assert problem in problems(check)


# ------------------------------------------------------------------ every way through


def every_way() -> Iterator[dict[str, tuple[str, ...]]]:
    """All answers on which the way depends, of one that takes several each pair of them too."""
    some = []
    for name in BRANCHES:
        ids = ALL[name]
        one = BY_ID[name].kind is Kind.ONE
        sizes = (1,) if one else (0, 1, 2)
        some.append([each for size in sizes for each in combinations(ids, size)])
        some[-1] += [] if name == ABOUT else [()]
    for chosen in product(*some):
        yield dict(zip(BRANCHES, chosen, strict=True))


def test_every_way_ends_in_a_result_and_together_they_ask_everything() -> None:
    asked: set[str] = set()
    lengths: set[int] = set()
    for answers in every_way():
        way = pages(CHECK, answers)
        asked |= {each.id for page in way for each in page}
        lengths.add(len(way))
        assert all(way)
        assert result(CHECK, answers).of(Part.NEXT)
    assert asked == set(ALL) - {ABOUT}
    # How many pages there are tells nothing about the answers.
    assert lengths == {7}


@pytest.mark.parametrize("finding", CHECK.findings, ids=lambda each: each.id)
def test_every_text_of_the_results_is_shown_to_somebody(finding: Finding) -> None:
    answers = way_to(CHECK, finding.when)
    assert answers is not None
    assert finding in result(CHECK, answers).findings


@pytest.mark.parametrize("name", [each for each in ALL if each != ABOUT])
def test_every_answer_can_be_given_and_each_is_kept(name: str) -> None:
    way = way_to(CHECK, BY_ID[name].ask_if)
    assert way is not None
    for each in ALL[name]:
        assert settle(CHECK, {ABOUT: (ME,), **way, name: (each,)}).get(name) == (each,)


def test_the_first_of_several_counts_where_one_is_taken() -> None:
    assert settle(CHECK, {ABOUT: (ME,), "often": ("many", "once")})["often"] == ("once",)


def test_what_nobody_offered_counts_for_nothing() -> None:
    sent = {ABOUT: (ME,), "what": ("<script>", "gifts"), "no-such": ("x",), "often": ("never",)}
    assert settle(CHECK, sent) == {ABOUT: (ME,), "what": ("gifts",)}


def test_an_answer_goes_when_what_led_to_its_question_is_changed() -> None:
    before = {ABOUT: (ME,), "what": ("publish",), "pictures": ("young",)}
    assert "pictures" in settle(CHECK, before)
    assert settle(CHECK, before | {"what": ("gifts",)}) == {ABOUT: (ME,), "what": ("gifts",)}


# ------------------------------------------------------------------ what always holds


@given(anything)
def test_whatever_is_answered_there_is_somebody_to_call_and_nothing_to_prove(
    answers: dict[str, tuple[str, ...]],
) -> None:
    found = result(CHECK, answers)
    shown = {each.id for each in found.findings}
    assert {"be-sure", "not-fault", "next-police", "next-write", "next-safer"} <= shown
    parts = [list(Part).index(each.part) for each in found.findings]
    assert parts == sorted(parts)
    assert len({each.sign for each in found.signs}) == len(found.signs)


@given(anything, anything)
def test_more_signs_of_danger_never_take_one_away(
    some: dict[str, tuple[str, ...]], more: dict[str, tuple[str, ...]]
) -> None:
    both = {
        name: tuple(dict.fromkeys((*some.get(name, ()), *more.get(name, ()))))
        for name in ("what", "signs")
    }
    before = {each.sign for each in result(CHECK, some).signs}
    assert before <= {each.sign for each in result(CHECK, some | both).signs}


@given(anything)
def test_the_draft_of_a_record_holds_only_what_was_ticked(
    answers: dict[str, tuple[str, ...]],
) -> None:
    boxes = draft(CHECK, answers, "en")
    lines = "\n".join(line for each in boxes.values() for line in each)
    assert "ending my life" not in lines
    assert "rather not say" not in lines
    assert "Not sure" not in lines
    settled = settle(CHECK, answers)
    ticked = {
        one.text.en for q in CHECK.questions for one in q.choices if one.id in settled.get(q.id, ())
    }
    asked = {f"{q.text.en} {one}" for q in CHECK.questions for one in ticked}
    assert {line for each in boxes.values() for line in each} <= ticked | asked


@pytest.mark.parametrize("about", [ME, FRIEND])
@pytest.mark.parametrize("answer", ["unsure", "rather-not", ""])
def test_skipping_everything_still_gives_a_kind_result(about: str, answer: str) -> None:
    found = result(CHECK, {ABOUT: (about,), **{name: (answer,) for name in ALL if name != ABOUT}})
    shown = {each.id for each in found.findings}
    assert "be-sure" in shown
    assert found.signs == ()
    assert ("nothing" in shown) == (answer == "")


def test_any_two_answers_together_end_in_a_result() -> None:
    tokens = [(name, each) for name, ids in ALL.items() if name != ABOUT for each in ids]
    for about in (ME, FRIEND):
        for (one, a), (other, b) in combinations(tokens, 2):
            given_both = {ABOUT: (about,), one: (a,)} | {other: (a, b) if one == other else (b,)}
            found = result(CHECK, given_both)
            assert found.of(Part.STANDS_OUT)
            assert found.of(Part.NEXT)
