"""Rules for the rules: ids, days, sources, and words that accuse nobody and promise nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from fourfold.core.kernel.provenance import Provenance
from fourfold.core.rights.case import PLACES
from fourfold.core.rights.limit import Moment
from fourfold.core.rights.notice import Stance, Status, Unknown
from fourfold.core.rights.rule import Kind, Limit, Rule, Teller
from fourfold.data import guidance, rights
from tests.table import over

(BOOK,) = rights.rulebooks()
RULES = {rule.id: rule for rule in BOOK.rules}

# id, right, step before, standard, enhanced: the table of the fact base, typed a second time.
TABLE = """
R4-REF    4   -   2   2
R6-NOINV  6   -   5   1
R6-ARR    6   -   5   1
R6-INT    6   -   5   1
R6-REL    6   -   5   1
R6-BAIL   6   -   5   1
R6-NFA    6   -   5   1
R6-CHG    6   -   5   1
R6-ALT    6   -   5   1
R8-HRG    8   5   1   1
R8-EVI    8   5   1   1
R8-BAIL   8   5   5   1
R8-WAR    8   5   5   1
R9-OUT    9   5   1   1
R9-APP    9   5   1   1
R11-REF   11  -   10  10
R11-VCS   11  10  20  20
R12-CMP   12  -   10  10
"""


def test_the_rules_are_those_of_the_table() -> None:
    found = [
        [
            rule.id,
            str(rule.right),
            str(rule.before.days) if rule.before else "-",
            str(rule.standard.days),
            str(rule.enhanced.days),
        ]
        for rule in BOOK.rules
    ]
    assert found == [line.split() for line in TABLE.strip().splitlines()]


def test_every_kind_of_event_and_everybody_who_tells_has_a_rule() -> None:
    assert {rule.kind for rule in BOOK.rules} == set(Kind)
    assert {rule.who for rule in BOOK.rules} == set(Teller)
    assert rights.rule_ids() == RULES.keys()


def sources(rule: Rule) -> list[Provenance]:
    return [each.provenance for each in (*rule.limits(False), *rule.limits(True))]


def test_everything_that_the_law_says_has_a_source_and_its_days() -> None:
    known = [BOOK.code.provenance, *(each.provenance for each in rights.limits())]
    for each in [*known, *(source for rule in BOOK.rules for source in sources(rule))]:
        assert each.source
        assert each.jurisdiction == "england-and-wales"
        assert each.checked < each.review_by
    assert BOOK.code.begins == date(2021, 4, 1)


def test_enhanced_is_never_longer() -> None:
    assert all(rule.enhanced.days <= rule.standard.days for rule in BOOK.rules)


@pytest.mark.parametrize(
    ("fact", "rule", "days"),
    [
        ("rights-told-standard", "R6-ARR", "standard"),
        ("rights-told-standard", "R6-INT", "standard"),
        ("rights-told-standard", "R6-REL", "standard"),
        ("rights-told-standard", "R6-BAIL", "standard"),
        ("rights-told-standard", "R6-NOINV", "standard"),
        ("rights-told-enhanced", "R6-ARR", "enhanced"),
        ("rights-told-enhanced", "R6-INT", "enhanced"),
        ("rights-told-enhanced", "R6-REL", "enhanced"),
        ("rights-told-enhanced", "R6-BAIL", "enhanced"),
        ("rights-told-enhanced", "R6-NOINV", "enhanced"),
        ("rights-not-prosecuted", "R6-NFA", "standard"),
        ("rights-referral", "R4-REF", "standard"),
        ("rights-court-to-unit", "R8-HRG", "before"),
        *(("rights-court-to-unit", each, "before") for each in ("R8-EVI", "R9-OUT", "R8-WAR")),
        ("rights-unit-all", "R8-HRG", "standard"),
        ("rights-unit-all", "R8-EVI", "standard"),
        ("rights-unit-all", "R9-OUT", "standard"),
        ("rights-unit-standard", "R8-BAIL", "standard"),
        ("rights-unit-enhanced", "R8-BAIL", "enhanced"),
        ("rights-unit-standard", "R8-WAR", "standard"),
        ("rights-unit-enhanced", "R8-WAR", "enhanced"),
        ("rights-complaint-answer", "R12-CMP", "standard"),
        ("rights-contact-referral", "R11-REF", "standard"),
        ("rights-contact-officer", "R11-VCS", "standard"),
    ],
)
def test_the_clock_and_the_pages_say_the_same(fact: str, rule: str, days: str) -> None:
    words = guidance.load().facts[fact].en
    assert re.search(r"\d+", words)[0] == str(getattr(RULES[rule], days).days)  # type: ignore[index]


@pytest.mark.parametrize(
    ("fact", "limit"),
    [
        ("rights-summary-limit", "charge-summary"),
        ("rights-police-review-ask", "review-police"),
        ("rights-cps-review-ask", "review-cps"),
        ("rights-cps-review-latest", "review-cps-latest"),
        ("rights-lenient-limit", "sentence-lenient"),
        ("rights-compensation-limit", "compensation"),
        ("rights-police-complaint-review", "complaint-police-review"),
    ],
)
def test_the_limits_and_the_pages_say_the_same(fact: str, limit: str) -> None:
    (found,) = (each for each in rights.limits() if each.id == limit)
    unit = found.unit.value.replace("-", " ")
    assert guidance.load().facts[fact].en.startswith(f"{found.count} {unit}")


def test_every_moment_has_a_limit_and_no_limit_is_there_twice() -> None:
    assert {each.moment for each in rights.limits()} == set(Moment)
    ids = [each.id for each in rights.limits()]
    assert len(set(ids)) == len(ids)


@over("rule", BOOK.rules, lambda rule: rule.id)
def test_a_message_asks_and_accuses_nobody(rule: Rule) -> None:
    assert "?" in rule.ask
    assert rule.ask[-1] in ".?"
    assert not re.search(r"overdue|too late|failed|breach|must |entitled|stalk(ed|er)", rule.ask)
    assert not rule.about.endswith(".")
    assert not re.search(r"\d", rule.ask + rule.about)


@over("rule", BOOK.rules, lambda rule: rule.id)
def test_only_a_sure_time_lets_the_message_say_that_it_has_passed(rule: Rule) -> None:
    is_weak = any(each.is_weak for each in (rule.standard, rule.enhanced))
    if is_weak and rule.id != "R6-NFA":
        assert "should have heard" not in rule.ask


NOTICES = (Path(__file__).resolve().parents[2] / "docs" / "notices.md").read_text()


@over("rule", BOOK.rules, lambda rule: rule.id)
def test_the_page_on_the_format_has_every_rule_with_its_days(rule: Rule) -> None:
    def shown(limit: Limit) -> str:
        first = f"{rule.before.days} + " if rule.before else ""
        is_weak = limit.is_weak or (rule.before is not None and rule.before.is_weak)
        return f"{first}{limit.days}{' w' if is_weak else ''}"

    line = next(line for line in NOTICES.splitlines() if f"| {rule.id} |" in line)
    assert line.endswith(f"| {rule.id} | {shown(rule.standard)} | {shown(rule.enhanced)} |")
    assert f"`{rule.kind}`" in line or not line.split("|")[1].strip()


@over("word", [*Kind, *Teller, *Stance, *Status, *Unknown, *PLACES])
def test_the_page_on_the_format_has_every_word_of_it(word: str) -> None:
    assert f"`{word}`" in NOTICES
