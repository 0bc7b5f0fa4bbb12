"""Rules switched off, changed holidays and their history to rows and back; the only place."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import msgspec

from fourfold.vault.errors import Damaged, VaultError
from fourfold.vault.service import open_for_service, seal_for_service
from fourfold.web.accounts import server
from fourfold.web.rules.models import ChangeRow, HolidayChange, RuleOff

PURPOSE = b"fourfold/v1/rules-change"
SIZE = 2048  # names and reasons differ in length, and a row must not tell which is whose


class Kind(StrEnum):
    """What was done with a rule or a holiday."""

    OFF = "off"
    ON = "on"
    ADDED = "added"
    TAKEN_AWAY = "taken-away"
    UNDONE = "undone"
    """A change of a holiday was taken back: the day is again as the release has it."""


@dataclass(frozen=True, slots=True)
class By:
    """Who changes something, at which moment, and why."""

    who: str
    now: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Off:
    """A rule that is switched off; `who` and `why` say who did so."""

    rule: str
    since: date
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A day that is added to the holidays or taken away, and where that was read."""

    day: date
    is_added: bool
    name: str
    source: str
    checked: date


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a history. `who` and `why` are empty where no key opens them any more."""

    about: str
    day: date
    kind: Kind
    holiday: Changed | None
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class _Sealed:
    who: str
    utc: str
    why: str
    of: str
    """What tells the row that it belongs to."""


def to_off(rule: str, by: By) -> RuleOff:
    """An unsaved row of a rule that is switched off from today."""
    row = RuleOff(rule=rule, since=by.now.date())
    row.sealed = _seal(by, _row_of(row))
    return row


def from_off(row: RuleOff) -> Off:
    """A rule that is switched off; raises WrongKey or Damaged."""
    told = _open(bytes(row.sealed), _row_of(row))
    return Off(row.rule, row.since, told.who, told.why)


def to_changed(changed: Changed, by: By) -> HolidayChange:
    """An unsaved row of a changed day."""
    row = HolidayChange(
        day=changed.day,
        is_added=changed.is_added,
        name=changed.name,
        source=changed.source,
        checked=changed.checked,
    )
    row.sealed = _seal(by, _row_of(row))
    return row


def from_changed(row: HolidayChange) -> Changed:
    """A changed day; raises WrongKey or Damaged."""
    _open(bytes(row.sealed), _row_of(row))
    return Changed(row.day, row.is_added, row.name, row.source, row.checked)


def to_line(about: str, kind: Kind, by: By, holiday: Changed | None = None) -> ChangeRow:
    """An unsaved line of the history."""
    content = msgspec.json.encode(holiday).decode() if holiday else ""
    row = ChangeRow(about=about, day=by.now.date(), kind=kind, content=content)
    row.sealed = _seal(by, _row_of(row))
    return row


def from_line(row: ChangeRow) -> Line:
    """A line of the history; raises msgspec.DecodeError.

    Nobody is named for a line that was changed in the database.
    """
    holiday = msgspec.json.decode(row.content, type=Changed) if row.content else None
    try:
        told = _open(bytes(row.sealed), _row_of(row))
    except VaultError:
        told = _Sealed("", "", "", "")
    return Line(row.about, row.day, Kind(row.kind), holiday, told.who, told.why)


def _seal(by: By, of: str) -> bytes:
    told = _Sealed(by.who, f"{by.now:%Y-%m-%dT%H:%M:%SZ}", by.reason, of)
    return seal_for_service(PURPOSE, msgspec.json.encode(told).ljust(SIZE), server.keys().job)


def _open(sealed: bytes, of: str) -> _Sealed:
    plain = open_for_service(PURPOSE, sealed, server.keys().jobs)
    told = msgspec.json.decode(plain, type=_Sealed)
    if not hmac.compare_digest(told.of, of):
        raise Damaged("row")
    return told


def _row_of(row: RuleOff | HolidayChange | ChangeRow) -> str:
    """What tells a row from every other: its table and all that stands in it in the clear."""
    clear = [
        str(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname not in ("id", "sealed")
    ]
    said = msgspec.json.encode([row._meta.label_lower, *clear])
    return hashlib.sha256(said).hexdigest()
