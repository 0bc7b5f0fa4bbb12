"""Which entries are evidence that helps: by their codes, and never by what they say."""

from __future__ import annotations

from typing import Any

import pytest

from fourfold.core.orders.compare import COLUMNS, table
from fourfold.core.orders.evidence import helps, is_such, shows_a_pattern
from fourfold.core.orders.rule import Candidate
from fourfold.core.orders.words import Evidence
from fourfold.core.record.body import Body, Note
from fourfold.core.record.codes import (
    Act,
    Afraid,
    Area,
    Direction,
    DoneBy,
    Kind,
    OrderKind,
    Party,
    Route,
)
from fourfold.data import orders
from tests.core.orders.make import (
    against,
    contact,
    effect,
    entry,
    exhibit,
    incident,
    message,
    order,
    thing,
)

FOLLOWED = incident(acts=(Act.FOLLOW, Act.WATCH))
RANG = incident(how=(Route.PHONE,), acts=(Act.CONTACT,))


def thing_that_helps(**more: Any) -> Evidence:
    """One thing, with the codes that an entry has to have."""
    return Evidence(id="tea", text="tea", source="tea", **more)


@pytest.mark.parametrize(
    ("codes", "body", "is_one"),
    [
        ({"kinds": (Kind.INCIDENT,)}, FOLLOWED, True),
        ({"kinds": (Kind.INCIDENT, Kind.EFFECT)}, effect(), True),
        ({"kinds": (Kind.MESSAGE,)}, FOLLOWED, False),
        ({"acts": (Act.FOLLOW,)}, FOLLOWED, True),
        ({"acts": (Act.THREAT, Act.WATCH)}, FOLLOWED, True),
        ({"acts": (Act.THREAT,)}, FOLLOWED, False),
        ({"acts": (Act.FOLLOW,)}, effect(), False),
        ({"how": (Route.PHONE,)}, RANG, True),
        ({"how": (Route.EMAIL,)}, RANG, False),
        ({"how": (Route.PHONE,)}, contact(Party.POLICE), False),
        ({"acts": (Act.CONTACT,), "how": (Route.PHONE,)}, RANG, True),
        ({"acts": (Act.FOLLOW,), "how": (Route.PHONE,)}, RANG, False),
        ({"acts": (Act.CONTACT,), "how": (Route.EMAIL,)}, RANG, False),
        ({"areas": (Area.MONEY,)}, effect(Area.SLEEP, Area.MONEY), True),
        ({"areas": (Area.MONEY,)}, effect(Area.SLEEP), False),
        ({"areas": (Area.MONEY,)}, FOLLOWED, False),
        ({"parties": (Party.POLICE,)}, contact(Party.POLICE), True),
        ({"parties": (Party.POLICE,)}, contact(Party.HEALTH), False),
        ({"parties": (Party.POLICE,)}, FOLLOWED, False),
        ({"orders": (OrderKind.OCCUPATION,)}, order(OrderKind.OCCUPATION), True),
        ({"orders": (OrderKind.OCCUPATION,)}, order(OrderKind.LICENCE), False),
        ({"orders": (OrderKind.OCCUPATION,)}, FOLLOWED, False),
        ({"is_breach": True}, incident(breaches=against("a")), True),
        ({"is_breach": True}, FOLLOWED, False),
        ({"is_breach": True}, effect(), False),
        ({"is_afraid": True}, incident(afraid=Afraid.YES), True),
        ({"is_afraid": True}, incident(afraid=Afraid.NOT_SURE), False),
        ({"is_afraid": True}, FOLLOWED, False),
        ({"is_afraid": True}, effect(), False),
        ({"kinds": (Kind.INCIDENT,), "is_afraid": True}, incident(afraid=Afraid.YES), True),
        ({"kinds": (Kind.MESSAGE,), "is_afraid": True}, incident(afraid=Afraid.YES), False),
        ({}, FOLLOWED, False),
    ],
)
def test_an_entry_is_such_a_thing_by_its_codes(
    codes: dict[str, Any], body: Body, is_one: bool
) -> None:
    assert is_such(thing_that_helps(**codes), entry(1, body)) is is_one


def test_a_kept_file_makes_any_kind_of_entry_one() -> None:
    kept = thing_that_helps(has_exhibit=True)
    assert is_such(kept, entry(1, thing(), exhibits=(exhibit(),)))
    assert not is_such(kept, entry(1, thing()))


