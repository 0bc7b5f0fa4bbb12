"""What the law looks for in a course of conduct, and which entries touch each. No legal finding.

Protection from Harassment Act 1997, sections 1, 2A, 4, 4A and 7: at least two occasions; connected
with one another; alarm or distress, or fear of violence at each of two; an effect on usual
day-to-day activities; that the person knew, or ought to have known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fourfold.core.pattern.book import Book
from fourfold.core.pattern.effects import Effects
from fourfold.core.pattern.stops import Stop, StopKind
from fourfold.core.pattern.values import NONE, Counted, Side
from fourfold.core.record.codes import Afraid
from fourfold.core.record.entry import Incident, Message


class ElementName(StrEnum):
    """What the law looks for."""

    OCCASIONS = "occasions"
    CONNECTED = "connected"
    DISTRESS = "distress"
    FEAR = "fear"
    DAILY_LIFE = "daily_life"
    KNEW = "knew"


@dataclass(frozen=True, slots=True)
class Element:
    """The entries that touch one element; connected are those that the owner ascribes to somebody.

    counted: things done that touch it; occasions and connected are without what was expected.
    others: entries that are no thing done, such as effects and stop-points. Both empty: the owner
    has entered nothing yet.
    """

    name: ElementName
    counted: Counted
    others: tuple[int, ...]

    @property
    def is_touched(self) -> bool:
        """An entry touches it."""
        return bool(self.counted.items or self.others)


def elements(book: Book, effects: Effects, stops: Sequence[Stop]) -> tuple[Element, ...]:
    """Return the elements in the order of the law."""
    done = book.count(lambda profile: not profile.is_expected)
    connected = book.count(
        lambda profile: (
            not profile.is_expected
            and (profile.side in (Side.PERSON, Side.FOR_THEM) or bool(profile.people))
        )
    )
    distress = book.chosen(
        number
        for number, entry in book.found.entries.items()
        if isinstance(entry.body, Incident | Message) and entry.body.feelings.strip()
    )
    fear = book.count(lambda profile: profile.afraid is Afraid.YES)
    return (
        Element(ElementName.OCCASIONS, done, ()),
        Element(ElementName.CONNECTED, connected, ()),
        Element(ElementName.DISTRESS, distress, ()),
        Element(ElementName.FEAR, fear, ()),
        Element(ElementName.DAILY_LIFE, NONE, effects.entries),
        Element(ElementName.KNEW, NONE, tuple(sorted(_told(stops)))),
    )


def _told(stops: Sequence[Stop]) -> Iterator[int]:
    """The points at which somebody told the person; a report alone tells them nothing."""
    return (each.point.entry for each in stops if each.point.kind is not StopKind.REPORTED)
