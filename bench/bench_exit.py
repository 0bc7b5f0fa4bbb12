"""How long Exit takes while 200 people wait to sign in, beside Exit with nobody waiting.

    python bench/bench_exit.py [--people 200] [--exits 200] [--rounds 5]

Each Exit is one visitor with a visit on the server, who asks for /leave on a new connection; the
time runs from there to the last byte of the answer. The crowd is another process: everybody in it
signs in, waits, presses the button every five seconds, and signs in again. Figures are medians of
rounds, in milliseconds; `ratio` is to the same figure with nobody waiting, in the same run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import report
import service as services
from service import ROOT, Service

sys.path.insert(0, str(ROOT))

from tests.journeys.test_exit_under_load import with_a_visit
from tests.web.visitor import Visitor


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=200)
    options.add_argument("--exits", type=int, default=200)
    options.add_argument("--rounds", type=int, default=5)
    asked = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        services.running(Path(folder) / "data") as service,
    ):
        rows = measure(service, asked.people, asked.exits, asked.rounds)
    report.write("exit", rows)


def measure(service: Service, people: int, exits: int, rounds: int) -> list[report.Row]:
    alone = [leave_one_by_one(service, exits) for _ in range(rounds)]
    with crowd(service, people):
        beside = [leave_one_by_one(service, exits) for _ in range(rounds)]
    return [
        row("nobody", alone, alone),
        row(f"{people} people", beside, alone),
    ]


def leave_one_by_one(service: Service, exits: int) -> list[float]:
    """Milliseconds for each Exit."""
    taken = []
    for visitor in [with_a_visit(Visitor(service.address)) for _ in range(exits)]:
        started = time.perf_counter()
        answer = visitor.get("/leave")
        taken.append((time.perf_counter() - started) * 1000)
        assert answer.status == 302
    return taken


@contextmanager
def crowd(service: Service, people: int) -> Iterator[None]:
    """A crowd that waits, from when all are in line."""
    command = [sys.executable, "-m", "tests.journeys.crowd", service.address, str(people)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert process.stdout
        assert process.stdout.readline() == b"waiting\n"
        yield
        assert process.poll() is None, "the crowd has gone"
    finally:
        process.kill()
        process.wait()


def row(waiting: str, rounds: list[list[float]], base: list[list[float]]) -> report.Row:
    p50, p99 = percentile(rounds, 50), percentile(rounds, 99)
    return {
        "waiting": waiting,
        "p50_ms": p50,
        "p99_ms": p99,
        "worst_ms": max(map(max, rounds)),
        "p50_ratio": p50 / percentile(base, 50),
        "p99_ratio": p99 / percentile(base, 99),
    }


def percentile(rounds: list[list[float]], which: int) -> float:
    return median(quantiles(each, n=100, method="inclusive")[which - 1] for each in rounds)


if __name__ == "__main__":
    main()
