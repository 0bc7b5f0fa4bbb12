"""A table on its way in: held in memory while it is read, and never longer than a table is."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from fourfold.web.directory.sheet import MOST_BYTES
from fourfold.web.operator.access import current_operator
from fourfold.web.safety.uploads import RefuseUpload


class TableUpload(FileUploadHandler):
    """Keeps one byte more than a table may have: by that the reader sees that it is too large."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing."""
        super().new_file(*args, **kwargs)
        self._held = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold what still has room."""
        del start
        self._held.write(raw_data[: MOST_BYTES + 1 - self._held.tell()])

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        """What was held."""
        del file_size
        return SimpleUploadedFile(self.file_name or "table", self._held.getvalue())


def handler(request: HttpRequest) -> FileUploadHandler:
    """Only an operator's file is read at all."""
    is_operator = current_operator(request) is not None  # type: ignore[arg-type]
    return TableUpload(request) if is_operator else RefuseUpload(request)
