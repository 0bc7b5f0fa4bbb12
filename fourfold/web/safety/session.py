"""Sessions: what the server keeps is useless without the cookie, and the cookie without the row.

The cookie is 256 random bits. The row is found by its SHA-256 and holds, sealed under a key that
HKDF derives from the cookie, the owner's identity while a record is open and the answers given so
far. Nothing is read or written until a view asks: a public page costs no query and sets no cookie.
Design: docs/threat-model.md, rows "stolen disk" and "unlocked phone".
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import time
from base64 import b64decode, b64encode
from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from fourfold.web.safety.models import SessionRow
from fourfold.web.safety.ration import RATION

COOKIE_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}\Z")
TOUCH_EVERY = timedelta(seconds=60)
# The one answer of a visit that goes along into an opened record: a first draft, and only when its
# owner pressed a button that says so. The record makes a draft of it and forgets it here. It is an
# `even_text` of what would be posted, by field.
BROUGHT = "brought"


class Session:
    """One browser's visit, as `request.session`."""

    def __init__(self, cookie: str | None, asker: Hashable = None) -> None:
        self._cookie = cookie if cookie and COOKIE_SHAPE.match(cookie) else None
        self._row: SessionRow | None = None
        self._loaded = False
        self._identity: bytes | None = None
        self._state: dict[str, Any] = {}
        # Seconds without activity that end the visit; 0: it lasts its time whatever is done.
        self._idle = 0
        self.set_cookie: str | None = None
        self.drop_cookie = False
        self._asker = asker
        # Whether something else bounds what this request may write: it had its turn in the queue
        # for passphrases, or knows a recovery code.
        self.is_admitted = False

    @property
    def is_open(self) -> bool:
        """Whether a record is open in this browser."""
        self._load()
        return self._identity is not None

    @property
    def is_late(self) -> bool:
        """Whether a record was open here until the idle end: one late post may become a draft."""
        self._load()
        return self._identity is None and self.record_id is not None

    @property
    def was_ended(self) -> bool:
        """Whether the visit has been ended elsewhere since this request looked at it first."""
        return self._row is not None and not SessionRow.objects.filter(pk=self._row.pk).exists()

    @property
    def is_kept(self) -> bool:
        """Whether the server holds a row for this visit already."""
        self._load()
        return self._row is not None

    @property
    def row_name(self) -> str:
        """What the server calls this visit; "" when it holds none. It does not give the cookie."""
        self._load()
        return self._row.key_hash if self._row else ""

    @property
    def record_id(self) -> UUID | None:
        self._load()
        return self._row.record_id if self._row else None

    @property
    def identity(self) -> bytes | None:
        """The owner's age identity, 32 bytes, while the record is open."""
        self._load()
        return self._identity

    @property
    def state(self) -> dict[str, Any]:
        """Answers kept between pages (JSON values); call `save` after changing them."""
        self._load()
        return self._state

    def open(self, record_id: UUID, identity: bytes) -> None:
        """Open a record here, under a fresh cookie; what the visit held before is erased.

        But for a draft that she asked to bring along: sealed again, under the new cookie's key.
        """
        brought = {BROUGHT: self.state[BROUGHT]} if BROUGHT in self.state else {}
        self._replace_row(record_id, settings.SESSION_SECONDS, settings.IDLE_SECONDS)
        self._state = brought
        self._identity = identity
        self._write(timezone.now())

    def start_over(self, lasts: int, idle: int) -> None:
        """An empty visit under a fresh cookie, nothing carried over, least of all an open record.

        It ends after `lasts` seconds, or after `idle` in which nothing was done.
        """
        self._replace_row(None, lasts, idle)
        self._write(timezone.now())

    def save(self) -> None:
        """Keep `state`; the first time this sets the cookie, so only call it after a POST.

        Raises NoRoom, with everything left as it was, when visits without a record write too much.
        """
        self._load()
        if self.record_id is None and not self.is_admitted:
            RATION.take(self._asker, len(self._packed()), time.monotonic())
        if self._row is None or self.is_late:
            kept, record_id = self._state, self.record_id
            if record_id:
                self._replace_row(record_id, settings.SESSION_SECONDS, settings.IDLE_SECONDS)
            else:
                self._replace_row(None, settings.VISIT_SECONDS, 0)
            self._state = kept
        self._write(timezone.now())

    def forget(self, answer: str) -> None:
        """Take one answer out of `state`: what somebody has read must not come back."""
        if self.state.pop(answer, None) is not None:
            self._write(timezone.now())

    def touch(self, now: datetime) -> None:
        """Put the idle end further away, because something was done; at most once a minute.

        An answer that says until when it may be kept is erased then: with a record open a visit
        lasts longer.
        """
        self._load()
        if self._row is None or not self._idle:
            return
        old = [name for name, kept in self._state.items() if _is_old(kept, now)]
        if old:
            self._state = {name: self._state[name] for name in self._state if name not in old}
            self._write(now)
        idle_ends = _idle_end(now, self._row.ends, self._idle)
        if idle_ends - self._row.idle_ends >= TOUCH_EVERY:
            self._row.idle_ends = idle_ends
            self._update(idle_ends=idle_ends)

    def end(self) -> None:
        """Forget the visit here and on the server."""
        if self._cookie:
            SessionRow.objects.filter(pk=_row_name(self._cookie)).delete()
            self.drop_cookie = True
        self._cookie = self._row = self._identity = self.set_cookie = None
        self._state, self._idle, self._loaded = {}, 0, True

    def _replace_row(self, record_id: UUID | None, lasts: int, idle: int) -> None:
        self.end()
        self._cookie = self.set_cookie = secrets.token_urlsafe(32)
        self.drop_cookie = False
        self._idle = idle
        now = timezone.now()
        ends = now + timedelta(seconds=lasts)
        self._row = SessionRow(
            key_hash=_row_name(self._cookie),
            record_id=record_id,
            ends=ends,
            idle_ends=_idle_end(now, ends, idle),
        )

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        if self._cookie is None:
            return
        row = SessionRow.objects.filter(pk=_row_name(self._cookie)).first()
        now = timezone.now()
        if row is None or now >= row.idle_ends + timedelta(seconds=_grace(row)):
            self._cookie = None
            return
        self._row = row
        if now < row.idle_ends and now < row.ends and row.sealed:
            self._unseal(bytes(row.sealed))

    def _unseal(self, sealed: bytes) -> None:
        assert self._cookie
        assert self._row
        try:
            plain = AESGCM(_key(self._cookie)).decrypt(sealed[:12], sealed[12:], _bound(self._row))
        except InvalidTag:
            return
        kept = json.loads(plain)
        self._identity = b64decode(kept["identity"]) if kept["identity"] else None
        self._state, self._idle = kept["state"], kept["idle"]

    def _write(self, now: datetime) -> None:
        assert self._cookie
        assert self._row
        nonce = secrets.token_bytes(12)
        sealed = AESGCM(_key(self._cookie)).encrypt(nonce, self._packed(), _bound(self._row))
        self._row.sealed = nonce + sealed
        self._row.idle_ends = _idle_end(now, self._row.ends, self._idle)
        if self._row._state.adding:
            self._row.save(force_insert=True)
        elif not self._update(sealed=self._row.sealed, idle_ends=self._row.idle_ends):
            # Ended meanwhile from elsewhere: a request that was under way must not bring it back.
            self.end()

    def _packed(self) -> bytes:
        """What is sealed in the row."""
        identity = b64encode(self._identity).decode() if self._identity else ""
        kept = {"identity": identity, "state": self._state, "idle": self._idle}
        return _pad(json.dumps(kept).encode())

    def _update(self, **columns: Any) -> bool:
        """Change the row if it is still there."""
        assert self._row
        return bool(SessionRow.objects.filter(pk=self._row.pk).update(**columns))


