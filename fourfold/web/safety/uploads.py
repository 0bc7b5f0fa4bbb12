"""Where uploads may go: into the vault, or nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])
MakeHandler = Callable[[HttpRequest], FileUploadHandler | None]


class RefuseUpload(FileUploadHandler):
    """The default: a file sent to a page that takes none ends the request's reading."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        raise StopUpload(connection_reset=True)

    def file_complete(self, file_size: int) -> None:
        return None


def takes_files(make_handler: MakeHandler) -> Callable[[View], View]:
    """Mark a view that takes files: `make_handler` gives the handler that seals them as they come.

    It is asked before the body is read; None means nobody is signed in, and the body stays unread.
    """

    def mark(view: View) -> View:
        view.make_upload_handler = make_handler  # type: ignore[attr-defined]
        return view

    return mark
