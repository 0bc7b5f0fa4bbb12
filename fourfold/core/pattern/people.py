"""Who it was, at whom it was aimed, and who else was touched, as far as the owner says so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fourfold.core.pattern.book import Book
from fourfold.core.pattern.values import COUNTED, NONE, Counted, Side
from fourfold.core.record.codes import Act, Route
from fourfold.core.record.entry import Incident, Message


@dataclass(frozen=True, slots=True)
class People:
    """Counts by people.

    sides: every counted thing is on one; together they are the whole. suspected: those not known
    of whom the owner suspects who it was. by_person: by id of the person an entry is about.
    aimed_at: by code, "" where it is not answered. drawn_in: things that drew other people or a
    child in. affected: by whom else it touched, in the owner's words. learnt_later: things of which
    the owner learnt, or which reached them, after they happened. places: by the owner's words.
    """

    sides: Mapping[Side, Counted]
    suspected: Counted
    by_person: Mapping[str, Counted]
    aimed_at: Mapping[str, Counted]
    drawn_in: Counted
    affected: Mapping[str, Counted]
    learnt_later: Counted
    places: Mapping[str, Counted]


def people(book: Book) -> People:
    """Count by people and places."""
    sides = book.by(lambda profile: (profile.side,))
    return People(
        sides={side: sides.get(side, NONE) for side in COUNTED},
        suspected=book.count(lambda profile: profile.is_suspected),
        by_person=dict(sorted(book.by(lambda profile: profile.people).items())),
        aimed_at=dict(sorted(book.by(lambda profile: (profile.aimed_at,)).items())),
        drawn_in=book.count(
            lambda profile: (
                Act.OTHERS in profile.acts
                or Act.CHILD in profile.acts
                or Route.THROUGH_OTHERS in profile.how
            )
        ),
        affected=_by_words(book, _affected),
        learnt_later=book.chosen(
            number for number, each in book.found.entries.items() if _is_learnt_later(each.body)
        ),
        places=_by_words(book, _places),
    )


def _by_words(
    book: Book, words_of: Callable[[Incident | Message], tuple[str, ...]]
) -> Mapping[str, Counted]:
    """Count by the owner's own words; words that differ in capitals alone are the same."""
    groups: dict[str, tuple[str, list[int]]] = {}
    for number, entry in sorted(book.found.entries.items()):
        if isinstance(entry.body, Incident | Message):
            for words in words_of(entry.body):
                if words.strip():
                    groups.setdefault(words.strip().casefold(), (words.strip(), []))[1].append(
                        number
                    )
    found = {words: book.chosen(numbers) for words, numbers in groups.values()}
    return {words: counted for words, counted in found.items() if counted.items}


def _affected(body: Incident | Message) -> tuple[str, ...]:
    return body.also_affected


def _places(body: Incident | Message) -> tuple[str, ...]:
    return (body.where,) if isinstance(body, Incident) else ()


def _is_learnt_later(body: object) -> bool:
    if isinstance(body, Incident):
        return body.learnt is not None and body.learnt != body.when
    return isinstance(body, Message) and body.received not in (None, body.when)
