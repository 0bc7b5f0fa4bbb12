"""Asks the WSGI callable that the web server runs, without a web server.

    answer = ask(served, "/support", HTTP_ACCEPT_ENCODING="br")

`served` is the callable itself, with its table of public pages made.
"""

from __future__ import annotations

import gzip
import importlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import brotli
import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import override_settings

from fourfold.web.project.served import Served
from fourfold.web.safety.bodies import Application
from tests.web.guidance.addresses import SAMPLE

OPEN = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@dataclass(frozen=True)
class Sent:
    """What a server would send."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes

    def get(self, name: str) -> str:
        """All values of one header."""
        return ", ".join(value for each, value in self.headers if each.lower() == name.lower())

    @property
    def plain(self) -> bytes:
        """The body as it was before it was compressed."""
        return bytes(OPEN[self.get("Content-Encoding")](self.body)) if self.body else b""


def request(path: str, method: str = "GET", **more: str) -> dict[str, Any]:
    """What a server would make of a request to our own host."""
    host = {"HTTP_HOST": settings.ORIGIN.netloc, "SERVER_NAME": settings.ORIGIN.host}
    environ: dict[str, Any] = {"PATH_INFO": path, "REQUEST_METHOD": method, **host, **more}
    setup_testing_defaults(environ)
    return environ


def ask(application: Application, path: str, method: str = "GET", **more: str) -> Sent:
    """One request and its answer."""
    return send(application, request(path, method, **more))


def send(application: Application, environ: dict[str, Any]) -> Sent:
    told: list[tuple[str, list[tuple[str, str]]]] = []
    with quiet_database():
        pieces: Any = application(
            environ, lambda status, headers, _=None: told.append((status, headers))
        )
        body = b"".join(pieces)
        if hasattr(pieces, "close"):
            pieces.close()
    ((status, headers),) = told
    return Sent(status, headers, body)


@contextmanager
def quiet_database() -> Iterator[None]:
    """Leave the test's connection alone between requests, as Django's own test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@pytest.fixture(scope="session")
def served(no_files: Path) -> Served:
    """With a sample of the pages: all of them take as long as a start of the service does."""
    return make_served(no_files, SAMPLE)


def make_served(static: Path, paths: Iterable[str]) -> Served:
    """The callable that the server runs, with these pages drawn."""
    with override_settings(STATIC_ROOT=static), quiet_database():
        behind: Served = importlib.import_module("fourfold.web.project.wsgi").application
        application = Served(behind.behind, lambda: paths)
        application.rebuild()
    return application
