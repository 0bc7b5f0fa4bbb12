"""What is done with the directory: a release is taken in, and operators keep it up to date.

Every change holds the one row of the edition first, so that two never cross, and gives it the next
number, by which every process sees that there is something new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from fourfold.core.support.service import Service
from fourfold.data import directory
from fourfold.web.directory import queries, rows
from fourfold.web.directory.models import Edition, ServiceRow
from fourfold.web.directory.rows import By, Kind

A_RELEASE = "a new version of the program"


class DirectoryError(Exception):
    """A change that is not made."""


class NotThere(DirectoryError):
    """There is no service of this id, or no proposal of a release to answer."""


class IdTaken(DirectoryError):
    """There is a service of this id already."""


class ChangedMeanwhile(DirectoryError):
    """Somebody else has changed it since it was looked at."""


# ------------------------------------------------------------------ a release


def follow_release(now: datetime, services: Iterable[Service] | None = None) -> None:
    """Take in the services of this release, or these, once.

    A service that no operator ever changed follows them. One that an operator did change stays as
    it is, and what the release says is proposed. A service that is in the files no more counts as
    withdrawn by the release.
    """
    release = directory.everything() if services is None else services
    files = {service.id: service for service in release}
    mark = _fingerprint(files.values())
    if Edition.objects.filter(pk=queries.THE_EDITION, release=mark).exists():
        return
    with _next_edition() as edition:
        edition.release = mark
        by = By(A_RELEASE, now)
        known = {row.service_id: row for row in ServiceRow.objects.all()}
        for row in known.values():
            _follow(row, files.get(row.service_id), by)
        new = (service for service in files.values() if service.id not in known)
        ServiceRow.objects.bulk_create(rows.to_row(each) for each in new)


def _fingerprint(services: Iterable[Service]) -> str:
    said = "\n".join(rows.to_text(each) for each in services)
    return hashlib.sha256(said.encode()).hexdigest()


def _follow(row: ServiceRow, released: Service | None, by: By) -> None:
    if not rows.is_whole(row):
        if released is not None:  # what was put there by somebody else counts for nothing
            row.seed, row.proposed, row.is_touched = rows.to_text(released), "", False
            _write(row, released, Kind.RELEASE, by)
        return
    seed = rows.from_text(row.seed)
    if released is None and seed is None:
        return  # an operator's own
    if released is None and seed is not None:
        released = replace(seed, is_withdrawn=True)
    if released == seed:
        row.proposed = ""
        rows.proved(row).save()
    elif row.is_touched and rows.to_service(row) != released:
        row.proposed = rows.to_text(released)
        rows.proved(row).save()
    elif released is not None:
        row.seed, row.proposed, row.is_touched = rows.to_text(released), "", False
        _write(row, released, Kind.RELEASE, by)


# ------------------------------------------------------------------ one service


def add(service: Service, by: By) -> None:
    """Put in a new one; raises IdTaken."""
    with _next_edition():
        if ServiceRow.objects.filter(service_id=service.id).exists():
            raise IdTaken
        _write(ServiceRow(service_id=service.id, is_touched=True), service, Kind.ADDED, by)


def change(service: Service, version: int, by: By) -> None:
    """Change one that was looked at in this version; raises NotThere or ChangedMeanwhile."""
    with _next_edition():
        row = _row(service.id)
        if row.version != version:
            raise ChangedMeanwhile
        row.is_touched = True
        _write(row, service, Kind.CHANGED, by)


def verify(service_id: str, today: date, review_by: date, by: By) -> None:
    """Note that somebody rang or wrote to it today, and when to do so again; raises NotThere.

    A number whose sources were too old may be shown from then on.
    """

    def verified(service: Service) -> Service:
        known = replace(service.provenance, checked=today, review_by=review_by)
        return replace(service, verified_on=today, is_old=False, provenance=known)

    _alter(service_id, verified, Kind.VERIFIED, by)


def withdraw(service_id: str, by: By) -> None:
    """Show it to nobody from now on; raises NotThere."""
    _alter(service_id, lambda each: replace(each, is_withdrawn=True), Kind.WITHDRAWN, by)


def bring_back(service_id: str, by: By) -> None:
    """Show it again, as far as its days allow; raises NotThere."""
    _alter(service_id, lambda each: replace(each, is_withdrawn=False), Kind.BROUGHT_BACK, by)


def take_release(service_id: str, by: By) -> None:
    """Take what a release proposes, and follow releases from then on; raises NotThere."""
    with _next_edition():
        row, proposed = _proposal(service_id)
        row.seed, row.proposed, row.is_touched = row.proposed, "", False
        _write(row, proposed, Kind.TAKEN, by)


def keep_own(service_id: str, by: By) -> None:
    """Leave it as it is, whatever this release proposes; raises NotThere."""
    with _next_edition():
        row, _proposed = _proposal(service_id)
        own = rows.to_service(row)
        row.seed, row.proposed = row.proposed, ""
        _write(row, own, Kind.KEPT, by)


def take_in(services: Iterable[Service], by: By) -> None:
    """Add or change all of these, as an import has them; what is the same already stays alone."""
    with _next_edition():
        known = {row.service_id: row for row in ServiceRow.objects.all()}
        for service in services:
            row = known.get(service.id) or ServiceRow(service_id=service.id)
            if row.content and not rows.is_whole(row):
                # What somebody else put there must not be proved along with what is taken in.
                row.seed, row.proposed = rows.to_text(directory.by_id().get(service.id)), ""
            elif row.content and rows.to_service(row) == service:
                continue
            row.is_touched = True
            _write(row, service, Kind.IMPORTED, by)


def _alter(service_id: str, altered: Callable[[Service], Service], kind: Kind, by: By) -> None:
    with _next_edition():
        row = _row(service_id)
        before = rows.to_service(row)
        row.is_touched = True
        after = altered(before)
        if after != before:
            _write(row, after, kind, by)


def _row(service_id: str) -> ServiceRow:
    row = ServiceRow.objects.filter(service_id=service_id).first()
    if row is None or not rows.is_whole(row):
        raise NotThere
    return row


def _proposal(service_id: str) -> tuple[ServiceRow, Service]:
    row = _row(service_id)
    proposed = rows.from_text(row.proposed)
    if proposed is None:
        raise NotThere
    return row, proposed


# ------------------------------------------------------------------ in the database


@contextmanager
def _next_edition() -> Iterator[Edition]:
    """A transaction that nobody else's crosses; the edition's next number is saved with it."""
    with transaction.atomic():
        Edition.objects.get_or_create(pk=queries.THE_EDITION)
        edition = Edition.objects.select_for_update().get(pk=queries.THE_EDITION)
        edition.number += 1
        yield edition
        edition.save()
        transaction.on_commit(queries.refresh)


def _write(row: ServiceRow, service: Service, kind: Kind, by: By) -> None:
    """Save a service as it is now, with a line in its history."""
    if row.content:
        row.version += 1
    row.content = rows.to_text(service)
    rows.proved(row).save()
    rows.to_change(service, kind, by).save()
