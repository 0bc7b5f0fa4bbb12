"""The terms of an order with the times they were broken, and who was told."""

from __future__ import annotations

from dataclasses import replace

from fourfold.core.kernel.when import When
from fourfold.core.orders.broken import by_term, told
from fourfold.core.record.body import Contact, Term
from fourfold.core.record.codes import Party
from fourfold.core.record.entry import Entry
from tests.core.orders.make import ORDER_ID, against, entry, incident, order

HELD = entry(9, order(made="2026-03-01"), id=ORDER_ID)
BROKEN = entry(1, incident("2026-04-02", breaches=against("a")))
AGAIN = entry(2, incident("2026-04-03", breaches=against("b", "a")))


def call(number: int, when: str, *about: Entry) -> Entry:
    body = Contact(
        said="They took it down.",
        when=When(when),
        party=Party.POLICE,
        linked=tuple(each.id for each in about),
    )
    return entry(number, body)


def amended(*terms: Term) -> Entry:
    return replace(HELD, version=2, body=replace(HELD.body, terms=terms))  # type: ignore[type-var]


def test_each_term_has_the_times_it_was_broken() -> None:
    found = by_term([HELD], [AGAIN, BROKEN])
    assert [
        (each.term.id, each.is_taken_out, [time.breach.entry.number for time in each.times])
        for each in found
    ] == [("a", False, [1, 2]), ("b", False, [2])]


def test_a_term_that_was_never_broken_is_there_without_any() -> None:
    assert [each.times for each in by_term([HELD], [])] == [(), ()]


def test_a_term_that_was_taken_out_keeps_its_last_words_while_something_goes_against_it() -> None:
    mended = amended(Term(id="a", words="Not to come near"), Term(id="b", words="Not to write"))
    without = replace(amended(Term(id="b", words="Not to write")), version=3)
    found = by_term([HELD, mended, without], [BROKEN])
    assert [(each.term.words, each.is_taken_out, len(each.times)) for each in found] == [
        ("Not to write", False, 0),
        ("Not to come near", True, 1),
    ]
    assert len(by_term([HELD, mended, without], [])) == 1


def test_a_term_that_no_version_has_is_shown_without_words() -> None:
    strange = entry(1, incident("2026-04-02", breaches=against("z")))
    found = by_term([HELD], [strange])[-1]
    assert (found.term, found.is_taken_out) == (Term(id="z", words=""), True)


def test_who_was_told_stands_by_when_it_was() -> None:
    later, first = call(3, "2026-04-05", BROKEN), call(4, "2026-04-03", BROKEN, AGAIN)
    everything = [BROKEN, AGAIN, later, first, call(5, "2026-04-01")]
    assert told(BROKEN, everything) == (first, later)
    assert told(AGAIN, everything) == (first,)
    ((one, two), _) = (each.times for each in by_term([HELD], everything))
    assert (one.told, two.told) == ((first, later), (first,))


def test_only_an_order_has_terms() -> None:
    assert by_term([BROKEN], [BROKEN]) == ()
    assert by_term([], [BROKEN]) == ()
