"""A rule that is switched off is silent everywhere at once, and no other is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.orders import navigator
from fourfold.core.orders.answers import Answers
from fourfold.core.orders.navigator import Answer
from fourfold.core.orders.rule import OFF, Candidate
from fourfold.core.rights.rule import Kind
from fourfold.data import orders, rights
from fourfold.web.rules import actions, catalogue, queries
from fourfold.web.rules import rows as changes
from fourfold.web.rules.models import ChangeRow, RuleOff
from fourfold.web.rules.rows import By
from tests.web.orders.test_orders import walk
from tests.web.rules.changing import DEE, NOW, TODAY, heard_of

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)
STALKED = Answers(jurisdiction=Jurisdiction.ENGLAND_AND_WALES, looks_like_stalking=True)


@pytest.fixture(autouse=True)
def keys(service: object) -> None:
    """An installation with its keys."""


def answered() -> dict[Candidate, tuple[Answer, tuple[str, ...]]]:
    """What is said of each order, with the keys of its reasons."""
    found = navigator.consider(STALKED, queries.off())
    return {each.order: (each.answer, tuple(why.key for why in each.because)) for each in found}


def test_at_first_nothing_is_off() -> None:
    assert queries.off() == frozenset()
    assert queries.limits() == rights.limits()


def test_a_rule_of_the_clock_is_silent_and_no_other() -> None:
    before = heard_of(Kind.ARRESTED, FRIDAY), heard_of(Kind.REPORTED, FRIDAY)
    assert [each.rule.id for each in before[0]] == ["R6-ARR"]
    actions.switch_off("R6-ARR", DEE)
    assert heard_of(Kind.ARRESTED, FRIDAY) == []
    assert heard_of(Kind.REPORTED, FRIDAY) == before[1]


def test_an_order_that_hangs_on_a_rule_says_that_it_is_off_and_the_others_stay() -> None:
    before = answered()
    assert before[Candidate.STALKING_PROTECTION][0] is Answer.MAY_BE_AVAILABLE
    actions.switch_off("SPA-2", DEE)
    after = answered()
    assert after[Candidate.STALKING_PROTECTION][0] is Answer.ASK
    assert OFF in after[Candidate.STALKING_PROTECTION][1]
    changed = {order for order in before if before[order] != after[order]}
    assert changed == {Candidate.STALKING_PROTECTION}


def test_the_page_about_orders_says_that_a_rule_is_off() -> None:
    answers = {"jurisdiction": "england-and-wales", "looks_like_stalking": "yes"}
    is_off = orders.load().off.text
    assert is_off not in walk(answers)[1]
    actions.switch_off("SPA-2", DEE)
    assert is_off in walk(answers)[1]


def test_a_limit_for_asking_is_left_out_and_no_other() -> None:
    actions.switch_off("review-cps", DEE)
    left_out = {each.id for each in rights.limits()} - {each.id for each in queries.limits()}
    assert left_out == {"review-cps"}


def test_it_can_be_switched_on_again_and_both_stand_in_the_history() -> None:
    actions.switch_off("R6-ARR", DEE)
    actions.switch_off("R6-ARR", By("Eve", NOW))  # the button was pressed twice
    assert queries.switched_off()["R6-ARR"].who == "Dee"
    actions.switch_on("R6-ARR", By("Eve", NOW + timedelta(days=1), "read it again"))
    actions.switch_on("R6-ARR", By("Eve", NOW))
    assert queries.off() == frozenset()
    found = [(each.day, each.kind, each.who, each.why) for each in queries.history("R6-ARR")]
    assert found == [
        (TODAY + timedelta(days=1), changes.Kind.ON, "Eve", "read it again"),
        (TODAY, changes.Kind.OFF, "Dee", "the Code has changed"),
    ]
    assert queries.rule_history() == queries.history("R6-ARR")
    assert queries.history("R6-INT") == []


@pytest.mark.parametrize("rule", ["", "R6-XYZ", "r6-arr", "SPA-2 "])
def test_what_is_no_rule_cannot_be_switched_off(rule: str) -> None:
    with pytest.raises(actions.NotThere):
        actions.switch_off(rule, DEE)
    assert queries.off() == frozenset()


def test_every_rule_is_in_the_catalogue_and_no_id_means_two_things() -> None:
    of_orders, of_clock = navigator.rule_ids(), rights.rule_ids()
    of_limits = {each.id for each in rights.limits()}
    assert catalogue.ids() == of_orders | of_clock | of_limits
    assert len(catalogue.ids()) == len(of_orders) + len(of_clock) + len(of_limits)
    assert set(orders.load().rules) == of_orders


def test_every_rule_of_the_catalogue_fits_into_a_row_and_has_an_address_of_its_own() -> None:
    assert len({each.mark for each in catalogue.everything()}) == len(catalogue.ids())
    for each in catalogue.everything():
        assert len(each.id) <= 40
        assert each.about
        assert all(each.says)
        assert each.sources
        assert "{" not in " ".join(each.says)


def test_a_rule_is_due_once_the_first_of_its_sources_is() -> None:
    rule = catalogue.find(catalogue.mark_of("R6-ARR"))
    assert rule
    assert rule.versions == (
        "Victims' Code (2021), 12 rights, page last updated on 29 February 2024",
    )
    assert not rule.is_due(rule.review_by)
    assert rule.is_due(rule.review_by + timedelta(days=1))
    assert catalogue.find("R6-ARR") is None


# ------------------------------------------------------------------ in the database


def test_asking_costs_one_question() -> None:
    with CaptureQueriesContext(connection) as asked:
        queries.off()
    assert len(asked) == 1


@pytest.mark.parametrize(
    "forge",
    [
        lambda row: RuleOff(rule="SPA-2", since=row.since, sealed=row.sealed),
        lambda row: RuleOff(rule="SPA-2", since=row.since, sealed=b"nothing"),
    ],
)
def test_a_row_that_somebody_else_wrote_silences_nothing(
    forge: Callable[[RuleOff], RuleOff],
) -> None:
    actions.switch_off("R6-ARR", DEE)
    forge(RuleOff.objects.get()).save()
    assert queries.off() == {"R6-ARR"}
    actions.switch_off("SPA-2", DEE)  # an operator may do so all the same
    assert queries.off() == {"R6-ARR", "SPA-2"}


def test_a_row_whose_rule_was_changed_silences_nothing() -> None:
    actions.switch_off("R6-ARR", DEE)
    RuleOff.objects.update(rule="SPA-2")
    assert queries.off() == frozenset()


def test_nobody_is_named_for_a_line_of_the_history_that_somebody_else_wrote() -> None:
    actions.switch_off("R6-ARR", DEE)
    ChangeRow.objects.update(kind="on")
    assert [(each.who, each.why) for each in queries.history("R6-ARR")] == [("", "")]


def test_who_and_why_lie_sealed_and_as_long_as_any() -> None:
    actions.switch_off("R6-ARR", By("Dee", NOW, "kestrel marmalade"))
    actions.switch_off("R6-INT", By("A much longer name", NOW))
    sealed = [bytes(row.sealed) for row in RuleOff.objects.all()]
    sealed += [bytes(row.sealed) for row in ChangeRow.objects.all()]
    assert not any(b"Dee" in each or b"kestrel" in each for each in sealed)
    assert len({len(each) for each in sealed}) == 1
