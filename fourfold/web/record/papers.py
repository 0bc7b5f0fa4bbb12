"""Papers: what the owner writes beside the record, such as a letter or her safety plan.

A paper is sealed with the record and opens only with it. It has no leaf in the log, no line in the
timeline and no place in a pack; a change leaves no older version behind, and deleting it is at once
and for good. What a paper holds is its subject's business: here it is a kind and plain JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from fourfold.vault.errors import Damaged
from fourfold.web.accounts.access import Owner
from fourfold.web.record import actions, drafts, removal, rows, words
from fourfold.web.record.actions import Posted
from fourfold.web.record.change import Change, Reading, make, read
from fourfold.web.record.models import PaperRow


class NoSuchPaper(Exception):
    """There is no such paper, or it was deleted."""


class PaperChanged(Exception):
    """The paper was changed since it was read; nothing was saved."""


class _Stored(msgspec.Struct, frozen=True):
    kind: str
    changed: str
    data: Any


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. version: how often it was written. changed: when last, UTC. data: plain JSON."""

    number: int
    version: int
    kind: str
    changed: str
    data: Any


def all_of(owner: Owner, kind: str = "") -> tuple[Paper, ...]:
    """The record's papers, or those of a kind, by number; raises Damaged or WrongKey."""
    found = read(owner, _papers)
    return tuple(each for each in found if not kind or each.kind == kind)


def find(owner: Owner, number: int, kind: str) -> Paper | None:
    """One paper of a kind, by its number."""
    return next((each for each in all_of(owner, kind) if each.number == number), None)


def the(owner: Owner, kind: str) -> Paper | None:
    """The paper of a kind of which there is one at most."""
    return next(iter(all_of(owner, kind)), None)


def add(owner: Owner, kind: str, data: Any, posted: Posted, now: datetime) -> int:
    """Add a paper; returns its number. The same form sent twice gives the same number."""

    def build(change: Change) -> int:
        done = actions.already_done(owner, posted.key)
        if done:
            return done
        number = change.put_paper(_encoded(kind, data, now))
        actions.end_form(change, number, posted, now)
        return number

    return make(owner, build)


def put(owner: Owner, read_as: Paper, data: Any, posted: Posted, now: datetime) -> int:
    """Write a paper anew, as it was read; returns its number.

    Raises NoSuchPaper, or PaperChanged if somebody wrote it since it was read.
    """
    number = read_as.number

    def build(change: Change) -> int:
        if actions.already_done(owner, posted.key):
            return number
        version = change.state.papers.get(number)
        if version is None:
            raise NoSuchPaper
        if version != read_as.version:
            raise PaperChanged
        change.put_paper(_encoded(read_as.kind, data, now), number)
        actions.end_form(change, number, posted, now)
        return number

    return make(owner, build)


def change_the(
    owner: Owner, kind: str, edit: Callable[[Any], Any], posted: Posted, now: datetime
) -> int:
    """Write the only paper of a kind out of what it holds now, None at first; returns its number.

    What `edit` raises, such as PaperChanged, leaves everything as it was. The same form sent twice
    changes it once.
    """

    def build(change: Change) -> int:
        done = actions.already_done(owner, posted.key)
        if done:
            return done
        before = next((each for each in _papers(change) if each.kind == kind), None)
        data = _encoded(kind, edit(before.data if before else None), now)
        number = change.put_paper(data, before.number if before else 0)
        actions.end_form(change, number, posted, now)
        return number

    return make(owner, build)


def remove(owner: Owner, number: int) -> Owner:
    """Destroy a paper, with its drafts; returns the owner with the secrets that replace hers."""
    for draft in drafts.all_of(owner):
        if draft.content.place.get("paper") == number:
            drafts.drop(owner, draft.id)
    return removal.destroy_paper(owner, number)


def _papers(reading: Reading) -> list[Paper]:
    owner = reading.owner
    found = PaperRow.objects.filter(record_id=owner.record_id).order_by("number")
    versions = {row.number: row.version for row in found}
    # One missing, put back after it was deleted, or an older version of it.
    if versions != reading.state.papers:
        raise Damaged("papers", found=len(versions))
    return [_opened(owner, row) for row in found]


def _opened(owner: Owner, row: PaperRow) -> Paper:
    stored = msgspec.json.decode(rows.open_paper(owner.secrets, row), type=_Stored)
    return Paper(row.number, row.version, stored.kind, stored.changed, stored.data)


def _encoded(kind: str, data: Any, now: datetime) -> bytes:
    return msgspec.json.encode(_Stored(kind, words.utc_text(now), data))
