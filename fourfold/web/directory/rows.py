"""A service and its changes to rows and back; the only place that does."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import msgspec

from fourfold.core.support.service import Service
from fourfold.vault.errors import Damaged, VaultError
from fourfold.vault.service import open_for_service, seal_for_service, service_key
from fourfold.web.accounts import server
from fourfold.web.directory.models import ChangeRow, ServiceRow

PURPOSE, PROOF = b"fourfold/v1/directory-change", b"fourfold/v1/directory-proof"
SIZE = 2048  # names and reasons differ in length, and a row must not tell which is whose


class Kind(StrEnum):
    """What was done with a service."""

    ADDED = "added"
    CHANGED = "changed"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"
    BROUGHT_BACK = "brought-back"
    IMPORTED = "imported"
    RELEASE = "release"
    """A new release changed it by itself, because no operator ever had."""
    TAKEN = "taken"
    """An operator took what a release proposes."""
    KEPT = "kept"
    """An operator kept it as it was, against what a release proposes."""


@dataclass(frozen=True, slots=True)
class By:
    """Who changes something, at which moment, and why if they like to say."""

    who: str
    now: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A service with what the directory knows about keeping it.

    `number` stands for it in addresses. `seed` and `proposed` are None when no release has it, or
    proposes nothing.
    """

    number: int
    service: Service
    version: int
    seed: Service | None
    proposed: Service | None
    is_touched: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a history; `who` and `why` are empty when no key opens them any more."""

    day: date
    kind: Kind
    service: Service
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class _Sealed:
    who: str
    utc: str
    why: str
    of: str = ""
    """What tells the line that it belongs to."""


def to_text(service: Service | None) -> str:
    """A service as it lies in a column."""
    return msgspec.json.encode(service).decode() if service else ""


def from_text(text: str) -> Service | None:
    """The service in a column; raises msgspec.DecodeError."""
    return msgspec.json.decode(text, type=Service) if text else None


def to_row(seed: Service) -> ServiceRow:
    """An unsaved row of a service as a release has it."""
    text = to_text(seed)
    return proved(ServiceRow(service_id=seed.id, content=text, seed=text))


def proved(row: ServiceRow) -> ServiceRow:
    """The row with the proof that this installation wrote it as it is; before every save."""
    row.proof = _proofs(row)[0]
    return row


def is_whole(row: ServiceRow) -> bool:
    """Whether this installation wrote it as it is."""
    return any(hmac.compare_digest(each, bytes(row.proof)) for each in _proofs(row))


def to_service(row: ServiceRow) -> Service:
    """The service as it is; raises Damaged or msgspec.DecodeError."""
    if not is_whole(row):
        raise Damaged("proof")
    return msgspec.json.decode(row.content, type=Service)


def from_row(row: ServiceRow) -> Kept:
    """Everything that a row says; raises Damaged or msgspec.DecodeError."""
    seed, proposed = from_text(row.seed), from_text(row.proposed)
    return Kept(row.pk, to_service(row), row.version, seed, proposed, row.is_touched)


def to_change(service: Service, kind: Kind, by: By) -> ChangeRow:
    """An unsaved line of a history."""
    row = ChangeRow(service_id=service.id, day=by.now.date(), kind=kind, content=to_text(service))
    told = _Sealed(by.who, f"{by.now:%Y-%m-%dT%H:%M:%SZ}", by.reason, _line_of(row))
    plain = msgspec.json.encode(told).ljust(SIZE)
    row.sealed = seal_for_service(PURPOSE, plain, server.keys().job)
    return row


def from_change(row: ChangeRow) -> Change:
    """A line of a history; raises msgspec.DecodeError.

    Nobody is named for a line that was changed in the database: what is sealed is of another.
    """
    service = msgspec.json.decode(row.content, type=Service)
    try:
        plain = open_for_service(PURPOSE, bytes(row.sealed), server.keys().jobs)
        told = msgspec.json.decode(plain, type=_Sealed)
    except VaultError:
        told = _Sealed("", "", "")
    if not hmac.compare_digest(told.of, _line_of(row)):
        told = _Sealed("", "", "")
    return Change(row.day, Kind(row.kind), service, told.who, told.why)


def _line_of(row: ChangeRow) -> str:
    said = msgspec.json.encode((row.service_id, row.day, row.kind, row.content))
    return hashlib.sha256(said).hexdigest()


def _proofs(row: ServiceRow) -> list[bytes]:
    """What proves the row, under each key that may have been in use, the newest first."""
    said = (row.service_id, row.version, row.content, row.seed, row.proposed, row.is_touched)
    plain = msgspec.json.encode(said)
    return [hmac.digest(service_key(PROOF, key), plain, "sha256") for key in server.keys().jobs]
