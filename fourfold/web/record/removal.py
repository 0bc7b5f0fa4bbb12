"""Taking an entry away: hidden at once, destroyed later, or at once with the recovery code.

Destroying means that its keys are gone: the rows of the key table and the stored files are removed,
and the record's data key is replaced, so that an older copy of the database does not open them with
the keys of today. The log keeps a tombstone that says when, and nothing of what it was.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction

from fourfold.core.record import log
from fourfold.core.record.log import LeafKind
from fourfold.web.accounts import actions as accounts
from fourfold.web.accounts import server
from fourfold.web.accounts.access import Owner
from fourfold.web.record import drafts, queries, rows
from fourfold.web.record.actions import NoSuchEntry, line_of
from fourfold.web.record.change import Change, Overtaken, make
from fourfold.web.record.models import (
    DeletionRow,
    DraftRow,
    EntryKeyRow,
    EntryRow,
    FileRow,
    IdempotencyRow,
    PaperRow,
)

NOTHING = log.commitment({})
ORPHAN_AGE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep removed: drafts, files that no entry took, and entries whose day had come."""

    drafts: int
    files: int
    entries: int


# ------------------------------------------------------------------ the owner's steps


def hide_entry(owner: Owner, number: int, now: datetime) -> date:
    """Take an entry out of the timeline; returns the day on which it will be destroyed.

    Raises NoSuchEntry, Overtaken.
    """
    day = accounts.due_day(now)

    def build(change: Change) -> date:
        history = queries.history_in(change, number)
        if history is None:
            raise NoSuchEntry
        change.take_out_line((history.latest.sort_key, number))
        change.create(rows.seal_removed(change.record_id, change.secrets, history.latest, day))
        return day

    return make(owner, build)


def restore_entry(owner: Owner, number: int) -> None:
    """Put a hidden entry back into the timeline; raises NoSuchEntry if it is too late."""

    def build(change: Change) -> None:
        hidden = DeletionRow.objects.filter(record_id=change.record_id, number=number)
        versions = queries.versions_of(change.owner, number)
        if not versions or not hidden.exists():
            raise NoSuchEntry
        change.put_line(line_of(versions[-1].entry))
        change.then(lambda: _expect(hidden, 1))
        # A sweep may have destroyed it since it was read: then there is nothing to put back.
        keys = EntryKeyRow.objects.filter(record_id=change.record_id, number=number)
        change.then(lambda: _require(keys, len(versions)))

    make(owner, build)


def destroy(owner: Owner, numbers: Collection[int], now: datetime) -> Owner:
    """Destroy hidden entries for good; returns the owner with the secrets that replace hers."""
    files = FileRow.objects.filter(record_id=owner.record_id, number__in=numbers)
    names = [rows.store_name(owner.record_id, row.file_id) for row in files]
    owner = make(owner, lambda change: _destroy(change, numbers, now))
    _delete_payloads(names)
    return owner


def destroy_paper(owner: Owner, number: int) -> Owner:
    """Destroy a paper for good; returns the owner with the secrets that replace hers.

    Raises Overtaken.
    """

    def build(change: Change) -> Owner:
        if number not in change.state.papers:
            return change.owner
        change.drop_paper(number)
        return _with_new_data_key(change, (), papers=(number,))

    owner = make(owner, build)
    transaction.on_commit(accounts.empty_write_ahead_log)
    return owner


def destroy_due(owner: Owner, now: datetime) -> Owner:
    """Destroy what has waited long enough; one query when there is nothing to do."""
    due = DeletionRow.objects.filter(record_id=owner.record_id, day__lte=now.date())
    numbers = list(due.values_list("number", flat=True))
    return destroy(owner, numbers, now) if numbers else owner


# ------------------------------------------------------------------ without keys


def sweep(now: datetime) -> Swept:
    """Remove, over all records, what has had its time. Opens nothing and needs no key."""
    today = now.date()
    old_drafts, _ = DraftRow.objects.filter(day__lt=today).delete()
    IdempotencyRow.objects.filter(day__lt=today).delete()
    stale = FileRow.objects.filter(number=0, day__lt=today - drafts.KEPT_FOR)
    files = _delete_files(stale)
    entries = 0
    for row in DeletionRow.objects.filter(day__lte=today):
        entries += _delete_entry(row.record_id, row.number, today)
    known = {
        rows.store_name(record, file_id)
        for record, file_id in FileRow.objects.values_list("record_id", "file_id").iterator()
    }
    files += len(server.store().sweep(known, now - ORPHAN_AGE).orphans)
    return Swept(old_drafts, files, entries)


