"""The whole pattern: everything that the entries show together, in one value.

The same entries, messages and choices give the same answer, in whatever order they come. Nothing
here is a verdict about anybody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fourfold.core.pattern.acts import Acts, acts
from fourfold.core.pattern.book import Book
from fourfold.core.pattern.calendar import Calendar, calendar
from fourfold.core.pattern.clock import Clock, clock
from fourfold.core.pattern.effects import Effects, effects
from fourfold.core.pattern.elements import Element, elements
from fourfold.core.pattern.escalation import Escalation, escalation
from fourfold.core.pattern.four import Finding, four
from fourfold.core.pattern.gather import gather
from fourfold.core.pattern.headline import Headline, headline
from fourfold.core.pattern.occasions import Occasions, divide
from fourfold.core.pattern.people import People, people
from fourfold.core.pattern.replies import Replies, replies
from fourfold.core.pattern.routes import RouteUsed, routes
from fourfold.core.pattern.senders import Suggestion, suggestions
from fourfold.core.pattern.slices import Slice, SliceName, slices
from fourfold.core.pattern.stops import Stop, stops, undated_points
from fourfold.core.pattern.values import Asked, Counted, Messages, Side
from fourfold.core.record.entry import Entry

METHOD = "1"
"""The number of this way of counting: another one where the same entries give another answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What the entries show together.

    everything: all that is counted. expected: what of it was arranged or about the children, and is
    not marked as harm. aside: what is not counted, by side. repeated: entries that show a message
    which an earlier entry shows. looked_at: numbers of the first and the last entry looked
    at, None without any. undated_stops: entries of stop-points of which no time is known. replies:
    None unless asked for. suggestions are for the owner alone, and in no count.
    """

    method: str
    asked: Asked
    looked_at: tuple[int, int] | None
    headline: Headline
    everything: Counted
    expected: Counted
    aside: Mapping[Side, Counted]
    repeated: tuple[int, ...]
    occasions: Occasions
    calendar: Calendar
    clock: Clock
    routes: tuple[RouteUsed, ...]
    acts: Acts
    stops: tuple[Stop, ...]
    undated_stops: tuple[int, ...]
    people: People
    effects: Effects
    slices: Mapping[SliceName, Slice]
    escalation: Escalation
    four: tuple[Finding, ...]
    elements: tuple[Element, ...]
    replies: Replies | None
    suggestions: tuple[Suggestion, ...]


def look(entries: Iterable[Entry], messages: Sequence[Messages], asked: Asked) -> Pattern:
    """Return what entries and imported messages show together."""
    found = gather(entries, messages, asked)
    book = Book(found, divide(found, asked))
    used = routes(book)
    points = stops(book, used, asked)
    dates = calendar(book, asked)
    some = slices(book, points)
    steps = escalation(book, some)
    daily = effects(book)
    numbers = (*found.entries, *found.repeated)
    return Pattern(
        method=METHOD,
        asked=asked,
        looked_at=(min(numbers), max(numbers)) if numbers else None,
        headline=headline(book, dates, (used, points), some, steps),
        everything=book.count(lambda _: True),
        expected=book.count(lambda profile: profile.is_expected),
        aside=found.aside,
        repeated=found.repeated,
        occasions=book.occasions,
        calendar=dates,
        clock=clock(book),
        routes=used,
        acts=acts(book),
        stops=points,
        undated_stops=undated_points(book),
        people=people(book),
        effects=daily,
        slices=some,
        escalation=steps,
        four=four(book, points),
        elements=elements(book, daily, points),
        replies=replies(book, points, asked.gap) if asked.replies else None,
        suggestions=suggestions(found),
    )
