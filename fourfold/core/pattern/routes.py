"""By which ways it came, in the order in which they were first used."""

from dataclasses import dataclass

from fourfold.core.pattern.book import Book
from fourfold.core.pattern.values import Counted, Span


@dataclass(frozen=True, slots=True)
class RouteUsed:
    """One route. name: as the owner spells it, or the code. first, last: None without a date."""

    key: str
    name: str
    counted: Counted
    first: Span | None
    last: Span | None


def routes(book: Book) -> tuple[RouteUsed, ...]:
    """Return every route, first used first; those without a date last."""
    found = []
    for key, counted in book.by(lambda profile: profile.routes).items():
        ends = book.when(lambda profile, key=key: key in profile.routes)  # type: ignore[misc]
        first, last = ends or (None, None)
        found.append(RouteUsed(key, book.found.names.get(key, key), counted, first, last))
    return tuple(sorted(found, key=_place))


def _place(used: RouteUsed) -> tuple[bool, int, str]:
    return used.first is None, used.first.earliest if used.first else 0, used.key
