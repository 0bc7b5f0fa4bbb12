"""Small builders: an incident, an entry in a record, a file, each with defaults that read well."""

from __future__ import annotations

import io
import secrets
from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from fourfold.core.kernel.when import When
from fourfold.core.record import media
from fourfold.core.record.body import CaseEvent, Contact, Incident
from fourfold.core.record.codes import CaseStep, Party
from fourfold.vault.keep import Keeper
from fourfold.web.accounts import server
from fourfold.web.accounts.access import Owner
from fourfold.web.record import actions, rows
from fourfold.web.record.actions import Content, Posted

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


def incident(what: str = "He was outside the shop again.", **more: Any) -> Incident:
    """Something that happened."""
    more.setdefault("when", "2026-03-14T21:05")
    if isinstance(more["when"], str):
        more["when"] = When(more["when"])
    return Incident(what=what, **more)


def entry(owner: Owner, what: str = "He was outside the shop again.", **more: Any) -> int:
    """An incident in a record; returns its number."""
    content = {name: more.pop(name) for name in ("files", "people", "person") if name in more}
    now = more.pop("now", NOW)
    return actions.add_entry(owner, Content(incident(what, **more), **content), Posted(), now)


def talk(owner: Owner, said: str = "She took a statement.", **more: Any) -> int:
    """A talk with the police in a record; returns its number."""
    body = Contact(said=said, when=When("2026-11-03"), party=Party.POLICE, **more)
    return actions.add_entry(owner, Content(body), Posted(), NOW)


def case_event(owner: Owner, step: CaseStep = CaseStep.ARRESTED, **more: Any) -> int:
    """Something that happened in a case, in a record; returns its number."""
    body = CaseEvent(event=step, when=When("2026-11-12"), **more)
    return actions.add_entry(owner, Content(body), Posted(), NOW)


def kept_file(owner: Owner, data: bytes = b"a picture", name: str = "photo.jpg") -> rows.KeptFile:
    """A file in the store that waits for an entry."""
    file_id = secrets.token_hex(16)
    stored = rows.store_name(owner.record_id, file_id)
    with Keeper(server.store(), stored, [owner.recipient]) as keeper:
        keeper.update(data)
        kept = keeper.finish()
    rows.save_waiting_file(owner.record_id, file_id, kept.header, NOW.date())
    return rows.KeptFile(
        file_id, name, kept.size, kept.sha256, kept.header_sha256, media.media_type(data)
    )


def upload(data: bytes = b"a picture", name: str = "photo.jpg") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data, "application/octet-stream")


def jpeg(width: int = 8, height: int = 8, colour: str = "navy") -> bytes:
    """A real picture."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(target, "JPEG")
    return target.getvalue()


def form(what: str = "He was outside the shop again.", **more: Any) -> dict[str, Any]:
    """What the add form sends."""
    answers = {"what": what, "when": "unknown", "key": secrets.token_hex(16)}
    return answers | more


def amendment(what: str = "It was ten, not nine.", **more: Any) -> dict[str, Any]:
    """What the form for changes sends about `incident()`, its date left as it is."""
    date = {"date_day": "14", "date_month": "3", "date_year": "2026", "time": "21:05"}
    return form(what, when="same", reason="I checked my phone", **date | more)
