"""The order in which entries are read and printed: by when they happened, day by day.

A time that is known less exactly than to the day has a heading of its own ("2026-03") before the
first day it covers; a range stands under the day or month that it begins with; what has no date
comes last. Under a heading the earlier comes first, and of equals the lower number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fourfold.core.kernel.when import When
from fourfold.core.record.entry import Entry

_DAY_LENGTH = len("2026-03-14")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as it stands now, and the versions before it, first one first."""

    entry: Entry
    earlier: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading: a day, a month or a year as EDTF text, or "XXXX"."""

    heading: str
    items: tuple[Item, ...]


def arrange(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Group every version of any number of entries; an amended entry stands where it is now."""
    versions = sorted(entries, key=lambda each: (each.number, each.version))
    items = [_item(tuple(group)) for _, group in groupby(versions, key=lambda each: each.number)]
    items.sort(key=lambda item: _key(item.entry))
    return tuple(
        Group(text, tuple(group))
        for text, group in groupby(items, key=lambda item: heading(item.entry.when))
    )


def heading(when: When) -> str:
    """Return the heading that a time stands under."""
    first, _ = when.ends
    return first.rstrip("~")[:_DAY_LENGTH]


def _item(versions: tuple[Entry, ...]) -> Item:
    *earlier, last = versions
    return Item(last, tuple(earlier))


def _key(entry: Entry) -> tuple[str, str, str, int]:
    when = entry.when
    return when.sort_key[:_DAY_LENGTH], heading(when), when.sort_key, entry.number
