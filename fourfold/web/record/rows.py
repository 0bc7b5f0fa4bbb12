"""Between values and rows: the only place where things of the record are sealed and opened.

Every seal is bound to its purpose, record, number and version, so that a row moved to another
place, or an old version of it put back, does not open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from fourfold.core.kernel import canonical
from fourfold.core.record import entry as entries
from fourfold.core.record.entry import Entry
from fourfold.core.record.index import Directory, Page
from fourfold.core.record.log import Leaf
from fourfold.core.record.person import Person
from fourfold.vault import keys, seal
from fourfold.vault.errors import Damaged
from fourfold.vault.keys import EntryKey, RecordSecrets
from fourfold.vault.seal import Context, Purpose
from fourfold.web.record.models import (
    DeletionRow,
    EntryKeyRow,
    EntryRow,
    FileRow,
    IdempotencyRow,
    IndexPage,
    LeafRow,
    PaperRow,
)

DIRECTORY = 0

UnderDataKey = EntryKeyRow | FileRow | IndexPage | IdempotencyRow | DeletionRow | PaperRow
PURPOSES: dict[type[UnderDataKey], Purpose] = {
    EntryKeyRow: Purpose.ENTRY_KEY,
    FileRow: Purpose.FILE_HEADER,
    IndexPage: Purpose.INDEX,
    IdempotencyRow: Purpose.FORM,
    DeletionRow: Purpose.REMOVED,
    PaperRow: Purpose.PAPER,
}


class KeptFile(msgspec.Struct, frozen=True):
    """A file in the store that no entry has taken yet: what a form knows of it."""

    file_id: str
    name: str
    size: int
    sha256: str
    header_sha256: str
    media_type: str


class State(msgspec.Struct, frozen=True):
    """What the sealed directory page holds: the index's directory and the record's counters.

    versions: of each page, by id, so that an older page put back is refused. log_size: leaves in
    the log. number, exhibit, paper: the last ones given out; never given out again. people:
    everybody that entries point to. papers: the version of each paper, by number.
    """

    directory: Directory = Directory()
    versions: dict[int, int] = {}
    log_size: int = 0
    number: int = 0
    exhibit: int = 0
    people: tuple[Person, ...] = ()
    paper: int = 0
    papers: dict[int, int] = {}
    v: int = 1


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an entry with the seed of its salts."""

    entry: Entry
    seed: bytes


# ------------------------------------------------------------------ entries


def seal_entry(
    record: UUID, secrets: RecordSecrets, key: EntryKey, entry: Entry
) -> tuple[EntryRow, EntryKeyRow]:
    """The entry's row under its own key, and the key's row under the record's data key."""
    place = (record.hex, entry.number, entry.version)
    sealed = seal.seal(
        key.key, canonical.encode(entries.to_json(entry)), Context(Purpose.ENTRY, *place)
    )
    names = {"record_id": record, "number": entry.number, "version": entry.version}
    day = date.fromisoformat(entry.added[:10])
    key_row = EntryKeyRow(**names)
    key_row.sealed = key.wrap(secrets.data_key, context_of(key_row))
    return EntryRow(**names, day=day, sealed=sealed), key_row


def open_entry(secrets: RecordSecrets, row: EntryRow, key_row: EntryKeyRow) -> Version:
    """Open one version; raises WrongKey or Damaged unless both rows are in their own place."""
    key = open_entry_key(secrets, key_row)
    context = Context(Purpose.ENTRY, row.record_id.hex, row.number, row.version)
    entry = entries.from_json(canonical.decode(seal.open(key.key, bytes(row.sealed), context)))
    if (entry.number, entry.version) != (row.number, row.version):
        raise Damaged("entry_place", number=row.number, version=row.version)
    return Version(entry, key.seed)


def open_entry_key(secrets: RecordSecrets, row: EntryKeyRow) -> EntryKey:
    """Open one row of the key table."""
    return EntryKey.unwrap(secrets.data_key, bytes(row.sealed), context_of(row))


# ------------------------------------------------------------------ files


def store_name(record: UUID, file_id: str) -> str:
    """Where a file's payload lies in the store: under its record."""
    return f"{record.hex}/{file_id}"


def save_waiting_file(record: UUID, file_id: str, header: bytes, day: date) -> None:
    """Note a file that is in the store and waits for an entry; needs no key."""
    FileRow.objects.create(record_id=record, file_id=file_id, day=day, header=header)


def seal_header(secrets: RecordSecrets, row: FileRow, number: int) -> bytes:
    """A waiting file's header under the data key, bound to the file and to its entry."""
    taken = FileRow(record_id=row.record_id, file_id=row.file_id, number=number)
    return seal.seal(secrets.data_key, bytes(row.header), context_of(taken))


def open_header(secrets: RecordSecrets, row: FileRow) -> bytes:
    """The file's age header; a waiting one is not sealed."""
    if row.number == 0:
        return bytes(row.header)
    return seal.open(secrets.data_key, bytes(row.header), context_of(row))