class VisitRequest(HttpRequest):
    """A request as our middleware passes it on: with a session of ours."""

    session: Session  # type: ignore[assignment]


def even_text(answers: Any, room: int) -> str:
    """JSON values as one answer for `state` that takes `room` bytes there however long they are.

    How long a row is must not tell how much was ticked.
    """
    text = json.dumps(answers)
    return text + " " * (room - len(json.dumps(text)))


def end_visit(row_name: str) -> None:
    """End one visit, by what the server calls it."""
    SessionRow.objects.filter(pk=row_name).delete()


def end_sessions(record_id: UUID) -> None:
    """Sign a record out of every browser."""
    SessionRow.objects.filter(record_id=record_id).delete()


def count_open(record_id: UUID, now: datetime) -> int:
    """How many browsers have this record open."""
    return SessionRow.objects.filter(record_id=record_id, idle_ends__gt=now, ends__gt=now).count()


def count_all_open(now: datetime) -> int:
    """How many browsers have a record open, of everybody."""
    is_open = {"record_id__isnull": False, "idle_ends__gt": now, "ends__gt": now}
    return SessionRow.objects.filter(**is_open).count()


def sweep(now: datetime) -> None:
    """Empty what is past its idle end; remove rows whose late post can no longer come."""
    grace = timedelta(seconds=settings.LATE_POST_SECONDS)
    SessionRow.objects.filter(record_id=None, idle_ends__lte=now).delete()
    SessionRow.objects.filter(idle_ends__lte=now - grace).delete()
    SessionRow.objects.filter(idle_ends__lte=now).exclude(sealed=b"").update(sealed=b"")


def _is_old(kept: Any, now: datetime) -> bool:
    """Whether an answer in `state` is past the end that it names itself, as a number of seconds."""
    until = kept.get("until") if isinstance(kept, dict) else None
    return until is not None and now.timestamp() >= until


def _grace(row: SessionRow) -> int:
    return settings.LATE_POST_SECONDS if row.record_id else 0


def _idle_end(now: datetime, ends: datetime, idle: int) -> datetime:
    return min(ends, now + timedelta(seconds=idle)) if idle else ends


def _row_name(cookie: str) -> str:
    return hashlib.sha256(b"fourfold session row\0" + cookie.encode()).hexdigest()


def _key(cookie: str) -> bytes:
    return HKDF(SHA256(), 32, None, b"fourfold/v1/session").derive(cookie.encode())


def _bound(row: SessionRow) -> bytes:
    return f"fourfold/v1/session|{row.key_hash}|{row.record_id or ''}".encode()


def _pad(plain: bytes) -> bytes:
    """JSON with spaces after it, so that the size of a row tells nothing about an answer."""
    return plain.ljust(-(-len(plain) // 1024) * 1024)
