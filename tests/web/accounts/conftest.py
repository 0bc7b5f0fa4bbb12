"""The cast, and a sign-in queue that derives at once.

Only the cost is left out: what the real queue's processes would compute in a third of a second is
here a plain hash. One test of the way in runs with the real ones.
"""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator

import pytest

from fourfold.vault.argon import Request
from fourfold.web.accounts import argon, server
from tests.cast import ada, cal, nobody, service  # noqa: F401


class NoProcess:
    """Where the child process would be."""

    def poll(self) -> None:
        return None


def derive_quickly(_child: object, request: Request) -> bytes:
    """32 bytes from a passphrase and a salt."""
    return hashlib.sha256(request.salt + request.passphrase.encode()).digest()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[argon.ArgonQueue]:
    """A sign-in queue without the cost, and no wrong try of an earlier test."""
    monkeypatch.setattr(argon, "_start_child", NoProcess)
    monkeypatch.setattr(argon, "_ask", derive_quickly)
    for each in (server.queue, server.throttle):
        each.cache_clear()
    queue = server.queue()
    yield queue
    for job in tuple(queue._jobs.values()):
        job.done.wait()  # or its thread would meet the real processes' functions
    for each in (server.queue, server.throttle):
        each.cache_clear()


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes that the queue of this test starts; ended with it."""
    started: list[subprocess.Popen[bytes]] = []
    start = argon._start_child

    def note() -> subprocess.Popen[bytes]:
        started.append(start())
        return started[-1]

    monkeypatch.setattr(argon, "_start_child", note)
    yield started
    for child in started:
        argon._stop(child)
