"""An order's terms, each with the times it was broken and who was told of them.

Also a term that the order no longer has, as long as an entry goes against it: what was ticked is
shown with the words that stood there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fourfold.core.orders.breach import Breach, breaches
from fourfold.core.record.body import Contact, Order, Term
from fourfold.core.record.entry import Entry


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a term was broken. told: the contacts about it, the first first."""

    breach: Breach
    told: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class OfTerm:
    """A term with the times it was broken, by when. is_taken_out: the order no longer has it."""

    term: Term
    is_taken_out: bool
    times: tuple[Time, ...]


def by_term(versions: Sequence[Entry], entries: Iterable[Entry]) -> tuple[OfTerm, ...]:
    """Return the order's terms in their order, then those that were taken out and are gone against.

    versions: those of the order's entry, in order. entries: the last version of each entry, none of
    them struck.
    """
    if not versions or not isinstance(versions[-1].body, Order):
        return ()
    known = tuple(entries)
    found = [Time(each, told(each.entry, known)) for each in breaches(versions[-1], known)]
    now = versions[-1].body.terms
    here = {term.id for term in now}
    gone = dict.fromkeys(each.breach.cited for each in found if each.breach.cited not in here)
    return tuple(
        OfTerm(term, term.id not in here, tuple(each for each in found if _is_of(each, term)))
        for term in (*now, *(_last_words(term_id, versions) for term_id in gone))
    )


def told(entry: Entry, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the contacts that were about an entry, the first first."""
    about = (
        each for each in entries if isinstance(each.body, Contact) and entry.id in each.body.linked
    )
    return tuple(sorted(about, key=lambda each: (each.sort_key, each.number)))


def _is_of(time: Time, term: Term) -> bool:
    return time.breach.cited == term.id


def _last_words(term_id: str, versions: Sequence[Entry]) -> Term:
    """The term as it was last written; without words if no version has it."""
    for version in reversed(versions):
        terms = version.body.terms if isinstance(version.body, Order) else ()
        for term in terms:
            if term.id == term_id:
                return term
    return Term(id=term_id, words="")
