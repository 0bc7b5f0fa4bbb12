"""The queue for the one slow step of signing in: Argon2id, in processes of its own.

Each guess at a passphrase costs about a third of a CPU second and 128 MiB, which is its purpose, so
how many run at once is limited for the whole machine and the rest wait here, bounded. The queue is
fair between networks: each takes its turn, so that a crowd of guesses from one place cannot keep
the owner waiting. Nothing of it is written down: passphrases, results and the keyed hashes of
network prefixes live in memory only.
"""

from __future__ import annotations

import contextlib
import secrets
import subprocess
import sys
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from fourfold.vault.argon import Request, read_answer, write_request

KEEP_ANSWERS_SECONDS = 120.0
WAITING_THREADS = 4


class QueueFull(Exception):
    """Too many people are signing in at once; try again in a few seconds."""


@dataclass
class Job:
    """Some derivations that one person waits for, found again by a ticket only she holds."""

    requests: Sequence[Request]
    done: threading.Event = field(default_factory=threading.Event)
    answers: tuple[bytes, ...] = ()
    finished: float = 0.0


class ArgonQueue:
    """A bounded, fair queue in front of `workers` child processes."""

    def __init__(self, workers: int, limit: int) -> None:
        self._limit = limit
        self._waiting: OrderedDict[bytes, deque[Job]] = OrderedDict()
        self._jobs: dict[str, Job] = {}
        self._changed = threading.Condition()
        self._slots = threading.BoundedSemaphore(WAITING_THREADS)
        for _ in range(workers):
            threading.Thread(target=self._work, daemon=True, name="argon").start()

    def submit(self, network: bytes, requests: Sequence[Request]) -> str:
        """Queue some derivations; returns the ticket. Raises QueueFull."""
        job, ticket = Job(requests), secrets.token_urlsafe(24)
        with self._changed:
            self._forget_old()
            if sum(map(len, self._waiting.values())) >= self._limit:
                self._make_room(network)
            self._jobs[ticket] = job
            self._waiting.setdefault(network, deque()).append(job)
            self._changed.notify()
        return ticket

    def answer(self, ticket: str, seconds: float = 0.0) -> tuple[bytes, ...] | None:
        """The derived keys, once; None while they are not ready.

        Waits up to `seconds`, but only a few threads may wait at a time: the rest come back at
        once, so that Exit and every other page always find a free thread. Raises KeyError for a
        ticket that is unknown, used or too old.
        """
        with self._changed:
            self._forget_old()
            job = self._jobs[ticket]
        if not job.done.is_set() and seconds and self._slots.acquire(blocking=False):
            try:
                job.done.wait(seconds)
            finally:
                self._slots.release()
        if not job.done.is_set():
            return None
        with self._changed:
            del self._jobs[ticket]
        return job.answers

    def length(self) -> int:
        """How many people are waiting."""
        with self._changed:
            return sum(map(len, self._waiting.values()))

    def _work(self) -> None:
        child: subprocess.Popen[bytes] | None = None
        while True:
            job = self._next()
            try:
                if child and child.poll() is not None:
                    _stop(child)
                    child = None
                child = child or _start_child()
                job.answers = tuple(_ask(child, request) for request in job.requests)
            except OSError:
                # The child died (out of memory, say): whoever waits is told to try again.
                _stop(child)
                child = None
            job.finished = time.monotonic()
            job.done.set()

    def _next(self) -> Job:
        with self._changed:
            while not self._waiting:
                self._changed.wait()
            network, jobs = self._waiting.popitem(last=False)
            job = jobs.popleft()
            if jobs:
                self._waiting[network] = jobs
            return job

    def _make_room(self, network: bytes) -> None:
        """Send away the last of the longest line; raises QueueFull for one from that very line.

        Without it a crowd from one place would keep everybody else out of a full queue.
        """
        lengths = {each: len(jobs) for each, jobs in self._waiting.items()}
        longest = max(lengths, key=lengths.__getitem__)
        if lengths.get(network, 0) + 1 >= lengths[longest]:
            raise QueueFull
        sent_away = self._waiting[longest].pop()
        # Without an answer: whoever waits for it is told to try again.
        sent_away.finished = time.monotonic()
        sent_away.done.set()

    def _forget_old(self) -> None:
        limit = time.monotonic() - KEEP_ANSWERS_SECONDS
        old = [t for t, job in self._jobs.items() if job.done.is_set() and job.finished < limit]
        for ticket in old:
            del self._jobs[ticket]


def _start_child() -> subprocess.Popen[bytes]:
    """A process that knows nothing but this one calculation: no environment, lowest priority."""
    return subprocess.Popen(
        [sys.executable, "-I", "-m", "fourfold.vault.argon"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={},
    )


def _stop(child: subprocess.Popen[bytes] | None) -> None:
    """Let go of a process that answers no more."""
    if child:
        child.kill()
        with contextlib.suppress(BrokenPipeError), child:
            pass


def _ask(child: subprocess.Popen[bytes], request: Request) -> bytes:
    assert child.stdin
    assert child.stdout
    write_request(child.stdin, request)
    return read_answer(child.stdout)
