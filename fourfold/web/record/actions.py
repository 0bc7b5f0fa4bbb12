"""What the owner can do to her record. Each is one change, written at once or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec
from django.db.models import QuerySet

from fourfold.core.kernel.text import first_line
from fourfold.core.record.body import Order
from fourfold.core.record.entry import Body, Entry, Thing
from fourfold.core.record.exhibit import Exhibit
from fourfold.core.record.index import Line
from fourfold.core.record.log import Leaf, LeafKind
from fourfold.core.record.person import Person
from fourfold.vault.keys import EntryKey
from fourfold.web.accounts.access import Owner
from fourfold.web.record import queries, rows
from fourfold.web.record.change import Change, make
from fourfold.web.record.models import DraftRow, FileRow, IdempotencyRow
from fourfold.web.record.rows import KeptFile

INITIALS = "FF"
SUMMARY = 120


class FileGone(Exception):
    """A waiting file has been swept, or another entry took it; nothing was saved."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NoSuchEntry(Exception):
    """There is no such entry, or it is waiting to be destroyed."""


@dataclass(frozen=True, slots=True)
class Posted:
    """The form that a change came from: its key, and the draft that it brings to an end."""

    key: str = ""
    draft_id: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into one version of an entry. person: the label of somebody new, or ""."""

    body: Body
    files: tuple[KeptFile, ...] = ()
    people: tuple[str, ...] = ()
    person: str = ""
    reason: str = ""


FROM_NO_FORM = Posted()


def add_entry(owner: Owner, content: Content, posted: Posted, now: datetime) -> int:
    """Add an entry; returns its number. The same form sent twice gives the same number.

    Raises FileGone, or Overtaken if other changes to the record never pause.
    """
    done = already_done(owner, posted.key)
    if done:
        return done
    entry_id = secrets.token_hex(16)

    def build(change: Change) -> int:
        done = already_done(owner, posted.key)
        if done:
            return done
        entry = Entry(
            number=change.take_number(),
            id=entry_id,
            version=1,
            added=f"{now:%Y-%m-%dT%H:%M:%SZ}",
            body=_labelled(change, content.body),
            exhibits=_exhibits(change, content.files),
            people=_people(change, content),
        )
        change.put_line(line_of(entry))
        _write_version(change, entry, LeafKind.ADD, now)
        _finish(change, entry, content.files, posted, now)
        return entry.number

    return make(owner, build)


def amend_entry(owner: Owner, number: int, content: Content, posted: Posted, now: datetime) -> int:
    """Add another version of an entry, if anything is different; returns the entry's number.

    Files are only ever added.

    Raises NoSuchEntry, FileGone, Overtaken.
    """

    def build(change: Change) -> int:
        if already_done(owner, posted.key):
            return number
        history = queries.history_in(change, number)
        if history is None:
            raise NoSuchEntry
        before = history.latest
        people = _people(change, content)
        is_same = (content.body, people) == (before.body, before.people)
        if is_same and not content.files:
            _end_draft(change, posted)
            return number
        entry = replace(
            before,
            version=before.version + 1,
            added=f"{now:%Y-%m-%dT%H:%M:%SZ}",
            body=content.body,
            exhibits=(*before.exhibits, *_exhibits(change, content.files)),
            people=people,
            reason=content.reason,
        )
        change.put_line(line_of(entry), instead_of=(before.sort_key, number))
        _write_version(change, entry, LeafKind.AMEND, now)
        _finish(change, entry, content.files, posted, now)
        return number

    return make(owner, build)


def append_leaf(owner: Owner, kind: LeafKind, about: str, commitment: str, now: datetime) -> Leaf:
    """Log something that changes no entry, such as a copy that was made; raises Overtaken."""
    return make(owner, lambda change: change.append_leaf(kind, about, commitment, now))


def line_of(entry: Entry) -> Line:
    """What the timeline shows of an entry."""
    return Line(
        number=entry.number,
        version=entry.version,
        kind=entry.kind.value,
        sort_key=entry.sort_key,
        month=entry.when.month or "",
        when=entry.when.text,
        summary=first_line(_account(entry.body), SUMMARY),
        people=entry.people,
        exhibits=len(entry.exhibits),
        added=entry.added,
    )


def _account(body: Body) -> str:
    """The owner's account; of an order without one, what names it."""
    if isinstance(body, Order) and not body.words:
        return ", ".join(filter(None, (body.court, body.reference)))
    return body.words


def already_done(owner: Owner, key: str) -> int:
    """The number of the entry that the form with this key was saved as; 0 if it was not."""
    row = key and IdempotencyRow.objects.filter(record_id=owner.record_id, key=key).first()
    return rows.open_done(owner.secrets, row) if row else 0


def end_form(change: Change, number: int, posted: Posted, now: datetime) -> None:
    """Remember a form that was saved under `number`, and end its draft."""
    if posted.key:
        day = (now + timedelta(days=1)).date()
        change.create(rows.seal_done(change.record_id, change.secrets, posted.key, number, day))
    _end_draft(change, posted)


# ------------------------------------------------------------------ parts of a change


def _write_version(change: Change, entry: Entry, kind: LeafKind, now: datetime) -> None:
    """The version's row, its key and its leaf."""
    key = EntryKey.generate(secrets.token_bytes)
    change.create(*rows.seal_entry(change.record_id, change.secrets, key, entry))
    change.append_leaf(kind, entry.id, queries.commitment_of(entry, key.seed), now)


def _finish(
    change: Change, entry: Entry, files: Iterable[KeptFile], posted: Posted, now: datetime
) -> None:
    """Hand the files to the entry and end the form."""
    for file in files:
        _take_file(change, file, entry.number)
    end_form(change, entry.number, posted, now)


def _end_draft(change: Change, posted: Posted) -> None:
    if posted.draft_id:
        draft = DraftRow.objects.filter(record_id=change.record_id, draft_id=posted.draft_id)
        change.then(lambda: _delete(draft))


def _take_file(change: Change, file: KeptFile, number: int) -> None:
    """Seal a waiting file's header under the data key and give the file to the entry."""
    mine = FileRow.objects.filter(record_id=change.record_id, file_id=file.file_id, number=0)
    row = mine.first()
    if row is None:
        raise FileGone(file.name)
    header = rows.seal_header(change.secrets, row, number)

    def take() -> None:
        if not mine.update(number=number, header=header):
            raise FileGone(file.name)

    change.then(take)


def _labelled(change: Change, body: Body) -> Body:
    """A thing with its label, from the same run as the files'; anything else as it is."""
    if not isinstance(body, Thing) or body.ref:
        return body
    return replace(body, ref=f"{INITIALS}/{change.take_exhibit()}")


def _exhibits(change: Change, files: Iterable[KeptFile]) -> tuple[Exhibit, ...]:
    """The files under their labels, which run over the whole record and are never used twice."""
    return tuple(
        Exhibit(ref=f"{INITIALS}/{change.take_exhibit()}", **msgspec.structs.asdict(file))
        for file in files
    )


def _people(change: Change, content: Content) -> tuple[str, ...]:
    """The ids of the people it is about; somebody new becomes known to the record. A name that is
    known already is nobody new: who types it again means the same person.
    """
    called = content.person.casefold()
    known = [
        person.id
        for person in change.state.people
        if person.id in content.people or person.label.casefold() == called
    ]
    if content.person and not any(
        person.label.casefold() == called for person in change.state.people
    ):
        person = Person(id=secrets.token_hex(16), label=content.person)
        change.add_person(person)
        known.append(person.id)
    return tuple(known)


def _delete(drafts: QuerySet[DraftRow]) -> None:
    drafts.delete()