def sweep_records(today: date) -> None:
    """Destroy whole records whose day has come, with every row and every file."""
    for record in accounts.due_records(today):
        files = FileRow.objects.filter(record_id=record)
        names = [rows.store_name(record, row.file_id) for row in files]
        if accounts.destroy_record(record, today):
            _delete_payloads(names)


def _delete_entry(record: UUID, number: int, today: date) -> bool:
    """Destroy the keys of an entry whose day has come. Its tombstone waits for the owner.

    Looked at once more in the transaction: she may have kept it since the sweep found it.
    """
    mine = {"record_id": record, "number": number}
    with transaction.atomic():
        due = DeletionRow.objects.select_for_update().filter(**mine, day__lte=today)
        if not list(due):
            return False
        names = [rows.store_name(record, row.file_id) for row in FileRow.objects.filter(**mine)]
        found, _ = EntryKeyRow.objects.filter(**mine).delete()
        EntryRow.objects.filter(**mine).delete()
        FileRow.objects.filter(**mine).delete()
    _delete_payloads(names)
    return bool(found)


def _delete_files(stale: models.QuerySet[FileRow]) -> int:
    names = [rows.store_name(row.record_id, row.file_id) for row in stale]
    stale.delete()
    _delete_payloads(names)
    return len(names)


def _delete_payloads(names: Iterable[str]) -> None:
    """Only after the rows are gone: a payload without a row is found by the sweep, not missed."""
    for name in names:
        server.store().delete(name)
    transaction.on_commit(accounts.empty_write_ahead_log)


# ------------------------------------------------------------------ destroying, and a new data key


def _destroy(change: Change, numbers: Collection[int], now: datetime) -> Owner:
    old = change.owner.secrets
    mine = {"record_id": change.record_id}
    hidden = DeletionRow.objects.filter(**mine, number__in=numbers)
    for row in hidden:
        change.append_leaf(LeafKind.DELETE, rows.open_removed(old, row), NOTHING, now)
    drafts_about = drafts.about(change.owner, numbers)
    for model in (EntryRow, EntryKeyRow, FileRow, DeletionRow):
        change.then(_deleting(model.objects.filter(**mine, number__in=numbers)))
    change.then(_deleting(DraftRow.objects.filter(**mine, draft_id__in=drafts_about)))
    return _with_new_data_key(change, numbers)


def _with_new_data_key(
    change: Change, numbers: Collection[int], papers: Collection[int] = ()
) -> Owner:
    """Replace the data key, under which these entries and papers are not put again."""
    change.secrets = change.owner.secrets.with_new_data_key(secrets.token_bytes)
    change.rewrite_all_pages()
    _rewrap_all(change, numbers, papers)
    change.then(lambda: _save_secrets(change))
    return replace(change.owner, secrets=change.secrets)


def _save_secrets(change: Change) -> None:
    accounts.replace_secrets(change.owner, change.secrets)


def _rewrap_all(change: Change, numbers: Collection[int], papers: Collection[int]) -> None:
    """Put everything that stays and lies under the data key under the new one."""
    mine = {"record_id": change.record_id}
    _rewrap(change, EntryKeyRow.objects.filter(**mine).exclude(number__in=numbers))
    _rewrap(change, FileRow.objects.filter(**mine).exclude(number__in=(0, *numbers)))
    _rewrap(change, DeletionRow.objects.filter(**mine).exclude(number__in=numbers))
    _rewrap(change, IdempotencyRow.objects.filter(**mine))
    _rewrap(change, PaperRow.objects.filter(**mine).exclude(number__in=papers))


def _rewrap(change: Change, which: models.QuerySet[Any]) -> None:
    """Replace these rows by the same ones under the new key: quicker than updating each."""
    found = list(which)
    rows.rotate(change.owner.secrets, change.secrets, found)

    def put_back() -> None:
        # Fewer than were read: a sweep destroyed some meanwhile, which must stay destroyed.
        _expect(which, len(found))
        which.model._default_manager.bulk_create(found)

    change.then(put_back)


def _deleting(which: models.QuerySet[Any]) -> Callable[[], None]:
    return lambda: _delete(which)


def _delete(which: models.QuerySet[Any]) -> None:
    which.delete()


def _require(which: models.QuerySet[Any], count: int) -> None:
    """Find exactly this many rows, or be overtaken."""
    if which.count() != count:
        raise Overtaken


def _expect(which: models.QuerySet[Any], count: int) -> None:
    """Delete exactly this many rows, or be overtaken."""
    found, _ = which.delete()
    if found != count:
        raise Overtaken
