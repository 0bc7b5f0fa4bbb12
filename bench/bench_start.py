"""How long `fourfold serve` takes from the command to the first page that is answered.

    python bench/bench_start.py [--rounds 5]

Cold: an empty data folder, so keys, database and style sheets are made first. Warm: what every
later start costs. Beside them: a process that imports and sets up an empty Django project, which no
Django service can start faster than. Medians.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import report
import service

EMPTY_PROJECT = """
import django
from django.conf import settings
settings.configure(INSTALLED_APPS=["django.contrib.staticfiles"])
django.setup()
from django.core.wsgi import get_wsgi_application
get_wsgi_application()
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    cold, warm, empty = [], [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            cold.append(start_once(Path(folder) / "data"))
            warm.append(start_once(Path(folder) / "data"))
        empty.append(import_once())
    base = median(empty)
    report.write(
        "start",
        [
            row("cold: keys, database and style sheets are made", cold, base),
            row("warm: everything is there", warm, base),
            row("an empty Django project, imported and set up", empty, base),
        ],
    )


def start_once(data: Path) -> float:
    began = time.perf_counter()
    one = service.start(data)
    try:
        return service.wait(one) - began
    finally:
        service.stop(one)


def import_once() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", EMPTY_PROJECT], check=True)
    return time.perf_counter() - began


def row(what: str, seconds: list[float], base: float) -> report.Row:
    return {
        "what": what,
        "median_seconds": round(median(seconds), 3),
        "slowest_seconds": round(max(seconds), 3),
        "against": "empty Django project",
        "ratio": round(median(seconds) / base, 2),
    }


if __name__ == "__main__":
    main()
