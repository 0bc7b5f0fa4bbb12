"""Bodies that come or go slowly, or stop half way: what they may take from everybody else.

A server thread waits for as long as a sender or a reader takes. So only some threads may wait for
uploads, some for forms and some for downloads; the rest always answer pages, and Exit. One record
gets a few of the places only. The server reports a body that was cut as if it had ended, so what
arrived is counted. Source: docs/threat-model.md, "slow clients".
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, Protocol

from django.http import HttpRequest
from django.http.response import HttpResponseBase, StreamingHttpResponse

from fourfold.web.safety.network import is_this_computer, network

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Stream(Protocol):
    """The part of `wsgi.input` that Django reads with."""

    def read(self, size: int, /) -> bytes: ...
    def readline(self, size: int, /) -> bytes: ...


class CountedBody:
    """A request's body that knows how many of the promised bytes are still to come."""

    def __init__(self, stream: Stream, length: int) -> None:
        self._stream = stream
        self.missing = length

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; fewer at the end."""
        return self._count(self._stream.read(self.missing if size < 0 else size))

    def readline(self, size: int = -1) -> bytes:
        """One line, or `size` bytes of it."""
        return self._count(self._stream.readline(self.missing if size < 0 else size))

    def _count(self, data: bytes) -> bytes:
        self.missing -= len(data)
        return data


def counted(application: Application) -> Application:
    """The same application; `is_cut` can tell of its requests."""

    def inner(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isdecimal():
            environ["wsgi.input"] = CountedBody(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return inner


def is_cut(request: HttpRequest) -> bool:
    """Whether less has arrived than was promised; asked when the body has been read."""
    body = request.META.get("wsgi.input")
    return isinstance(body, CountedBody) and body.missing > 0


class Place:
    """One place taken, until it is given back."""

    def __init__(self, give: Callable[[], None]) -> None:
        self._give: Callable[[], None] | None = give

    def give_back(self) -> None:
        """Let somebody else have it; does nothing a second time."""
        give, self._give = self._give, None
        if give:
            give()


class Places:
    """So many at the same time: `total` in all, `each` for any one of those who ask."""

    def __init__(self, total: int, each: int) -> None:
        self.total = total
        self._each = each
        self._lock = threading.Condition()
        self._taken: Counter[Hashable] = Counter()

    def take(self, who: Hashable) -> Place | None:
        """A place for `who`, to be given back; None when there is none to be had now."""
        return self.wait_for(who, 0.0)

    def wait_for(self, who: Hashable, seconds: float) -> Place | None:
        """The same, but worth waiting for a moment."""
        with self._lock:
            if not self._lock.wait_for(lambda: self._has_room(who), seconds):
                return None
            self._taken[who] += 1
        return Place(lambda: self._give_back(who))

    def _has_room(self, who: Hashable) -> bool:
        return self._taken.total() < self.total and self._taken[who] < self._each

    def _give_back(self, who: Hashable) -> None:
        with self._lock:
            self._taken[who] -= 1
            if not self._taken[who]:
                del self._taken[who]
            self._lock.notify_all()


class StreamedBody:
    """The pieces of an answer, which give its place back when they end or nobody wants more."""

    def __init__(self, pieces: Iterable[bytes], place: Place) -> None:
        self._pieces = pieces
        self._place = place

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._pieces
        finally:
            self._place.give_back()

    def close(self) -> None:
        """Called by Django, also when not one piece was asked for."""
        self._place.give_back()


UPLOADS = Places(total=12, each=4)
DOWNLOADS = Places(total=12, each=8)  # a browser opens six connections

# Making a small picture takes up to half a minute, and the whole file in memory.
PREVIEWS = Places(total=4, each=2)

# Leaflets are set one at a time, in a moment each: so many wait, others a little for a place.
LEAFLETS = Places(total=12, each=6)
LEAFLET_PATIENCE = 0.25

# What an owner wrote can take half a minute to set: nobody's leaflet waits for it.
OWN_SHEETS = Places(total=4, each=2)

# A form arrives at once, or somebody keeps it back; so there is no queue to speak of.
FORMS = Places(total=12, each=3)
FORM_PATIENCE = 0.25

# Threads that may be waiting for slow clients, slow pictures and leaflets, all told.
SLOW = sum(each.total for each in (UPLOADS, DOWNLOADS, PREVIEWS, LEAFLETS, OWN_SHEETS, FORMS))


def asker(request: HttpRequest) -> Hashable:
    """Who asks for something public: one network gets a few of the places.

    Callers on this computer count one by one: a proxy that the settings do not name would make
    one network of everybody.
    """
    return object() if is_this_computer(request) else network(request)


def read_form(request: HttpRequest) -> bool:
    """Read a small body into memory; False when too many others are keeping theirs back."""
    place = FORMS.wait_for(asker(request), FORM_PATIENCE)
    if place is None:
        return False
    try:
        return request.body is not None
    finally:
        place.give_back()


def hold_a_place(response: HttpResponseBase, who: Hashable) -> bool:
    """Let a streamed answer count among the downloads; False when there is no place for it."""
    if not isinstance(response, StreamingHttpResponse):
        return True
    place = DOWNLOADS.take(who)
    if place is None:
        return False
    pieces: Any = response.streaming_content
    response.streaming_content = StreamedBody(pieces, place)
    return True
