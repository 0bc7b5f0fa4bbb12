"""The owner's own messages and replies: only looked at when the owner asks.

Many people answer, to keep the peace or because of children. It does not make it their fault.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fourfold.core.pattern.book import Book
from fourfold.core.pattern.stops import Point, Stop
from fourfold.core.pattern.values import NONE, Counted, Side
from fourfold.core.record.entry import Incident


@dataclass(frozen=True, slots=True)
class Replies:
    """What the owner sent.

    sent: messages. described: entries in which the owner wrote what they said or did.
    answered: numbers of occasions within which, or within a gap after which, the owner sent
    something. since: for each stop-point, by its entry, how many messages were sent after it.
    """

    sent: Counted
    described: tuple[int, ...]
    answered: tuple[int, ...]
    since: Mapping[int, int]


def replies(book: Book, stops: Sequence[Stop], gap: int) -> Replies:
    """Look at what the owner sent."""
    times = book.found.own
    answered = []
    for each in book.listed:
        length = each.ends - each.begins.latest
        first = bisect_left(times, each.at)
        if each.is_exact and first < len(times) and times[first] < each.at + length + gap:
            answered.append(each.number)
    return Replies(
        sent=book.found.aside.get(Side.OWNER, NONE),
        described=tuple(
            sorted(
                number
                for number, entry in book.found.entries.items()
                if isinstance(entry.body, Incident) and entry.body.own_reply.strip()
            )
        ),
        answered=tuple(answered),
        since={each.point.entry: _since(times, each.point) for each in stops},
    )


def _since(times: Sequence[int], point: Point) -> int:
    """Count what was sent later than the point; the request itself is no reply."""
    return len(times) - bisect_right(times, point.line.latest)
