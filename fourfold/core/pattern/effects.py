"""What it did to daily life, as the owner entered it; what is not entered means nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from fourfold.core.pattern.book import Book
from fourfold.core.record.codes import Area
from fourfold.core.record.entry import Effect


@dataclass(frozen=True, slots=True)
class Effects:
    """Entries about effects, by number.

    entries: all. areas: by part of life. changes: those in which the owner says what they changed.
    """

    entries: tuple[int, ...]
    areas: Mapping[Area, tuple[int, ...]]
    changes: tuple[int, ...]


def effects(book: Book) -> Effects:
    """List the effects."""
    found = [
        (number, each.body)
        for number, each in sorted(book.found.entries.items())
        if isinstance(each.body, Effect)
    ]
    areas = {area: tuple(number for number, body in found if area in body.areas) for area in Area}
    return Effects(
        entries=tuple(number for number, _ in found),
        areas={area: numbers for area, numbers in areas.items() if numbers},
        changes=tuple(number for number, body in found if body.changes.strip()),
    )
