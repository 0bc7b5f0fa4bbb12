"""Drafts: what was typed and is not saved yet, sealed to the record's public half.

Nobody needs to be signed in to leave one, so that a form sent after the visit had timed out is not
lost. Only the signed-in owner can read it. Drafts go after a day, and their files with them.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from django.http import QueryDict
from django.urls import reverse

from fourfold.core.kernel.text import first_line
from fourfold.vault import age
from fourfold.vault.errors import VaultError
from fourfold.web.accounts.access import Owner
from fourfold.web.accounts.models import Record
from fourfold.web.record import uploads, words
from fourfold.web.record.models import DraftRow, FileRow
from fourfold.web.record.rows import KeptFile
from fourfold.web.safety.session import BROUGHT, Session

KEPT_FOR = timedelta(days=1)
BLOCK = 1024
NOT_KEPT = ("csrfmiddlewaretoken", "later")
WORDS = ("what", "text", "said")
"""The fields of forms that hold the owner's own words, one of which is a draft's title."""

Place = dict[str, int | str]


class Content(msgspec.Struct, frozen=True):
    """What a draft holds.

    form: the form's route, such as "record:amend". place: what else its address has, such as the
    number of the entry. data: what was posted, by field. files: kept already. refused: files that
    could not be kept. saved: when, UTC. is_late: it came after the visit had timed out. is_checked:
    what is wrong with it should be said. is_brought: it is made of answers to questions and not yet
    in her own words.
    """

    form: str
    place: Place
    data: dict[str, list[str]]
    saved: str
    files: tuple[KeptFile, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    is_late: bool = False
    is_checked: bool = True
    is_brought: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with its name in addresses, 32 hex digits."""

    id: str
    content: Content

    @property
    def title(self) -> str:
        """Its first words."""
        typed = (text for name in WORDS for text in self.content.data.get(name, ()))
        return first_line(next(filter(str.strip, typed), ""), 60)

    @property
    def address(self) -> str:
        """Where it can be gone on with."""
        return reverse(self.content.form, kwargs={**self.content.place, "draft": self.id})

    @property
    def data(self) -> QueryDict:
        """What was posted, as a form takes it."""
        data = QueryDict(mutable=True)
        for name, values in self.content.data.items():
            data.setlist(name, values)
        return data


def posted(data: QueryDict, files: Iterable[KeptFile]) -> dict[str, list[str]]:
    """The fields of a form worth keeping, with a tick at every file that is kept with them."""
    fields = {name: values for name, values in data.lists() if name not in NOT_KEPT}
    return fields | {"kept": [file.file_id for file in files]}


def keep(record: Record, content: Content, now: datetime, draft_id: str = "") -> str:
    """Keep a draft, in the place of an earlier one if `draft_id` names it; returns its id."""
    recipient = age.Recipient.from_text(record.recipient)
    draft_id = draft_id or secrets.token_hex(16)
    data = msgspec.json.encode(content)
    # JSON with spaces after it, so that the length tells little about what was typed.
    sealed = age.seal_bytes(data.ljust(-(-len(data) // BLOCK) * BLOCK), [recipient])
    DraftRow.objects.update_or_create(
        record_id=record.pk,
        draft_id=draft_id,
        defaults={"day": (now + KEPT_FOR).date(), "sealed": sealed},
    )
    FileRow.objects.filter(
        record_id=record.pk, number=0, file_id__in=[file.file_id for file in content.files]
    ).update(day=now.date())
    return draft_id


def bring(session: Session, owner: Owner, now: datetime) -> str:
    """Make a draft of what the visit brought along, and forget it there; "" when there is nothing.

    Its owner looks at it, changes it and saves it, or throws it away: nothing is saved by itself.
    """
    brought = session.state.get(BROUGHT)
    if not brought:
        return ""
    data = json.loads(brought)
    content = Content(
        "record:add", {}, data, words.utc_text(now), is_checked=False, is_brought=True
    )
    draft_id = keep(owner.row, content, now)
    session.forget(BROUGHT)
    return draft_id


def find(owner: Owner, draft_id: str) -> Draft | None:
    """One draft of this record, or None."""
    row = DraftRow.objects.filter(record_id=owner.record_id, draft_id=draft_id).first()
    return _opened(owner, row) if row else None


def all_of(owner: Owner) -> list[Draft]:
    """The record's drafts, newest first; one that somebody planted or broke is left out."""
    rows = DraftRow.objects.filter(record_id=owner.record_id)
    found = [draft for draft in (_opened(owner, row) for row in rows) if draft]
    return sorted(found, key=lambda draft: draft.content.saved, reverse=True)


def drop(owner: Owner, draft_id: str) -> None:
    """Delete a draft. Its files wait for the next sweep."""
    DraftRow.objects.filter(record_id=owner.record_id, draft_id=draft_id).delete()


def about(owner: Owner, numbers: Iterable[int]) -> list[str]:
    """The ids of drafts about these entries, which go when the entries are destroyed."""
    wanted = set(numbers)
    return [draft.id for draft in all_of(owner) if draft.content.place.get("number") in wanted]


def refusals(refused: Iterable[uploads.Refused]) -> tuple[tuple[str, str], ...]:
    """Refused files as a draft keeps them."""
    return tuple((each.name, each.code) for each in refused)


def _opened(owner: Owner, row: DraftRow) -> Draft | None:
    try:
        data = age.open_bytes(bytes(row.sealed), owner.secrets.identity)
        return Draft(row.draft_id, msgspec.json.decode(data, type=Content))
    except (VaultError, msgspec.MsgspecError):
        return None
