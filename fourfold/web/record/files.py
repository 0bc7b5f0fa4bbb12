"""Pages and answers for kept files: to look at, to play, to take away.

A file is somebody else's bytes. It leaves here as a download that no browser opens by itself, with
two exceptions: a picture as new pixels of ours, and sound or film from a short list of types, only
when a player asks for it. Source: docs/threat-model.md, "hostile files".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fourfold.core.record import media
from fourfold.core.record.exhibit import Exhibit
from fourfold.render import pixels
from fourfold.vault.keep import checked_pieces
from fourfold.vault.payload import PayloadReader
from fourfold.web.accounts.access import Owner, OwnerRequest, private
from fourfold.web.record import queries
from fourfold.web.record.damage import tells_damage
from fourfold.web.safety import bodies

SIDE = 1600
SANDBOX = "default-src 'none'; sandbox"
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/flac": ".flac",
    "audio/aac": ".aac",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
}


def can_show(exhibit: Exhibit) -> bool:
    """Whether a picture of this file can be tried."""
    is_small = 0 < exhibit.size <= pixels.LARGEST_FILE
    return exhibit.media_type in media.PICTURES and is_small


def can_play(exhibit: Exhibit) -> bool:
    """Whether this file may go to a player."""
    return exhibit.media_type in media.PLAYABLE and exhibit.size > 0


@require_safe
@private()
@tells_damage
def download(request: OwnerRequest, number: int, place: int) -> HttpResponseBase:
    """The file as it was kept, under a name that says nothing."""
    exhibit = find_exhibit(request.owner, number, place)
    reader = queries.open_exhibit(request.owner, exhibit)
    response = StreamingHttpResponse(
        Pieces(reader, checked_pieces(reader, exhibit.sha256)),
        content_type="application/octet-stream",
    )
    response["Content-Length"] = str(exhibit.size)
    response["Content-Disposition"] = f'attachment; filename="{neutral_name(exhibit)}"'
    response["Content-Security-Policy"] = SANDBOX
    return response


@require_safe
@private()
@tells_damage
def show(request: OwnerRequest, number: int, place: int) -> HttpResponse:
    """A page with the picture or the player, reached by a click and never by accident."""
    exhibit = find_exhibit(request.owner, number, place)
    if not can_show(exhibit) and not can_play(exhibit):
        raise Http404
    context = {
        "number": number,
        "place": place,
        "exhibit": exhibit,
        "is_picture": can_show(exhibit),
        "is_film": exhibit.media_type.startswith("video/"),
    }
    return render(request, "record/show.html", context)


@require_safe
@private()
@tells_damage
def picture(request: OwnerRequest, number: int, place: int) -> HttpResponse:
    """New pixels made from a picture; never the file itself."""
    exhibit = find_exhibit(request.owner, number, place)
    if not can_show(exhibit):
        raise Http404
    taken = bodies.PREVIEWS.take(request.owner.record_id)
    if taken is None:
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    try:
        with queries.open_exhibit(request.owner, exhibit) as reader:
            made = pixels.preview(reader.read_range(0, reader.size), SIDE)
    finally:
        taken.give_back()
    if not isinstance(made, pixels.Preview):
        raise Http404
    response = HttpResponse(made.jpeg, content_type="image/jpeg")
    response["Content-Security-Policy"] = SANDBOX
    return response


@require_safe
@private()
@tells_damage
def play(request: OwnerRequest, number: int, place: int) -> HttpResponseBase:
    """A range of a sound or film, for a player on our own page and nothing else."""
    exhibit = find_exhibit(request.owner, number, place)
    is_player = request.headers.get("Sec-Fetch-Dest") in ("audio", "video")
    if not can_play(exhibit) or not is_player:
        raise Http404
    span = read_range(request.headers.get("Range", ""), exhibit.size)
    if span is None:
        response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response["Content-Range"] = f"bytes */{exhibit.size}"
        return response
    return _partial(queries.open_exhibit(request.owner, exhibit), exhibit, span)


def find_exhibit(owner: Owner, number: int, place: int) -> Exhibit:
    """The `place`-th file of an entry, from 1; a page that says there is none, otherwise."""
    history = queries.history(owner, number)
    if history is None or not 1 <= place <= len(history.latest.exhibits):
        raise Http404
    return history.latest.exhibits[place - 1]


def neutral_name(exhibit: Exhibit) -> str:
    """A file name for somebody else's downloads folder: the label and what kind of file it is."""
    return exhibit.ref.replace("/", "-") + ENDINGS.get(exhibit.media_type, ".bin")


def read_range(header: str, size: int) -> tuple[int, int] | None:
    """The span of a Range header, start and stop; the whole without one, None if out of reach.

    Several ranges at once count as none, as RFC 9110 section 14.2 allows.
    """
    match = RANGE.fullmatch(header.strip())
    if not match or not any(match.groups()):
        return 0, size
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size
    start = int(first)
    stop = min(int(last) + 1, size) if last else size
    return (start, stop) if start < stop else None


def _partial(reader: PayloadReader, exhibit: Exhibit, span: tuple[int, int]) -> HttpResponseBase:
    start, stop = span
    response = StreamingHttpResponse(
        Pieces(reader, reader.pieces(start, stop)),
        status=HTTPStatus.PARTIAL_CONTENT,
        content_type=exhibit.media_type,
    )
    response["Accept-Ranges"] = "bytes"
    response["Content-Range"] = f"bytes {start}-{stop - 1}/{exhibit.size}"
    response["Content-Length"] = str(stop - start)
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = SANDBOX
    return response


class Pieces:
    """Pieces of a file for a response, which closes the file even if nobody reads them."""

    def __init__(self, reader: PayloadReader, pieces: Iterator[bytes]) -> None:
        self._reader = reader
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def close(self) -> None:
        self._reader.close()
