"""Bank and public holidays of England and Wales, from bank-holidays.json, year by year.

An operator can add a day that was proclaimed once, or take away one that was moved, in a file of
their own (docs/notices.md): `{"added": [{"day": "2028-06-02", "name": "...", "source": "..."}],
"taken_away": ["2028-05-29"]}`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from fourfold.core.kernel.provenance import Provenance
from fourfold.core.kernel.workdays import Calendar


class NotAHoliday(ValueError):
    """An operator's file takes away a day that is none: somebody mistyped it."""


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day on which offices are shut."""

    day: date
    name: str


class Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them in one year, and how they are known."""

    year: int
    provenance: Provenance
    days: tuple[Holiday, ...]


class Proclaimed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day that an operator adds, with where they read of it."""

    day: date
    name: str
    source: str


class Changes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an operator's file changes."""

    added: tuple[Proclaimed, ...] = ()
    taken_away: tuple[date, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    note: str
    years: tuple[Year, ...]


@cache
def years() -> tuple[Year, ...]:
    """The years in order; raises msgspec.ValidationError when the file is wrong."""
    raw = files(__package__).joinpath("bank-holidays.json").read_bytes()
    return msgspec.json.decode(raw, type=_File).years


@cache
def by_day() -> dict[date, Holiday]:
    """Every holiday by its day, in order."""
    return {each.day: each for year in years() for each in year.days}


def calendar(changes: Changes | None = None) -> Calendar:
    """Working days, from the first year of the file to the last; raises NotAHoliday."""
    changes = changes or Changes()
    days = set(by_day())
    for day in changes.taken_away:
        if day not in days:
            raise NotAHoliday(f"{day} is no holiday, so it cannot be taken away")
    days = (days - set(changes.taken_away)) | {each.day for each in changes.added}
    return Calendar(frozenset(days), date(years()[0].year, 1, 1), date(years()[-1].year, 12, 31))


def changes_of(raw: bytes) -> Changes:
    """An operator's file; raises msgspec.DecodeError, which names the place in it."""
    return msgspec.json.decode(raw, type=Changes)


def years_due(today: date) -> frozenset[int]:
    """The years that should have been checked again."""
    return frozenset(each.year for each in years() if each.provenance.is_due(today))
