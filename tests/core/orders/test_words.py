"""A reason in words, as it is shown on a day."""

from __future__ import annotations

from datetime import date

import pytest

from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status
from fourfold.core.kernel.sourced import Origin, Sentence, Source, Told
from fourfold.core.orders.rule import Candidate, Reason, Side
from fourfold.core.orders.words import Book, RuleWords, tell_reason

READ = Provenance(
    "Tea Act 1773, section 1", Status.LAW, Jurisdiction.ENGLAND_AND_WALES, date(2026, 11, 25),
    date(2027, 5, 22),
)  # fmt: skip
BOOK = Book(
    sources={"tea": Source("tea", "text of 1773", READ)},
    off=Sentence("It is off.", "tea"),
    rules={"TEA-1": RuleWords("TEA-1", "Tea", {"warm": Sentence("It is {warm}.", "tea")})},
    cards={},
    named=(),
    held={},
    broken=(),
    ask=(),
)
TODAY = date(2026, 11, 25)


def fill(text: str) -> str:
    return text.replace("{warm}", "warm")


def test_a_reason_is_told_with_its_rule_its_source_and_its_days() -> None:
    assert tell_reason(Reason("TEA-1", "warm", Side.FOR), BOOK, TODAY, fill) == Told(
        rule="TEA-1",
        text="It is warm.",
        origin=Origin(
            law="Tea Act 1773, section 1",
            version="text of 1773",
            checked=date(2026, 11, 25),
            review_by=date(2027, 5, 22),
            check_this=False,
        ),
    )


def test_a_rule_that_is_off_is_told_by_its_own_id() -> None:
    told = tell_reason(Reason("TEA-1", "off", Side.OPEN), BOOK, TODAY, fill)
    assert (told.rule, told.text) == ("TEA-1", "It is off.")


@pytest.mark.parametrize(
    ("today", "is_due"),
    [(date(2027, 5, 21), False), (date(2027, 5, 22), False), (date(2027, 5, 23), True)],
)
def test_past_its_review_day_it_says_check_this(today: date, is_due: bool) -> None:
    reason = Reason("TEA-1", "warm", Side.FOR)
    assert tell_reason(reason, BOOK, today, fill).check_this is is_due


@pytest.mark.parametrize("reason", [("TEA-2", "warm"), ("TEA-1", "cold")])
def test_words_that_are_not_there_are_not_made_up(reason: tuple[str, str]) -> None:
    with pytest.raises(KeyError):
        tell_reason(Reason(*reason, Side.FOR), BOOK, TODAY, fill)


def test_the_candidates_are_seven() -> None:
    assert len(Candidate) == 7
