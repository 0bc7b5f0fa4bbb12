"""`fourfold content check` says in words what is wrong, also when no page can be read for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fourfold.cli import content
from fourfold.core.guidance.library import gather
from fourfold.core.guidance.page import parse
from fourfold.data import guidance, selfcheck

TODAY = date(2026, 11, 25)
PAGE = """\
---
title: A page
summary: What it says.
jurisdiction: united-kingdom
checked: 2026-11-22
review_by: 2027-05-22
sources: [{title: "A source"}]
related: []
---
Words.
"""


def said(text: str) -> list[str]:
    problems = content.found_in(lambda: gather([parse(text, "safer/tea", "cy")], [], []), TODAY)
    return [content.line(each) for each in problems]


def test_a_good_page_has_nothing_said_of_it() -> None:
    assert said(PAGE) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title: A page\n", "", "has front matter that is wrong: Object missing required"),
        ("title: A", "title: A: a", "has front matter that is wrong: mapping values are not"),
        ("2027-05-22", "2026-11-22", "has days that cannot be: review_by must come after"),
        ("Words.", "# Words", "has a first heading in its text: headings begin at ##"),
        ("Words.", "<b>", "has HTML in its text: Markdown only"),
        ("[]", "[tea]", "names a related page that is not there: tea"),
        ("Words.", "{tea}", "shows a fact that is in no file of data/facts: tea"),
        ("Words.", "[tea](word:tea)", "links a hard word that is not in data/glossary.json: tea"),
        ("Words.", "[tea](/tea)", "leads to no page of ours: /tea"),
        ("Words.", "For 77 days.", "has a figure in its text, which belongs in data/facts: 77"),
    ],
)
def test_what_is_wrong_with_a_page_is_said_of_its_file(old: str, new: str, words: str) -> None:
    (line,) = said(PAGE.replace(old, new))
    assert line.startswith(f"cy/safer/tea {words}")


def test_a_data_file_that_cannot_be_read_is_named_with_the_place_in_it() -> None:
    (problem,) = content.found_in(
        lambda: guidance.decode("tea.json", b'{"days": "ten"}', dict[str, int]), TODAY
    )
    words = (
        "tea.json cannot be read as a data file of ours: Expected `int`, got `str` - at `$[...]`"
    )
    assert content.line(problem) == words


def test_a_source_of_the_self_check_past_its_day_is_named() -> None:
    check = selfcheck.load()
    assert not list(content.found_in_self_check(check, TODAY))
    last = max(known.review_by for known in check.sources.values())
    due = list(content.found_in_self_check(check, last + timedelta(days=1)))
    assert [each.slug for each in due] == list(check.sources)
    words = "is a source of the self-check that should have been read again by 20"
    assert all(words in content.line(each) for each in due)


def test_a_fault_of_the_self_check_is_named() -> None:
    check = selfcheck.load()
    beheaded = replace(check, questions=check.questions[1:])
    found = [content.line(each) for each in content.found_in_self_check(beheaded, TODAY)]
    fault = "the first question has to be whom it is about"
    assert f"the self-check is wrong: {fault}" in found
