"""The printed pages keep what was answered, above all how sure the owner is."""

from __future__ import annotations

import pytest

from fourfold.core.kernel.when import When
from fourfold.core.record.body import (
    CaseEvent,
    Contact,
    Effect,
    Message,
    Order,
    Term,
    TermRef,
    Thing,
)
from fourfold.core.record.codes import (
    Act,
    AimedAt,
    Area,
    CaseStep,
    Direction,
    DoneBy,
    KnownWho,
    OrderKind,
    Party,
    Purpose,
    StopPoint,
)
from fourfold.core.record.entry import Entry
from fourfold.core.record.person import Person
from fourfold.web.packs.facts import facts_of
from tests import make

DAY = When("2026-03-14")
ROB = Person(id="a" * 32, label="Rob")
NONE = {}


def facts(body, people=(), numbers=NONE):
    entry = Entry(
        number=1, id="0" * 32, version=1, added="2026-03-14T08:00:00Z", body=body, people=people
    )
    return {fact.name: fact.words for fact in facts_of(entry, (ROB,), numbers)}


def test_a_suspicion_is_printed_as_one():
    said = facts(
        make.incident(known_who=KnownWho.SUSPECTED, how_known="his cough"), people=(ROB.id,)
    )
    assert said["Who did this (the owner says)"] == "Rob"
    assert "suspects" in said["Is it known who did it"]
    assert said["How the owner knows"] == "his cough"


def test_the_person_of_an_order_is_printed_as_the_one_whom_it_binds():
    said = facts(Order(order_kind=OrderKind.POLICE_BAIL, made=DAY), people=(ROB.id,))
    assert said["Who it binds (the owner says)"] == "Rob"
    assert "Who did this (the owner says)" not in said


def test_a_suspicion_about_nobody_named_is_printed_too():
    assert (
        "suspects" in facts(make.incident(known_who=KnownWho.SUSPECTED))["Is it known who did it"]
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (make.incident(times=11), "11"),
        (make.incident(own_reply="I said no."), "I said no."),
        (Contact(said="x", when=DAY, party=Party.POLICE, who="PC 1", reference="R7"), "R7"),
        (Contact(said="x", when=DAY, party=Party.POLICE, promised="a call"), "a call"),
        (make.incident(stop_point=StopPoint.ASKED), "asked them to stop"),
        (Order(order_kind=OrderKind.NON_MOLESTATION, made=DAY), "non molestation"),
        (make.incident(breaches=(TermRef(order="0" * 32, term="t1"),)), "1"),
        (make.incident(acts=(Act.LOITER, Act.GIFT)), "Hung around in a place; Sent or left a gift"),
        (make.incident(done_by=DoneBy.FOR_THEM), "acting for"),
        (make.incident(aimed_at=AimedAt.SOMEONE_CLOSE), "close to the owner"),
        (make.incident(purpose=Purpose.CHILDREN), "about the children"),
        (make.incident(is_continuing=True), "yes"),
        (Message(text="x", when=DAY, direction=Direction.FROM_OWNER), "the owner sent it"),
        (Thing(what="x", when=DAY, police_ref="P 9", ref="FF/2"), "P 9"),
        (Thing(what="x", when=DAY, ref="FF/2"), "FF/2"),
        (Effect(what="x", when=DAY, areas=(Area.SLEEP,)), "sleep"),
        (Thing(what="x", when=DAY, kept="in my desk"), "in my desk"),
        (Order(order_kind=OrderKind.RESTRAINING, made=DAY, until_further_order=True), "until"),
        (CaseEvent(event=CaseStep.BAIL_CHANGED, when=DAY), "bail changed"),
        (CaseEvent(event=CaseStep.CHARGED, when=DAY, told=DAY), "14 March 2026"),
        (
            Order(
                order_kind=OrderKind.RESTRAINING, made=DAY, terms=(Term(id="a", words="No calls"),)
            ),
            "No calls",
        ),
    ],
)
def test_what_was_answered_is_printed(body, words):
    assert any(words in each for each in facts(body).values())


def test_what_was_not_answered_is_left_out():
    assert facts(make.incident()) == {}


def test_what_it_goes_with_is_named_by_number_and_the_rest_is_counted():
    body = Effect(what="x", when=DAY, linked=("b" * 32, "c" * 32, "d" * 32))
    said = facts(body, numbers={"b" * 32: 12, "c" * 32: 4})
    assert said["Goes with"] == "entry 4, entry 12, 1 that are not in this copy"