def test_each_thing_that_helps_names_its_entries_in_order() -> None:
    card = orders.load().cards[Candidate.STALKING_PROTECTION]
    entries = [
        entry(5, effect(Area.SLEEP)),
        entry(4, contact(Party.POLICE)),
        entry(3, incident(acts=(Act.WATCH,), how=(Route.CAMERA,), afraid=Afraid.YES)),
        entry(2, order()),
        entry(1, incident(acts=(Act.CONTACT,), breaches=against("a"))),
    ]
    assert {each.evidence.id: each.entries for each in helps(card, entries)} == {
        "pattern": (1, 3),
        "watching": (3,),
        "fear": (3,),
        "effect": (5,),
        "orders": (2,),
        "broken": (1,),
        "police": (4,),
    }


def test_all_that_binds_them_is_an_earlier_order_but_bail_and_what_is_about_children() -> None:
    (earlier,) = (
        each
        for each in orders.load().cards[Candidate.STALKING_PROTECTION].evidence
        if each.id == "orders"
    )
    others = {OrderKind.CHILD_ARRANGEMENTS, OrderKind.POLICE_BAIL, OrderKind.COURT_BAIL}
    named = [each for each in OrderKind if is_such(earlier, entry(1, order(each)))]
    assert set(named) == set(OrderKind) - others


@pytest.mark.parametrize(
    ("body", "shows"),
    [
        (FOLLOWED, True),
        (message(), True),
        (incident(), True),
        (message(Direction.FROM_OWNER), False),
        (incident(done_by=DoneBy.SOMEONE_ELSE), False),
        (effect(), False),
        (order(), False),
        (Note(text="Buy milk"), False),
    ],
)
def test_a_pattern_is_of_what_they_did_whatever_was_ticked(body: Body, shows: bool) -> None:
    assert shows_a_pattern([entry(1, body)]) is shows
    assert shows_a_pattern([entry(1, effect()), entry(2, body)]) is shows


@pytest.mark.parametrize("candidate", list(Candidate))
def test_with_nothing_in_the_record_everything_that_helps_is_still_named(
    candidate: Candidate,
) -> None:
    card = orders.load().cards[candidate]
    found = helps(card, [])
    assert [each.evidence for each in found] == list(card.evidence)
    assert {each.entries for each in found} == {()}


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        (message(acts=(Act.CONTACT,)), True),
        (message(Direction.BETWEEN_OTHERS, acts=(Act.CONTACT,)), True),
        (message(Direction.FROM_OWNER, acts=(Act.CONTACT,)), False),
        (incident(acts=(Act.CONTACT,), done_by=DoneBy.FOR_THEM), True),
        (incident(acts=(Act.CONTACT,), done_by=DoneBy.SOMEONE_ELSE), False),
    ],
)
def test_what_the_owner_sent_and_what_somebody_else_did_are_no_evidence(
    body: Body, counts: bool
) -> None:
    card = orders.load().cards[Candidate.STALKING_PROTECTION]
    (pattern, *_) = helps(card, [entry(7, body)])
    assert pattern.entries == ((7,) if counts else ())


def test_a_note_is_never_evidence() -> None:
    for card in orders.load().cards.values():
        found = helps(card, [entry(7, Note(text="Buy milk"), exhibits=(exhibit(),))])
        assert {each.entries for each in found} == {()}


@pytest.mark.parametrize("candidate", list(Candidate))
def test_every_thing_that_helps_is_a_thing_that_a_record_can_hold(candidate: Candidate) -> None:
    bodies: list[Body] = [
        incident(
            acts=tuple(Act),
            how=tuple(Route),
            afraid=Afraid.YES,
            breaches=against("a"),
        ),
        message(),
        effect(*Area),
        *(contact(each) for each in Party),
        order(),
    ]
    entries = [entry(n, body, exhibits=(exhibit(),)) for n, body in enumerate(bodies, 1)]
    for each in helps(orders.load().cards[candidate], entries):
        assert each.entries, each.evidence.id


def test_the_orders_stand_side_by_side() -> None:
    cards = orders.load().cards
    rows = table(cards.values())
    assert [row.card.order for row in rows] == list(Candidate)
    assert COLUMNS == ("asks", "where", "form", "cost", "proof", "length", "breach")
    for row in rows:
        assert row.cells == tuple(getattr(row.card, name) for name in COLUMNS)


def test_a_table_can_have_fewer_columns() -> None:
    card = orders.load().cards[Candidate.OCCUPATION]
    (row,) = table([card], ("cost",))
    assert row.cells == (card.cost,)
