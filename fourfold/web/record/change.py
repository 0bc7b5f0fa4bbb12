"""One change to a record: built on what was read, then written all at once or not at all.

Sealing and hashing are done while a change is built, outside any transaction. What is written is
guarded by the version of the directory page: when somebody else, such as the same owner in another
tab, was quicker, nothing is written and the change is built again on what is there now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import IntegrityError, models, transaction

import fourfold
from fourfold.core.record import checkpoint, index, log, merkle
from fourfold.core.record.errors import RecordError
from fourfold.core.record.index import Line, Page
from fourfold.core.record.log import Clock, Leaf, LeafKind
from fourfold.core.record.person import Person
from fourfold.vault import signing
from fourfold.vault.errors import Damaged, VaultError
from fourfold.vault.keys import RecordSecrets
from fourfold.web.accounts import access, server
from fourfold.web.accounts.access import Owner
from fourfold.web.accounts.models import Record
from fourfold.web.record import rows
from fourfold.web.record.models import CheckpointRow, IndexPage, LogHead, PaperRow
from fourfold.web.record.rows import State

TRIES = 8
CLOCK_IS_SET = Path("/run/systemd/timesync/synchronized")

Result = TypeVar("Result")
Step = Callable[[], None]


class Overtaken(Exception):
    """Another change to the same record was written first; nothing of this one was."""


class Reading:
    """A record's index and log head as they are now, opened page by page as needed."""

    def __init__(self, owner: Owner) -> None:
        self.owner = owner
        directory = IndexPage.objects.filter(
            record_id=owner.record_id, number=rows.DIRECTORY
        ).first()
        head = LogHead.objects.filter(pk=owner.record_id).first()
        self.version = directory.version if directory else 0
        self.state = rows.open_state(owner.secrets, directory) if directory else State()
        self.frontier = (
            merkle.Frontier.from_bytes(bytes(head.frontier)) if head else merkle.Frontier()
        )
        # An older directory put back, or a log cut short, no longer fits the other.
        if self.frontier.size != self.state.log_size or (head and head.size != self.frontier.size):
            raise Damaged("log_size", log=self.frontier.size, directory=self.state.log_size)
        self._pages: dict[int, Page] = {}

    def page(self, page_id: int) -> Page:
        """A page of the index; raises Damaged unless it is the version the directory names."""
        if page_id not in self._pages:
            row = IndexPage.objects.filter(record_id=self.owner.record_id, number=page_id).first()
            if row is None or row.version != self.state.versions.get(page_id):
                raise Damaged("index_page", page=page_id)
            self._pages[page_id] = rows.open_page(self.owner.secrets, row)
        return self._pages[page_id]

    def line(self, key: index.Key) -> Line | None:
        """The timeline's line with this key, or None."""
        for summary in self.state.directory.pages:
            if summary.low <= key <= summary.high:
                lines = self.page(summary.id).lines
                return next((line for line in lines if line.key == key), None)
        return None


