"""Run a job on untrusted bytes in a process that can do nothing but answer.

`python -I -S` without an environment, started for one job and gone after it; data in and answer
out by pipes; no keys, no files, no network (see `lockdown`). The parent trusts nothing it gets
back: an answer has a greatest size, and a job a greatest time.
"""

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Final, cast

import fourfold
from fourfold.render import probe, worker
from fourfold.render.errors import JobFailed, NoSandbox

__all__ = ["Job", "State", "run", "state"]

MIB: Final = 1 << 20
AT_ONCE: Final = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))
START: Final = (
    "import os, sys; sys.path = sys.argv[1].split(os.pathsep); "
    "from fourfold.render import worker; "
    "sys.exit(worker.run(sys.argv[2], *map(int, sys.argv[3:6])))"
)


@dataclass(frozen=True, slots=True)
class Job:
    """A module with `work(data: bytes) -> bytes`, and what it may use up.

    memory and largest_answer in bytes; processor and patience in seconds. must_lock is False only
    for a job whose program and data are our own.
    """

    module: str
    memory: int = 1024 * MIB
    processor: int = 20
    patience: float = 30.0
    largest_answer: int = 64 * MIB
    must_lock: bool = True


class State(StrEnum):
    """What the sandbox of this machine is worth, found by trying to get out of it."""

    WHOLE = "whole"
    NONE = "none"
    LEAKS = "leaks"
    BROKEN = "broken"


PROBE: Final = Job(probe.__name__)


def run(job: Job, data: bytes) -> bytes:
    """The job's answer to `data`.

    Raises NoSandbox when the machine cannot lock the job in and it must be; JobFailed when it
    crashed, was killed, took too long or answered too much.
    """
    if job.must_lock and sys.platform != "linux":
        raise NoSandbox
    with AT_ONCE:
        code, answer = _exchange(job, data)
    if code == worker.NOT_LOCKED:
        raise NoSandbox
    if code != worker.DONE or len(answer) > job.largest_answer:
        raise JobFailed(job.module)
    return answer


@functools.cache
def state() -> State:
    """Whether this machine locks jobs in; tried once in the life of this process."""
    try:
        answer = run(PROBE, __file__.encode())
    except NoSandbox:
        return State.NONE
    except JobFailed:
        return State.BROKEN
    return State.WHOLE if answer == probe.LOCKED_IN else State.LEAKS


def _exchange(job: Job, data: bytes) -> tuple[int, bytes]:
    """The exit code, and the answer or as much of it as shows that it is too long."""
    try:
        process = subprocess.Popen(
            _command(job),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd=os.path.abspath(os.sep),
        )
    except OSError as error:
        raise JobFailed(job.module) from error
    with _deadline(process, job.patience):
        stdin, stdout = cast("tuple[IO[bytes], IO[bytes]]", (process.stdin, process.stdout))
        feeder = threading.Thread(target=_feed, args=(stdin, data), daemon=True)
        feeder.start()
        with stdout:
            answer = stdout.read(job.largest_answer + 1)
        feeder.join()
    return process.returncode, answer


@contextmanager
def _deadline(process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """Whatever happens inside, the process is dead after `seconds` and gone at the end."""
    alarm = threading.Timer(seconds, process.kill)
    alarm.start()
    try:
        yield
        process.wait()
    finally:
        process.kill()
        process.wait()
        alarm.cancel()


def _feed(pipe: IO[bytes], data: bytes) -> None:
    try:
        with pipe:
            pipe.write(data)
    except BrokenPipeError:
        # The job stopped reading; its exit code says why.
        return


def _command(job: Job) -> list[str]:
    # -S leaves the installed packages out of the path, so the child is told where we found ours.
    places = [str(Path(fourfold.__file__).parents[1]), *filter(None, sys.path)]
    isolated = [sys.executable, "-I", "-S", "-B", "-c", START, os.pathsep.join(places)]
    limits = (job.memory, job.processor, int(job.must_lock))
    return [*isolated, job.module, *map(str, limits)]
