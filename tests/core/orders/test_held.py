"""How an order that is held stands on a day, and when to be reminded of its end."""

from __future__ import annotations

from datetime import date

import pytest

from fourfold.core.kernel.when import When
from fourfold.core.orders.held import Served, Standing, State, is_known_to_bind, remind_on, standing
from fourfold.core.orders.recorded import recorded
from fourfold.core.record.codes import DoneBy, KnownWho, OrderKind
from tests.core.orders.make import PERSON, effect, entry, incident, order

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("made", "ends", "state", "first"),
    [
        ("2026-03-01", "2027-03-01", State.ENDS_ON, date(2027, 3, 1)),
        ("2026-03-01", "2026-11-26", State.ENDS_ON, date(2026, 11, 26)),
        ("2026-03-01", "2026-11-25", State.ENDS_ON, date(2026, 11, 25)),
        ("2026-03-01", "2026-11-24", State.ENDED, date(2026, 11, 24)),
        ("2026-03-01", "2026-11-25T16:00", State.ENDS_ON, date(2026, 11, 25)),
        ("2026-03-01", "2026-12", State.ENDS_ON, date(2026, 12, 1)),
        ("2026-03-01", "2026-11", State.MAY_HAVE_ENDED, date(2026, 11, 1)),
        ("2026-03-01", "2026-10", State.ENDED, date(2026, 10, 1)),
        ("2026-03-01", "2026", State.MAY_HAVE_ENDED, date(2026, 1, 1)),
        ("2026-03-01", "2026-10-10~", State.MAY_HAVE_ENDED, date(2026, 10, 10)),
        ("2026-03-01", "2027-10-10~", State.ENDS_ON, date(2027, 10, 10)),
        ("2026-03-01", "2026-11-20/2026-11-30", State.MAY_HAVE_ENDED, date(2026, 11, 20)),
        ("2026-03-01", "2026-10/..", State.MAY_HAVE_ENDED, date(2026, 10, 1)),
        ("2026-03-01", "XXXX", State.END_NOT_KNOWN, None),
        ("2026-03-01", None, State.END_NOT_KNOWN, None),
        ("XXXX", None, State.END_NOT_KNOWN, None),
        ("XXXX", "2026-11-24", State.ENDED, date(2026, 11, 24)),
        ("2026-11-25", None, State.END_NOT_KNOWN, None),
        ("2026-11-26", "2027-11-26", State.NOT_YET, date(2027, 11, 26)),
        ("2026-12", None, State.NOT_YET, None),
    ],
)
def test_an_order_stands_by_its_days(
    made: str, ends: str | None, state: State, first: date | None
) -> None:
    assert standing(order(made=made, ends=ends), TODAY) == Standing(state, Served.NOT_KNOWN, first)


def test_until_further_order_has_no_end() -> None:
    found = standing(order(until_further_order=True), TODAY)
    assert found == Standing(State.UNTIL_FURTHER_ORDER, Served.NOT_KNOWN, None)
    assert found.may_be_in_force


@pytest.mark.parametrize(
    ("served", "expected"),
    [
        (None, Served.NOT_KNOWN),
        ("XXXX", Served.NOT_KNOWN),
        ("2026-11-24", Served.YES),
        ("2026-11-25", Served.YES),
        ("2026-11-25T10:00", Served.YES),
        ("2026-11-26", Served.NOT_YET),
        ("2026-11", Served.NOT_KNOWN),
        ("2026-10", Served.YES),
        ("2026-12", Served.NOT_YET),
        ("2026-10/..", Served.NOT_KNOWN),
    ],
)
def test_whether_it_was_served_is_known_or_not(served: str | None, expected: Served) -> None:
    assert standing(order(served=served), TODAY).served is expected


@pytest.mark.parametrize(
    ("state", "may_be"),
    [
        (State.NOT_YET, False),
        (State.ENDS_ON, True),
        (State.UNTIL_FURTHER_ORDER, True),
        (State.END_NOT_KNOWN, True),
        (State.MAY_HAVE_ENDED, True),
        (State.ENDED, False),
    ],
)
def test_only_what_is_over_or_has_not_begun_is_surely_not_in_force(
    state: State, may_be: bool
) -> None:
    assert Standing(state, Served.NOT_KNOWN, None).may_be_in_force is may_be