class Change(Reading):
    """A change in the making. `secrets` seals what is written: the owner's, or their successors."""

    def __init__(self, owner: Owner) -> None:
        super().__init__(owner)
        self.secrets: RecordSecrets = owner.secrets
        self.leaf: Leaf | None = None
        self._day = date.min
        self._began_as = self.state
        self._read = (self.version, self.frontier.size)
        self._changed: dict[int, Page] = {}
        self._dropped: set[int] = set()
        self._new: list[models.Model] = []
        self._steps: list[Step] = []

    @property
    def record_id(self) -> UUID:
        return self.owner.record_id

    @property
    def is_empty(self) -> bool:
        """Nothing was asked for, so there is nothing to write."""
        return self.state is self._began_as and not self._new and not self._steps

    def take_number(self) -> int:
        """The next entry number; it is never given out again."""
        self.state = msgspec.structs.replace(self.state, number=self.state.number + 1)
        return self.state.number

    def take_exhibit(self) -> int:
        """The next exhibit number; it is never given out again."""
        self.state = msgspec.structs.replace(self.state, exhibit=self.state.exhibit + 1)
        return self.state.exhibit

    def add_person(self, person: Person) -> None:
        """Add a person to whom entries may point."""
        self.state = msgspec.structs.replace(self.state, people=(*self.state.people, person))

    def put_paper(self, data: bytes, number: int = 0) -> int:
        """Write a paper, in the place of one that is there or as a new one; returns its number."""
        state = self.state
        number = number or state.paper + 1
        version = state.papers.get(number, 0) + 1
        papers = state.papers | {number: version}
        self.state = msgspec.structs.replace(state, paper=max(state.paper, number), papers=papers)
        row = rows.seal_paper(self.record_id, self.secrets, number, version, data)
        self.then(lambda: row.save(force_insert=version == 1))
        return number

    def drop_paper(self, number: int) -> None:
        """Take a paper away."""
        papers = {each: version for each, version in self.state.papers.items() if each != number}
        self.state = msgspec.structs.replace(self.state, papers=papers)
        mine = PaperRow.objects.filter(record_id=self.record_id, number=number)
        self.then(lambda: _delete(mine))

    def put_line(self, line: Line, instead_of: index.Key | None = None) -> None:
        """Add a line to the timeline, or put it in the place of another."""
        directory = self.state.directory
        if instead_of is None:
            self._take(index.insert(directory, self.page, line))
        else:
            self._take(index.replace(directory, self.page, instead_of, line))

    def take_out_line(self, key: index.Key) -> None:
        """Take a line out of the timeline."""
        self._take(index.remove(self.state.directory, self.page, key))

    def rewrite_all_pages(self) -> None:
        """Seal every page anew with this change, as the data key is replaced."""
        for summary in self.state.directory.pages:
            self._changed.setdefault(summary.id, self.page(summary.id))

    def append_leaf(self, kind: LeafKind, about: str, commitment: str, now: datetime) -> Leaf:
        """Append to the log and sign a checkpoint. `about`: the id, 32 hex digits."""
        leaf = Leaf(
            n=self.frontier.size,
            utc=f"{now:%Y-%m-%dT%H:%M:%SZ}",
            kind=kind,
            id=about,
            c=commitment,
            sw=f"fourfold/{fourfold.__version__}",
            clock=clock(),
        )
        self.frontier = log.append(self.frontier, leaf)
        self.state = msgspec.structs.replace(self.state, log_size=self.frontier.size)
        self.create(rows.seal_leaf(self.record_id, self.owner.secrets, leaf))
        self.leaf, self._day = leaf, now.date()
        return leaf

    def create(self, *new: models.Model) -> None:
        """Rows to insert; one that is there already means that another change was first."""
        self._new += new

    def then(self, step: Step) -> None:
        """Something else to do in the same transaction."""
        self._steps.append(step)

    def write(self) -> None:
        """Write everything in one transaction; raises Overtaken."""
        directory = rows.seal_state(self.record_id, self.secrets, *self._next_state())
        pages = [self._sealed(page, directory.version) for page in self._changed.values()]
        if self.leaf:
            self.create(self._checkpoint(self._day))
        try:
            with transaction.atomic():
                self._write_directory(directory)
                self._write_log_head()
                self._write_pages(pages)
                for row in self._new:
                    row.save(force_insert=True)
                for step in self._steps:
                    step()
        except IntegrityError as error:
            raise Overtaken from error

    def _next_state(self) -> tuple[State, int]:
        version = self.version + 1
        kept = {
            number: now
            for number, now in self.state.versions.items()
            if number not in self._dropped
        }
        versions = kept | dict.fromkeys(self._changed, version)
        return msgspec.structs.replace(self.state, versions=versions), version

    def _take(self, change: index.Change) -> None:
        self.state = msgspec.structs.replace(self.state, directory=change.directory)
        for page in change.written:
            self._changed[page.id] = self._pages[page.id] = page
        for page_id in change.dropped:
            self._changed.pop(page_id, None)
            self._dropped.add(page_id)

    def _sealed(self, page: Page, version: int) -> IndexPage:
        return rows.seal_page(self.record_id, self.secrets, page, version)

    def _checkpoint(self, day: date) -> CheckpointRow:
        note = sign_checkpoint(self.secrets, self.frontier, day)
        size = self.frontier.size
        return CheckpointRow(record_id=self.record_id, size=size, day=day, note=note)

    def _write_directory(self, row: IndexPage) -> None:
        read, _ = self._read
        if read == 0:
            row.save(force_insert=True)
            return
        mine = IndexPage.objects.filter(
            record_id=self.record_id, number=rows.DIRECTORY, version=read
        )
        if not mine.update(version=row.version, sealed=row.sealed):
            raise Overtaken

    def _write_log_head(self) -> None:
        _, read = self._read
        new = {"size": self.frontier.size, "frontier": self.frontier.to_bytes()}
        if read == 0:
            if self.leaf:
                LogHead(record_id=self.record_id, **new).save(force_insert=True)
        elif not LogHead.objects.filter(pk=self.record_id, size=read).update(**new):
            raise Overtaken

    def _write_pages(self, pages: Iterable[IndexPage]) -> None:
        mine = IndexPage.objects.filter(record_id=self.record_id)
        if self._dropped:
            mine.filter(number__in=self._dropped).delete()
        for page in pages:
            if not mine.filter(number=page.number).update(version=page.version, sealed=page.sealed):
                page.save(force_insert=True)