# ------------------------------------------------------------------ log


def seal_leaf(record: UUID, secrets: RecordSecrets, leaf: Leaf) -> LeafRow:
    """A leaf's row: the hash in clear, the leaf under the log key."""
    context = Context(Purpose.LEAF, record.hex, leaf.n, 0)
    sealed = seal.seal(secrets.log_key, leaf.to_bytes(), context)
    return LeafRow(record_id=record, number=leaf.n, hash=leaf.hash, sealed=sealed)


def open_leaf(secrets: RecordSecrets, row: LeafRow) -> Leaf:
    """Open one leaf; raises Damaged unless it is the one that the row's hash stands for."""
    context = Context(Purpose.LEAF, row.record_id.hex, row.number, 0)
    leaf = Leaf.from_bytes(seal.open(secrets.log_key, bytes(row.sealed), context))
    if leaf.n != row.number or leaf.hash != bytes(row.hash):
        raise Damaged("leaf_place", number=row.number)
    return leaf


# ------------------------------------------------------------------ index


def seal_page(record: UUID, secrets: RecordSecrets, page: Page, version: int) -> IndexPage:
    """One page of the index."""
    return _index_row(record, secrets, page.id, version, page.to_bytes())


def seal_state(record: UUID, secrets: RecordSecrets, state: State, version: int) -> IndexPage:
    """The directory page."""
    return _index_row(record, secrets, DIRECTORY, version, msgspec.json.encode(state))


def open_page(secrets: RecordSecrets, row: IndexPage) -> Page:
    """Open a page; raises WrongKey or Damaged."""
    return Page.from_bytes(_open_index_row(secrets, row))


def open_state(secrets: RecordSecrets, row: IndexPage) -> State:
    """Open the directory page; raises WrongKey or Damaged."""
    return msgspec.json.decode(_open_index_row(secrets, row), type=State)


def _index_row(
    record: UUID, secrets: RecordSecrets, number: int, version: int, data: bytes
) -> IndexPage:
    row = IndexPage(record_id=record, number=number, version=version)
    row.sealed = seal.seal(secrets.data_key, data, context_of(row))
    return row


def _open_index_row(secrets: RecordSecrets, row: IndexPage) -> bytes:
    return seal.open(secrets.data_key, bytes(row.sealed), context_of(row))


# ------------------------------------------------------------------ forms sent, entries removed


def seal_done(
    record: UUID, secrets: RecordSecrets, key: str, number: int, day: date
) -> IdempotencyRow:
    """A form that was saved as entry `number`."""
    row = IdempotencyRow(record_id=record, key=key, day=day)
    row.sealed = seal.seal(secrets.data_key, str(number).encode(), context_of(row))
    return row


def open_done(secrets: RecordSecrets, row: IdempotencyRow) -> int:
    """The number of the entry that a form was saved as."""
    return int(seal.open(secrets.data_key, bytes(row.sealed), context_of(row)))


def seal_removed(record: UUID, secrets: RecordSecrets, entry: Entry, day: date) -> DeletionRow:
    """An entry that is hidden and will be destroyed: all that is kept of it is its id."""
    row = DeletionRow(record_id=record, number=entry.number, day=day)
    row.sealed = seal.seal(secrets.data_key, entry.id.encode(), context_of(row))
    return row


def open_removed(secrets: RecordSecrets, row: DeletionRow) -> str:
    """The id of a removed entry."""
    return seal.open(secrets.data_key, bytes(row.sealed), context_of(row)).decode()


# ------------------------------------------------------------------ papers


def seal_paper(
    record: UUID, secrets: RecordSecrets, number: int, version: int, data: bytes
) -> PaperRow:
    """A paper's row."""
    row = PaperRow(record_id=record, number=number, version=version)
    row.sealed = seal.seal(secrets.data_key, data, context_of(row))
    return row


def open_paper(secrets: RecordSecrets, row: PaperRow) -> bytes:
    """What a paper holds; raises WrongKey or Damaged."""
    return seal.open(secrets.data_key, bytes(row.sealed), context_of(row))


# ------------------------------------------------------------------ under the data key


def context_of(row: UnderDataKey) -> Context:
    """The one place where what a row holds under the data key opens."""
    item = {FileRow: "file_id", IdempotencyRow: "key"}.get(type(row), "")
    return Context(
        PURPOSES[type(row)],
        row.record_id.hex,
        getattr(row, "number", 0),
        getattr(row, "version", 0),
        getattr(row, item) if item else "",
    )


def rotate(old: RecordSecrets, new: RecordSecrets, found: Iterable[UnderDataKey]) -> None:
    """Put what these rows hold under another data key; they are changed, not saved."""
    for row in found:
        column = "header" if isinstance(row, FileRow) else "sealed"
        sealed = bytes(getattr(row, column))
        ((_, again),) = keys.rotate(old, new, [(context_of(row), sealed)])
        setattr(row, column, again)
