"""Sentences with their sources, as they are shown on a day."""

from __future__ import annotations

from datetime import date

import pytest

from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status
from fourfold.core.kernel.sourced import Sentence, Source, Told, origins, tell

TODAY = date(2026, 11, 25)
TEA = Source(
    "tea",
    "text of 1773",
    Provenance(
        "Tea Act 1773", Status.LAW, Jurisdiction.ENGLAND_AND_WALES, TODAY, date(2027, 5, 22)
    ),
)
SOURCES = {"tea": TEA}


def told(text: str, source: str = "", today: date = TODAY) -> Told:
    return tell(Sentence(text, source), SOURCES, today, str.upper)


def test_a_sentence_is_filled_in_and_shown_with_where_it_was_read() -> None:
    shown = told("drink it", "tea")
    assert (shown.text, shown.rule, shown.check_this) == ("DRINK IT", "", False)
    assert shown.origin is not None
    assert (shown.origin.law, shown.origin.version) == ("Tea Act 1773", "text of 1773")


def test_past_the_review_day_of_its_source_it_says_check_this() -> None:
    assert not told("drink it", "tea", date(2027, 5, 22)).check_this
    assert told("drink it", "tea", date(2027, 5, 23)).check_this


def test_a_sentence_about_writing_has_no_source_and_is_never_due() -> None:
    assert told("write", "", date(2099, 1, 1)) == Told("WRITE")


def test_a_source_that_is_not_there_is_not_made_up() -> None:
    with pytest.raises(KeyError):
        told("drink it", "coffee")


def test_each_origin_is_named_once_in_the_order_of_the_sentences() -> None:
    found = origins([told("a", "tea"), told("b"), told("c", "tea")])
    assert found == (TEA.on(TODAY),)
