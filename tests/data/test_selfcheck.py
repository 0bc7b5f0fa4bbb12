"""The words of the self-check: sourced, plain, in both languages, and never a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from fourfold.core.guidance.reading import GATES, measure
from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.support.selfcheck import FRIEND, ME, Part, Said, Spoken, Welsh, result
from fourfold.data import directory, guidance, selfcheck
from tests.table import over
from tests.web.ui.test_welsh import REJECTED, mutations

CHECK = selfcheck.load()
LIBRARY = guidance.load()
# Nothing adds up, nothing is certain, nobody is named, nobody is told what to feel.
NEVER = {
    "en": re.compile(
        r"\b(scores?|levels?|points?|percent|rating|results? show|assess\w*|risk|"
        r"not (being )?(stalk|harass)\w+|no (stalking|harassment|danger)|"
        r"stalkers?|victims?|abusers?|"
        r"offenders?|perpetrators?|is a crime|is an offence|you are safe|safe now|qualify|entitled|"
        r"severe|mild|worry not|don.t worry|stay strong|you must|you should|why did|please|"
        r"he|she|him|his|her|hers|congratulations|only)\b|!|\d ?%",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"\b(sg[oô]r\w*|lefel\w*|risg\w*|stelci[wr]\w*r|dioddef\w*|troseddw\w*|cyflawn\w*|"
        r"yn ddiogel nawr|peidiwch â phoeni|rhaid i chi wneud)\b|!|\d ?%",
        re.IGNORECASE,
    ),
}
# "known only online" and "even small": words with another meaning where they stand.
ALLOWED = {"Somebody known only online", "You may be the only one who sees all of it together."}
FIGURES = re.compile(r"\d+")
MARKS = re.compile(r"[.?:]$")


def spoken() -> Iterator[tuple[str, Spoken]]:
    for question in CHECK.questions:
        yield question.id, question
        for choice in CHECK.choices(question):
            yield f"{question.id}:{choice.id}", choice
    yield from ((each.id, each) for each in CHECK.findings)


def texts() -> dict[str, Said]:
    found: dict[str, Said] = {}
    for name, each in spoken():
        found[name] = each.text
        if each.friend:
            found[f"{name} (friend)"] = each.friend
    for question in CHECK.questions:
        if question.hint:
            found[f"{question.id} (hint)"] = question.hint
        for choice in question.choices:
            if choice.alone:
                found[f"{question.id}:{choice.id} (alone)"] = choice.alone
    return found


TEXTS = texts()


def where(said: Said) -> str:
    return next(name for name, each in TEXTS.items() if each is said)


each_text = over("said", TEXTS.values(), where)


@each_text
def test_no_text_adds_up_judges_or_says_that_it_is_nothing(said: Said) -> None:
    english = said.en
    for each in ALLOWED:
        english = english.replace(each, "")
    assert [each[0] for each in NEVER["en"].finditer(english)] == []
    assert [each[0] for each in NEVER["cy"].finditer(said.cy)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        "Your score is four.",
        "A high level of danger",
        "This is low risk.",
        "You are not being stalked.",
        "Your stalker",
        "This is a crime.",
        "You are safe.",
        "He follows you",
    ],
)
def test_a_text_that_does_is_seen(wrong: str) -> None:
    assert NEVER["en"].search(wrong)


@each_text
def test_a_text_is_in_both_languages_with_the_same_figures_and_end(said: Said) -> None:
    assert said.en
    assert said.cy
    assert said.en != said.cy
    assert FIGURES.findall(said.en) == FIGURES.findall(said.cy)
    assert MARKS.findall(said.en) == MARKS.findall(said.cy)
    assert "'" not in said.en + said.cy


@each_text
def test_no_rejected_form_of_welsh_is_used(said: Said) -> None:
    assert [stem for stem in REJECTED if mutations(stem).search(said.cy.casefold())] == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_texts_are_as_easy_to_read_as_pages_have_to_be(language: str) -> None:
    whole = "\n\n".join(said.words(language) for said in TEXTS.values())
    assert measure(whole).beyond(GATES[language]) == ()


def test_welsh_that_names_999_never_stands_without_its_english() -> None:
    critical = {each.id for each in (*CHECK.findings, *CHECK.questions) if each.is_critical}
    named = [name for name, said in TEXTS.items() if "999" in said.en]
    assert named
    assert {name.partition(" ")[0].partition(":")[0] for name in named} <= critical


def test_everything_in_the_parts_about_danger_is_critical() -> None:
    parts = (Part.URGENT, Part.DANGER)
    assert all(each.is_critical for each in CHECK.findings if each.part in parts)


def test_what_is_marked_official_was_read_word_for_word() -> None:
    official = {said.cy for said in TEXTS.values() if said.welsh is Welsh.OFFICIAL}
    assert official == {
        *(
            "Ddim yn siŵr",
            "Rhywbeth arall",
            "Dro ar ôl tro",
            "Ydw",
            "Nac ydw",
            "Ydy",
            "Oes",
            "Nac oes",
        ),
    }


@over("finding", CHECK.findings, lambda each: each.id)
def test_a_result_leads_to_a_page_and_a_helpline_that_there_are(finding: selfcheck.Finding) -> None:
    assert not finding.link or LIBRARY.find(finding.link)
    assert not finding.service or finding.service in directory.by_id()


@over("finding", CHECK.findings, lambda each: each.id)
def test_the_law_of_england_and_wales_is_named_as_such_and_not_told_elsewhere(
    finding: selfcheck.Finding,
) -> None:
    is_here = CHECK.sources[finding.source].jurisdiction is Jurisdiction.ENGLAND_AND_WALES
    if is_here or "England and Wales" in finding.text.en:
        assert {"about:scotland", "about:northern-ireland"} <= set(finding.unless)


def test_every_source_is_used_and_says_when_it_was_read() -> None:
    assert {each.source for each in CHECK.findings} == set(CHECK.sources)
    assert all(each.review_by > each.checked for each in CHECK.sources.values())


def test_the_signs_of_danger_are_those_of_the_page_about_them() -> None:
    page = LIBRARY.pages["understand/signs", "en"].body
    listed = page.partition("## Signs that call for help now")[2].partition("## ")[0]
    # The page has damage and people who are drawn in on one line.
    assert len(re.findall(r"^- ", listed, re.MULTILINE)) + 1 == len(
        next(each for each in CHECK.questions if each.id == "signs").choices
    )


@pytest.mark.parametrize("about", [ME, FRIEND])
@pytest.mark.parametrize("choice", ["neck", "life", "fear", "threat", "weapon", "order"])
def test_a_sign_of_danger_is_one_for_oneself_and_for_somebody_else(about: str, choice: str) -> None:
    found = result(CHECK, {"for": (about,), "signs": (choice,)})
    assert [each.id for each in found.signs] == [choice]
