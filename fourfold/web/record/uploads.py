"""Files on their way in: each chunk is sealed as it arrives, and nothing plain reaches a disk.

A file is kept before anything else about the form is known, so that it survives a form with a
mistake in it, a visit that has timed out, or a second thought. It waits in the key table until an
entry takes it, and is swept when none does. Source: docs/threat-model.md, "uploads".
"""

from __future__ import annotations

import io
import secrets
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest
from django.utils import timezone

from fourfold.core.record import media
from fourfold.vault.age import Recipient
from fourfold.vault.errors import NoSpace, TooLarge
from fourfold.vault.keep import Keeper
from fourfold.web.accounts import access, server
from fourfold.web.record import rows
from fourfold.web.safety import bodies
from fourfold.web.safety.session import VisitRequest

CHUNK = 256 * 1024
NAME_LIMIT = 255
# A browser shows no answer before all is sent. What is over the limit is read to its end and thrown
# away, up to so many times the limit, so that she is told why it was not kept.
WORTH_READING = 4
TOO_MANY = "too_many"
TOO_LARGE = "too_large"
TOO_MUCH = "too_much"
NO_SPACE = "no_space"
CUT = "cut"
WORDS_CUT = "words_cut"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not kept, and why: one of the codes above."""

    name: str
    code: str


class SealedUpload(UploadedFile):
    """A file that has been sealed already: what Django's `request.FILES` holds in its place."""

    def __init__(self, kept: rows.KeptFile) -> None:
        super().__init__(io.BytesIO(), kept.name, kept.media_type, kept.size)
        self.kept = kept


class SealingHandler(FileUploadHandler):
    """Seals every file of one request to a record's public half, whether it is open or not.

    A file that cannot be kept is passed over and noted in `refused`; the rest of the form and the
    other files are still read.
    """

    chunk_size = CHUNK

    def __init__(self, request: HttpRequest, record_id: UUID, recipient: Recipient) -> None:
        super().__init__(request)
        self.refused: list[Refused] = []
        self._record_id = record_id
        self._recipient = recipient
        self._count = 0
        self._keeper: Keeper | None = None
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        self._too_much = length / (settings.MAX_FILE + settings.MAX_FORM)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self._too_much > WORTH_READING:
            # The words stand before the files and are kept; the browser may only see a broken line.
            self._abandon(TOO_MUCH)
            raise StopUpload(connection_reset=True)
        if self._too_much > 1:
            self._refuse(TOO_MUCH)
        self._count += 1
        self._head = b""
        self._file_id = secrets.token_hex(16)
        if self._count > settings.MAX_FILES:
            self._refuse(TOO_MANY)
        name = rows.store_name(self._record_id, self._file_id)
        try:
            self._keeper = Keeper(server.store(), name, [self._recipient], settings.MAX_FILE)
        except NoSpace:
            self._refuse(NO_SPACE)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        assert self._keeper
        self._head += raw_data[: media.HEAD - len(self._head)]
        try:
            self._keeper.update(raw_data)
        except TooLarge:
            self._refuse(TOO_LARGE)
        except NoSpace:
            self._refuse(NO_SPACE)

    def file_complete(self, file_size: int) -> SealedUpload | None:
        if self._keeper is None:
            return None
        try:
            kept = self._keeper.finish()
        except NoSpace:
            self.refused.append(Refused(self._name, NO_SPACE))
            return None
        finally:
            self._keeper = None
        rows.save_waiting_file(self._record_id, self._file_id, kept.header, timezone.now().date())
        return SealedUpload(
            rows.KeptFile(
                file_id=self._file_id,
                name=self._name,
                size=kept.size,
                sha256=kept.sha256,
                header_sha256=kept.header_sha256,
                media_type=media.media_type(self._head),
            )
        )

    def upload_interrupted(self) -> None:
        # Also called after a whole request, when a file in it was passed over.
        if self._keeper:
            self._abandon(CUT)

    def __del__(self) -> None:
        # A browser that went away: Django lets go of the request without another word.
        if self._keeper:
            self._keeper.abandon()

    @property
    def _name(self) -> str:
        return (self.file_name or "")[:NAME_LIMIT]

    def _refuse(self, code: str) -> None:
        self._abandon(code)
        raise SkipFile

    def _abandon(self, code: str) -> None:
        if self._keeper:
            self._keeper.abandon()
            self._keeper = None
        self.refused.append(Refused(self._name, code))


def seal_to_record(request: HttpRequest) -> SealingHandler | None:
    """The handler for a visit that has a record, open or just timed out; None for anybody else."""
    row = access.known_record(cast(VisitRequest, request))
    if row is None:
        return None
    return SealingHandler(request, row.id, Recipient.from_text(row.recipient))


def kept_files(request: HttpRequest) -> tuple[rows.KeptFile, ...]:
    """The files of this request that are now kept, whatever button they came by."""
    sent = (upload for _, uploads in request.FILES.lists() for upload in uploads)
    return tuple(upload.kept for upload in sent if isinstance(upload, SealedUpload))


def refused_files(request: HttpRequest) -> tuple[Refused, ...]:
    """The files of this request that could not be kept; one without a name if words were cut."""
    refused = tuple(
        refused
        for handler in request.upload_handlers
        if isinstance(handler, SealingHandler)
        for refused in handler.refused
    )
    return refused or ((Refused("", WORDS_CUT),) if bodies.is_cut(request) else ())
