"""What goes against an order held: which term, and whether the order bound the person by then."""

from __future__ import annotations

import pytest

from fourfold.core.kernel.when import When
from fourfold.core.orders.breach import Timing, breaches, timing
from fourfold.core.record.body import Body
from tests.core.orders.make import ORDER_ID, against, effect, entry, incident, message, order

HELD = {"made": "2026-03-01", "served": "2026-03-05", "ends": "2027-03-01"}


@pytest.mark.parametrize(
    ("when", "times", "expected"),
    [
        ("2026-03-14T21:05", {}, Timing.WITHIN),
        ("2026-03-06", {}, Timing.WITHIN),
        ("2026-03-05", {}, Timing.NOT_SURE),
        ("2026-03-05T10:00", {}, Timing.NOT_SURE),
        ("2026-03-05T10:01", {"served": "2026-03-05T10:00"}, Timing.WITHIN),
        ("2026-03-05T09:59", {"served": "2026-03-05T10:00"}, Timing.BEFORE_SERVED),
        ("2026-03-05T10:00", {"served": "2026-03-05T10:00"}, Timing.NOT_SURE),
        ("2026-03-05T10:00:07", {"served": "2026-03-05T10:00:07"}, Timing.NOT_SURE),
        ("2026-03-05T10:00:08", {"served": "2026-03-05T10:00:07"}, Timing.WITHIN),
        ("2026-03-04", {}, Timing.BEFORE_SERVED),
        ("2026-03-01", {}, Timing.BEFORE_SERVED),
        ("2026-02-28", {}, Timing.BEFORE_MADE),
        ("2026-02", {}, Timing.BEFORE_MADE),
        ("2026-03", {}, Timing.NOT_SURE),
        ("2026", {}, Timing.NOT_SURE),
        ("2027-02-28", {}, Timing.WITHIN),
        ("2027-03-01", {}, Timing.NOT_SURE),
        ("2027-03-02", {}, Timing.AFTER_END),
        ("2027-03", {}, Timing.NOT_SURE),
        ("2027-04", {}, Timing.AFTER_END),
        ("XXXX", {}, Timing.NOT_SURE),
        ("2026-04-01~", {}, Timing.NOT_SURE),
        ("2026-04-01/..", {}, Timing.NOT_SURE),
        ("2026-04-01/..", {"ends": None}, Timing.WITHIN),
        ("2026-04-01", {"served": None}, Timing.SERVICE_NOT_KNOWN),
        ("2026-04-01", {"served": "XXXX"}, Timing.SERVICE_NOT_KNOWN),
        ("2026-02-28", {"served": None}, Timing.BEFORE_MADE),
        ("2027-03-02", {"served": None}, Timing.AFTER_END),
        ("2026-04-01", {"served": "2026-03-05~"}, Timing.NOT_SURE),
        ("2026-04-01", {"served": "2026-03-05/.."}, Timing.NOT_SURE),
        ("2030-01-01", {"ends": None}, Timing.WITHIN),
        ("2026-04-01", {"ends": "XXXX"}, Timing.NOT_SURE),
        ("2026-03-14", {"made": "XXXX"}, Timing.WITHIN),
        ("2026-02-28~", {}, Timing.NOT_SURE),
        ("2027-03-02", {"ends": "2027-03-01~"}, Timing.NOT_SURE),
        # "About" reaches a day from a minute, a month from a day, a year from a month, no further.
        ("2026-03-07T00:00~", {}, Timing.WITHIN),
        ("2026-03-06T23:59~", {}, Timing.NOT_SURE),
        ("2026-03-07T00:00:00~", {}, Timing.WITHIN),
        ("2026-04-06~", {}, Timing.WITHIN),
        ("2026-04-05~", {}, Timing.NOT_SURE),
        ("2026-03-28T12:00", {"served": "2026-03-05~"}, Timing.NOT_SURE),
        ("2026-04-06", {"served": "2026-03-05~"}, Timing.WITHIN),
        ("2026-04-06~", {"served": "2026-03-05~"}, Timing.NOT_SURE),
        ("2026-05-07~", {"served": "2026-03-05~"}, Timing.WITHIN),
        ("2025-03~", {"ends": None}, Timing.NOT_SURE),
        ("2025-02~", {"ends": None}, Timing.BEFORE_SERVED),
        ("2025-01~", {"ends": None}, Timing.BEFORE_MADE),
        ("2020~", {}, Timing.NOT_SURE),
        ("2020-01~/2020-02", {}, Timing.NOT_SURE),
    ],
)
def test_when_it_happened_seen_from_the_order(
    when: str, times: dict[str, str | None], expected: Timing
) -> None:
    assert timing(When(when), order(**HELD | times)) is expected


def test_the_second_of_two_equal_hours_is_no_earlier_than_the_first() -> None:
    """Between the two passes of a clock that went back nothing is said for sure."""
    held = order(made="2026-03-01", served="2026-10-25T01:30")
    assert timing(When("2026-10-25T01:30", fold=1), held) is Timing.NOT_SURE


def test_an_entry_is_a_breach_of_each_term_that_it_names() -> None:
    held = entry(9, order(**HELD), id=ORDER_ID)
    both = entry(1, incident("2026-04-02", breaches=against("b", "a")))
    found = breaches(held, [both])
    assert [(each.entry.number, each.term and each.term.words) for each in found] == [
        (1, "Not to come"),
        (1, "Not to write"),
    ]
    assert {each.timing for each in found} == {Timing.WITHIN}


def test_breaches_stand_by_when_they_happened_and_then_by_number() -> None:
    held = entry(9, order(**HELD), id=ORDER_ID)
    entries = [
        entry(4, incident("2026-04-03", breaches=against("a"))),
        entry(3, incident("2026-04-02", breaches=against("a"))),
        entry(2, incident("2026-04-03", breaches=against("b"))),
        entry(5, effect()),
        entry(1, message(breaches=against("a"))),
    ]
    assert [each.entry.number for each in breaches(held, entries)] == [1, 3, 2, 4]


def test_a_term_that_the_order_no_longer_has_is_kept_without_its_words() -> None:
    held = entry(9, order(**HELD), id=ORDER_ID)
    (found,) = breaches(held, [entry(1, incident("2026-04-02", breaches=against("z")))])
    assert (found.term, found.cited) == (None, "z")


@pytest.mark.parametrize(
    "body",
    [
        incident("2026-04-02"),
        incident("2026-04-02", breaches=against("a", order_id="f" * 32)),
        effect(),
    ],
)
def test_what_names_no_term_of_this_order_is_none_of_its_breaches(body: Body) -> None:
    assert breaches(entry(9, order(**HELD), id=ORDER_ID), [entry(1, body)]) == ()


def test_an_entry_that_names_terms_of_two_orders_counts_for_each_alone() -> None:
    terms = (*against("a", order_id="f" * 32), *against("b"))
    (found,) = breaches(
        entry(9, order(**HELD), id=ORDER_ID), [entry(1, incident("2026-04-02", breaches=terms))]
    )
    assert found.term is not None
    assert found.term.id == "b"


def test_only_an_order_can_be_broken() -> None:
    of_no_order = entry(9, incident(), id=ORDER_ID)
    assert breaches(of_no_order, [entry(1, incident(breaches=against("a")))]) == ()
