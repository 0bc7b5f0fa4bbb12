"""The inside of a sandboxed process: import one job, lock down, read, work, write, leave.

The job is a module of this package with `work(data: bytes) -> bytes`. It is imported before the
lock-down, since nothing can be read from disk after it. What a job raises goes nowhere: a
traceback could quote the data, so standard error is closed and only the exit code is left.
"""

import importlib
import os
import sys
from collections.abc import Callable

if sys.platform == "linux":
    from fourfold.render import lockdown

__all__ = ["DONE", "NOT_LOCKED", "run"]

DONE = 0
NOT_LOCKED = 3
CHUNK = 1 << 20


def run(job: str, memory: int, seconds: int, must_lock: bool) -> int:
    """Do one job from standard input to standard output; the exit code for the process.

    Args: the job's module name, bytes of address space, seconds of processor time, and whether
    the job may be done at all where there is no lock-down.
    """
    if not _locked(job, memory, seconds) and must_lock:
        return NOT_LOCKED
    work: Callable[[bytes], bytes] = importlib.import_module(job).work
    _write_all(work(_read_all()))
    return DONE


def _locked(job: str, memory: int, seconds: int) -> bool:
    if sys.platform != "linux":
        return False
    lockdown.set_limits(memory, seconds)
    importlib.import_module(job)
    try:
        lockdown.drop_powers()
    except lockdown.Unavailable:
        return False
    return True


def _read_all() -> bytes:
    # os.read: the buffered reader asks the system more questions than the filter answers.
    return b"".join(iter(lambda: os.read(0, CHUNK), b""))


def _write_all(data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(1, left[:CHUNK]) :]
