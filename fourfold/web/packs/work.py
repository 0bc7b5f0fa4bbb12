"""Work that takes longer than a request: one thread beside the web threads, keys in memory only.

The row says that something is to be done and until when somebody is at it; what to do and with
which keys is never written down. When the process dies, the row's lease runs out and the owner's
next request hands the work in again.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from functools import cache

from django.db import close_old_connections

Job = Callable[[], None]
log = logging.getLogger(__name__)


class Worker:
    """Does jobs one after the other in a thread of its own."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
        threading.Thread(target=self._work, daemon=True, name="packs").start()

    def hand_in(self, job: Job) -> None:
        """Do `job` when its turn comes. It must note its own outcome."""
        self._jobs.put(job)

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            close_old_connections()
            try:
                job()
            except Exception:
                # A job that fails to note its own failure must not end the thread for the others.
                log.exception("A job failed")
            finally:
                close_old_connections()


@cache
def worker() -> Worker:
    """The process's worker, started with its first job."""
    return Worker()