@pytest.mark.parametrize(
    ("ends", "day"),
    [
        ("2027-03-01", date(2026, 12, 1)),
        ("2027-05-31", date(2027, 2, 28)),
        ("2028-05-31", date(2028, 2, 29)),
        ("2027-05-28", date(2027, 2, 28)),
        ("2027-03-31", date(2026, 12, 31)),
        ("2027-01-15", date(2026, 10, 15)),
        ("2027-02-28", date(2026, 11, 28)),
        ("2027-07-31", date(2027, 4, 30)),
        ("2027-12-31", date(2027, 9, 30)),
        ("2027-04-01", date(2027, 1, 1)),
        ("2027-06", date(2027, 3, 1)),
        ("2027-06-10~", date(2027, 3, 10)),
        ("2027-06-10/2027-07-10", date(2027, 3, 10)),
        ("0001-04-15", date(1, 1, 15)),
        ("0001-03-31", None),
        ("XXXX", None),
        (None, None),
    ],
)
def test_the_reminder_is_three_months_before_the_first_day_on_which_it_may_end(
    ends: str | None, day: date | None
) -> None:
    assert remind_on(order(made="0001-01-01", ends=ends)) == day


def test_until_further_order_needs_no_reminder() -> None:
    assert remind_on(order(until_further_order=True)) is None


@pytest.mark.parametrize(
    ("kind", "binds"),
    [(kind, True) for kind in OrderKind if kind.value not in {
        "police_bail", "court_bail", "licence", "undertaking", "child_arrangements",
        "domestic_abuse_notice", "domestic_violence_notice",
    }]
    + [(OrderKind.POLICE_BAIL, False), (OrderKind.COURT_BAIL, False), (OrderKind.LICENCE, False),
       (OrderKind.UNDERTAKING, False), (OrderKind.CHILD_ARRANGEMENTS, False),
       (OrderKind.DOMESTIC_ABUSE_NOTICE, False), (OrderKind.DOMESTIC_VIOLENCE_NOTICE, False)],
)  # fmt: skip
def test_bail_promises_and_notices_are_no_order_of_a_court(kind: OrderKind, binds: bool) -> None:
    assert is_known_to_bind(order(kind, until_further_order=True), TODAY) is binds
    assert not is_known_to_bind(order(kind, ends="2026-11-24"), TODAY)


ABOUT = {"people": (PERSON,)}


def test_a_record_answers_what_the_owner_put_there_as_a_fact() -> None:
    entries = [
        entry(1, incident(known_who=KnownWho.KNOWN), **ABOUT),
        entry(2, order(until_further_order=True), **ABOUT),
    ]
    found = recorded(entries, PERSON, TODAY)
    assert (found.person_known, found.order_in_force) == (True, True)
    assert (found.relationship, found.looks_like_stalking, found.criminal_case) == (None,) * 3
    assert (found.jurisdiction, found.home_shared, found.area) == (None,) * 3


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [entry(1, incident(known_who=KnownWho.SUSPECTED), **ABOUT)],
        [entry(1, incident(known_who=KnownWho.NOT_KNOWN), **ABOUT)],
        [entry(1, incident(known_who=KnownWho.KNOWN))],
        [entry(1, incident(known_who=KnownWho.KNOWN), people=("c" * 32,))],
        [entry(1, incident(known_who=KnownWho.KNOWN, done_by=DoneBy.FOR_THEM), **ABOUT)],
        [entry(1, order(until_further_order=True))],
        [entry(1, order(ends="2026-11-24"), **ABOUT)],
        [entry(1, effect(), **ABOUT)],
    ],
)
def test_what_is_not_there_is_not_known_and_never_no(entries: list[object]) -> None:
    found = recorded(entries, PERSON, TODAY)  # type: ignore[arg-type]
    assert (found.person_known, found.order_in_force) == (None, None)


def test_one_entry_that_knows_is_enough_among_others() -> None:
    entries = [
        entry(1, incident(known_who=KnownWho.NOT_KNOWN), **ABOUT),
        entry(2, incident(known_who=KnownWho.KNOWN), **ABOUT),
    ]
    assert recorded(entries, PERSON, TODAY).person_known is True


def test_an_end_is_the_day_on_the_owner_s_clock() -> None:
    assert standing(order(ends="2026-11-25T23:30"), TODAY).ends == date(2026, 11, 25)
    assert When("2026-11-25T23:30").latest is not None
