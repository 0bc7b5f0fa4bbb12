"""Which entries of a record are evidence that helps with an order.

Which things help is in the data (`Card.evidence`), as codes of the record. It says only which
entries are of such a kind: never whether they are enough, and nothing about what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fourfold.core.orders.words import Card, Evidence
from fourfold.core.record.body import Contact, Deed, Effect, Message, Note, Order
from fourfold.core.record.codes import Afraid, Direction, DoneBy
from fourfold.core.record.entry import Entry


@dataclass(frozen=True, slots=True)
class Help:
    """One thing that helps, and the numbers of the entries that are such a thing, ascending."""

    evidence: Evidence
    entries: tuple[int, ...]


def helps(card: Card, entries: Iterable[Entry]) -> tuple[Help, ...]:
    """Return each thing that helps with the card's order, with the entries that are such a thing.

    entries: the last version of each, none of them struck. A thing with no entry is there too.
    """
    those = sorted((each for each in entries if _is_of_use(each)), key=lambda each: each.number)
    return tuple(
        Help(thing, tuple(each.number for each in those if is_such(thing, each)))
        for thing in card.evidence
    )


def is_such(thing: Evidence, entry: Entry) -> bool:
    """Whether the entry is one of these: it has a code of each list that is not empty."""
    asked = [
        (thing.kinds, (entry.kind,)),
        (thing.acts, _of_deed(entry, "acts")),
        (thing.how, _of_deed(entry, "how")),
        (thing.areas, entry.body.areas if isinstance(entry.body, Effect) else ()),
        (thing.parties, (entry.body.party,) if isinstance(entry.body, Contact) else ()),
        (thing.orders, (entry.body.order_kind,) if isinstance(entry.body, Order) else ()),
    ]
    ticked = [
        (thing.is_breach, bool(_of_deed(entry, "breaches"))),
        (thing.has_exhibit, bool(entry.exhibits)),
        (thing.is_afraid, isinstance(entry.body, Deed) and entry.body.afraid is Afraid.YES),
    ]
    if not any(wanted for wanted, _ in asked) and not any(wanted for wanted, _ in ticked):
        return False
    codes_fit = all(not wanted or set(wanted) & set(has) for wanted, has in asked)
    return codes_fit and all(has or not wanted for wanted, has in ticked)


def shows_a_pattern(entries: Iterable[Entry]) -> bool:
    """Whether any entry is something that they did, so that a list of them shows how it adds up."""
    return any(isinstance(each.body, Deed) and _is_of_use(each) for each in entries)


def _of_deed(entry: Entry, name: str) -> tuple[object, ...]:
    """A field of something done; empty for every other kind of entry."""
    value: tuple[object, ...] = getattr(entry.body, name) if isinstance(entry.body, Deed) else ()
    return value


def _is_of_use(entry: Entry) -> bool:
    """Not a note, not what somebody else did, and not what the owner sent."""
    body = entry.body
    if isinstance(body, Note):
        return False
    if isinstance(body, Message) and body.direction is Direction.FROM_OWNER:
        return False
    return not (isinstance(body, Deed) and body.done_by is DoneBy.SOMEONE_ELSE)