def _delete(which: models.QuerySet[PaperRow]) -> None:
    which.delete()


def sign_checkpoint(owner: RecordSecrets, frontier: merkle.Frontier, day: date) -> str:
    """What the log is now, as a note signed by the record's own key and by the installation's."""
    own_key = signing.public(owner.signing_seed)
    origin = log_name(own_key)
    size, root = frontier.size, merkle.root(frontier)
    body = checkpoint.Checkpoint(origin, size, root, (checkpoint.day_line(day),)).body()
    ours = server.keys().signing
    return checkpoint.note(
        body,
        (
            signing.sign_note(owner.signing_seed, origin, body),
            signing.sign_note(ours.key, installation_name(ours.public), body),
        ),
    )


def log_name(public_key: bytes) -> str:
    """The name of a record's log and of its key: tells the key, and nothing of the record."""
    return f"fourfold/log/{sha256(public_key).hexdigest()[:32]}"


def installation_name(public_key: bytes) -> str:
    """The name of an installation's key in a note."""
    return f"fourfold/installation/{sha256(public_key).hexdigest()[:8]}"


def read(owner: Owner, look: Callable[[Reading], Result]) -> Result:
    """What `look` sees of the record at one moment.

    Rows are read one after the other, so a change that is written in between can make them seem
    not to fit: then they are read again. Raises what `look` raises when nothing has moved.
    """
    return _try_often(owner, lambda now: look(Reading(now)))


def make(owner: Owner, build: Callable[[Change], Result]) -> Result:
    """Build a change and write it; when overtaken, build it again on what is there now.

    Raises Overtaken after several tries, so that the caller can keep what was typed.
    """

    def attempt(now: Owner) -> Result:
        change = Change(now)
        result = build(change)
        if not change.is_empty:
            change.write()
        return result

    return _try_often(owner, attempt)


def _try_often(owner: Owner, attempt: Callable[[Owner], Result]) -> Result:
    for _ in range(TRIES):
        before = _version(owner)
        try:
            return attempt(owner)
        except Overtaken:
            continue
        except (VaultError, RecordError):
            if _version(owner) == before and not _is_outdated(owner):
                raise
            owner = _renewed(owner)
    raise Overtaken


def _version(owner: Owner) -> int:
    """How often the record has changed."""
    directory = IndexPage.objects.filter(record_id=owner.record_id, number=rows.DIRECTORY)
    return directory.values_list("version", flat=True).first() or 0


def _is_outdated(owner: Owner) -> bool:
    """Whether the record's secrets were replaced since this owner's were read."""
    return bytes(Record.objects.get(pk=owner.record_id).secrets) != bytes(owner.row.secrets)


def _renewed(owner: Owner) -> Owner:
    """The owner with the secrets of now."""
    return access.open_owner(Record.objects.get(pk=owner.record_id), owner.identity)


def clock() -> Clock:
    """How far this machine's clock can be trusted."""
    if not settings.ORIGIN.is_https:
        return Clock.OWN_MACHINE
    return Clock.SYNCHRONISED if CLOCK_IS_SET.exists() else Clock.UNKNOWN
