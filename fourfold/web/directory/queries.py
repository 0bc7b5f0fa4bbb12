"""What the directory holds: from memory for everybody, from the database for whoever keeps it.

What everybody reads is one immutable tuple, put in place whole. `refresh` asks the database for a
single number and reads the services only when that has changed; the server does so every few
seconds in every process (project/served.py), and at once where something was changed. Where there
is no database, as for a command without a data folder, the files of the release stand for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec
from django.db import Error, connection

from fourfold.core.support.columns import Rules
from fourfold.core.support.phone import digits
from fourfold.core.support.service import Service, Standing
from fourfold.data import directory, forces
from fourfold.vault.errors import BadServerKey, Damaged
from fourfold.web.directory import rows
from fourfold.web.directory.models import ChangeRow, Edition, ServiceRow
from fourfold.web.directory.rows import Change, Kept

THE_EDITION = 1
# How long before the end of a contract somebody should ask who comes next.
ENDS_SOON = timedelta(days=60)
BROKEN = (Damaged, msgspec.DecodeError)
log = logging.getLogger("fourfold.directory")


@dataclass(frozen=True, slots=True)
class Held:
    """The services of one edition; `edition` is 0 for those of the release."""

    edition: int
    services: tuple[Service, ...]


class Memory:
    """What this process holds of the directory."""

    def __init__(self) -> None:
        self.held = Held(0, directory.everything())

    def forget(self) -> None:
        """Hold what the release says."""
        self.held = Held(0, directory.everything())


MEMORY = Memory()


def everything() -> tuple[Service, ...]:
    """Every service, national ones first. Asks no database."""
    return MEMORY.held.services


def edition() -> int:
    """Which edition `everything` is of."""
    return MEMORY.held.edition


def refresh() -> int:
    """Hold what the database says, if it says something new; returns the edition that is held."""
    if not _has_database():
        return edition()
    try:
        # The number first: what is changed between the two is then read once more, not missed.
        number = current_edition()
        if number != edition():
            services = _ordered(ServiceRow.objects.all()) if number else directory.everything()
            MEMORY.held = Held(number, tuple(services))
    except (Error, BadServerKey):
        log.warning("The directory could not be read: what was read last stays")
    return edition()


def _has_database() -> bool:
    """Whether there is one to ask: SQLite would make an empty one."""
    name = str(connection.settings_dict["NAME"])
    return connection.vendor != "sqlite" or name.startswith("file:") or Path(name).is_file()


def current_edition() -> int:
    """The edition that the database has now; 0 when it has none."""
    found = Edition.objects.filter(pk=THE_EDITION).values_list("number", flat=True).first()
    return found or 0


def _ordered(found: Iterable[ServiceRow]) -> list[Service]:
    services = (_service(row) for row in found)
    return sorted((each for each in services if each), key=_place)


def _service(row: ServiceRow) -> Service | None:
    """The service in a row.

    For one that was not written by this installation, or that this version cannot read, the files
    of the release stand; if it is not in them, it is left out.
    """
    try:
        return rows.to_service(row)
    except BROKEN as error:
        log.error("a service cannot be read: %s (%s)", row.service_id, type(error).__name__)
        return directory.by_id().get(row.service_id)


def _place(service: Service) -> tuple[bool, int, str]:
    """National first; then as in the files of the release; what was added comes last, by name."""
    return bool(service.forces), _places().get(service.id, len(_places())), service.name.casefold()


@cache
def _places() -> dict[str, int]:
    return {each.id: place for place, each in enumerate(directory.everything())}


# ------------------------------------------------------------------ for whoever keeps it


def rules(today: date) -> Rules:
    """What a service has to keep on this day."""
    laws = {force.id: force.provenance.jurisdiction for force in forces.load()}
    return Rules(laws, directory.retired(), today)


class Why(StrEnum):
    """Why a service waits to be looked at, the most urgent first."""

    RELEASE = "release"
    """A new release says something else than the operator's own version."""
    PAST_REVIEW = "past-review"
    CONTRACT = "contract"
    """What it is paid from ends soon, or has ended."""
    NEVER_VERIFIED = "never-verified"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A service in the queue, with everything that is to be looked at."""

    kept: Kept
    reasons: tuple[Why, ...]


def all_kept() -> list[Kept]:
    """Every service with what is known about keeping it, in the order of `everything`."""
    found = [kept for kept in map(_kept, ServiceRow.objects.all()) if kept]
    return sorted(found, key=lambda each: _place(each.service))


def find(service_id: str) -> Kept | None:
    """One service."""
    row = ServiceRow.objects.filter(service_id=service_id).first()
    return _kept(row) if row else None


def find_by_number(number: int) -> Kept | None:
    """The one that has this number in addresses."""
    row = ServiceRow.objects.filter(pk=number).first()
    return _kept(row) if row else None


def history(service_id: str) -> list[Change]:
    """What was done with it, the newest first."""
    found = ChangeRow.objects.filter(service_id=service_id).order_by("-pk")
    return [rows.from_change(row) for row in found]


def reasons(kept: Kept, today: date) -> tuple[Why, ...]:
    """Why somebody should look at it on this day. What was withdrawn waits only for a release."""
    return tuple(why for why, is_so in REASONS.items() if is_so(kept, today))


def queue(today: date) -> list[Waiting]:
    """What waits to be looked at on this day, the most urgent first."""
    found = (Waiting(kept, reasons(kept, today)) for kept in all_kept())
    order = list(Why)
    waiting = [each for each in found if each.reasons]
    return sorted(
        waiting,
        key=lambda each: (order.index(each.reasons[0]), each.kept.service.provenance.review_by),
    )


def same_number(service: Service) -> Iterator[Kept]:
    """Other services of the directory that are reached on a number of this one."""
    mine = _numbers(service)
    for kept in all_kept():
        other = kept.service
        if other.id != service.id and not other.is_withdrawn and mine & _numbers(other):
            yield kept


def _numbers(service: Service) -> set[str]:
    return {digits(each) for each in (service.number, service.text) if each}


def _kept(row: ServiceRow) -> Kept | None:
    try:
        return rows.from_row(row)
    except BROKEN as error:
        log.error("a service cannot be read: %s (%s)", row.service_id, type(error).__name__)
        return None


def _is_past(kept: Kept, today: date) -> bool:
    return not kept.service.is_withdrawn and kept.service.provenance.is_due(today)


def _ends(kept: Kept, today: date) -> bool:
    end = kept.service.contract_end
    return not kept.service.is_withdrawn and end is not None and today + ENDS_SOON >= end


def _is_unverified(kept: Kept, today: date) -> bool:
    is_shown = kept.service.standing(today) is not Standing.ENDED
    return is_shown and kept.service.verified_on is None


REASONS: dict[Why, Callable[[Kept, date], bool]] = {
    Why.RELEASE: lambda kept, _today: kept.proposed is not None,
    Why.PAST_REVIEW: _is_past,
    Why.CONTRACT: _ends,
    Why.NEVER_VERIFIED: _is_unverified,
}
