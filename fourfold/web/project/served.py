"""Public pages from memory, ahead of Django, which draws each of them once a day.

What is kept is a fixed table: made at the start and at each new day in the UK from the addresses
that the guidance names, put in place whole, and never filled or changed by a request. It holds the
headers and bytes that Django sends to somebody without a cookie, and the same bytes compressed.
Django answers whoever has a cookie (after Exit that leads to the neutral site), comes with a query,
or names us in an unusual way.

A page is taken only if its view says that it varies by `Accept-Encoding` and by nothing else. A
page that a visit can change never says so, and is neither kept nor compressed: how long a
compressed private page is would tell what stands on it.

Content and settings are fixed while the process runs; the helplines in the directory are not. So
every few seconds each process looks whether one of them has changed, and then draws all pages anew.
Until they are in place, what stands on a page is at most a minute old.
"""

from __future__ import annotations

import gzip
import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any
from wsgiref.util import setup_testing_defaults

import brotli
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from fourfold.web.project.env import LOCAL_HOSTS
from fourfold.web.safety.bodies import Application

# How often to look whether a new day has come (a computer that slept does not know how long) or
# a helpline has changed.
LOOK_SECONDS = 10.0
CODINGS = ("br", "gzip", "identity")
PLAIN = "identity"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent: as Django would, but for the coding and the length."""

    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Table:
    """The answers of one day, by path and coding, for those who ask one of `hosts`."""

    pages: Mapping[str, Mapping[str, Answer]]
    hosts: frozenset[str]
    since: float
    until: float

    def is_of(self, moment: float) -> bool:
        """Whether it was made for the day of this moment."""
        return self.since <= moment < self.until

    def find(self, environ: Mapping[str, Any], moment: float) -> Answer | None:
        """The answer to a request; None when Django has to give it."""
        page = self.pages.get(environ["PATH_INFO"])
        if (
            page is None
            or environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or environ.get("QUERY_STRING")
            or "HTTP_COOKIE" in environ
            or environ.get("HTTP_HOST") not in self.hosts
            or not self.is_of(moment)
        ):
            return None
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        return page[USUAL.get(accepted) or best_coding(accepted)]


NOTHING = Table({}, frozenset(), 0.0, 0.0)


class Served:
    """A WSGI application: public pages from the table, everything else from the one behind it."""

    def __init__(
        self,
        behind: Application,
        paths: Callable[[], Iterable[str]],
        clock: Callable[[], float] = time.time,
        helplines: Callable[[], object] = tuple,
    ) -> None:
        self.behind = behind
        self._paths = paths
        self._clock = clock
        self._helplines = helplines
        self._drawn: object = None
        self.table = NOTHING

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        answer = self.table.find(environ, self._clock())
        if answer is None:
            return self.behind(environ, start_response)
        start_response("200 OK", list(answer.headers))
        return [answer.body] if environ["REQUEST_METHOD"] == "GET" else []

    def rebuild(self) -> None:
        """Have every page drawn anew, then put all of them in place at once."""
        helplines = self._helplines()
        self.table = build(self.behind, self._paths())
        self._drawn = helplines

    def look(self) -> None:
        """Rebuild if a new day has come or `helplines` are others than those that were drawn."""
        if self._helplines() != self._drawn or not self.table.is_of(self._clock()):
            try:
                self.rebuild()
            except Exception:
                # What was drawn before may name a helpline that is withdrawn by now.
                self.table = NOTHING
                raise

    def start(self) -> None:
        """Build now and whenever it is time, beside the web threads; until then Django answers."""
        threading.Thread(target=self._for_ever, daemon=True, name="served").start()

    def _for_ever(self) -> None:
        while True:
            close_old_connections()
            try:
                self.look()
            except Exception:
                # Of whatever kind: Django answers meanwhile, and the next look tries again.
                log.exception("The public pages could not be drawn ahead")
            left = self.table.until - self._clock()
            time.sleep(left if 0 < left < LOOK_SECONDS else LOOK_SECONDS)


def build(application: Application, paths: Iterable[str]) -> Table:
    """The table of today; a page that may not be kept is left out."""
    day = timezone.localdate()
    pages = {}
    for path in paths:
        drawn = _ask(application, path)
        if drawn is not None:
            pages[path] = {coding: _coded(drawn, coding) for coding in CODINGS}
    if timezone.localdate() != day:
        # Midnight passed meanwhile: some pages are of one day and some of the next.
        return NOTHING
    since, until = _midnight(day), _midnight(day + timedelta(days=1))
    return Table(MappingProxyType(pages), accepted_hosts(), since, until)


def accepted_hosts() -> frozenset[str]:
    """The usual ways to name us in a request: fewer than Django takes, and none that it refuses."""
    origin = settings.ORIGIN
    port = origin.netloc.removeprefix(origin.host)
    return frozenset((origin.netloc, *(() if origin.is_https else (h + port for h in LOCAL_HOSTS))))


def best_coding(accepted: str) -> str:
    """The coding that a browser likes best by its Accept-Encoding, the smallest of several.

    Plain when it names none of ours, or refuses all of them: a page is better than an error.
    """
    weights = dict(_weighed(each) for each in accepted.lower().split(","))
    # By the standard plain is welcome even unnamed, but whoever names something prefers that.
    known = {coding: weights.get(coding, weights.get("*", 0.0)) for coding in CODINGS}
    return max((each for each in known if known[each] > 0), key=known.__getitem__, default=PLAIN)


def _weighed(item: str) -> tuple[str, float]:
    """A coding and how welcome it is, from "gzip;q=0.5"; not at all when that makes no sense."""
    name, _, weight = item.partition(";")
    if not weight:
        return name.strip(), 1.0
    try:
        return name.strip(), float(weight.strip().removeprefix("q="))
    except ValueError:
        return name.strip(), 0.0


# What browsers and programs mostly send, worked out beforehand.
USUAL = {
    accepted: best_coding(accepted)
    for accepted in ("gzip, deflate, br, zstd", "gzip, deflate, br", "gzip, deflate", "")
}


def _midnight(day: date) -> float:
    return datetime.combine(day, datetime.min.time(), timezone.get_default_timezone()).timestamp()


def _ask(application: Application, path: str) -> Answer | None:
    """What Django answers to a first visit; None when that may not be kept."""
    told: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> None:
        told.append((status, headers))

    environ = {"PATH_INFO": path, "HTTP_HOST": settings.ORIGIN.netloc}
    setup_testing_defaults(environ)  # the standard library's name for a plain GET
    pieces: Any = application(environ, start_response)
    try:
        body = b"".join(pieces)
    finally:
        pieces.close()
    ((status, headers),) = told
    named = {name.lower(): value for name, value in headers}
    is_kept = named.get("vary") == "Accept-Encoding" and "set-cookie" not in named
    return Answer(tuple(headers), body) if is_kept and status.startswith("200") else None


def _coded(plain: Answer, coding: str) -> Answer:
    body, more = plain.body, [("Content-Encoding", coding)]
    if coding == "br":
        body = brotli.compress(body, mode=brotli.MODE_TEXT, quality=11)
    elif coding == "gzip":
        body = gzip.compress(body, 9, mtime=0)
    else:
        more = []
    headers = [pair for pair in plain.headers if pair[0].lower() != "content-length"]
    return Answer((*headers, *more, ("Content-Length", str(len(body)))), body)
