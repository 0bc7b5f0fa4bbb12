"""Look-ups of a postcode's police force a second, and how long the official directory takes.

    python bench/bench_areas.py [--rounds 3] [--rows 2700000]

Look-ups: postcodes as people type them, each parsed and answered with its confidence, beside the
plainest thing that could do half of it: the same text, already clean, looked up in a SQLite table
with a row for every postcode, in memory, and in a Python dict of them. Import: `fourfold areas
import` as a command of its own, with a made-up file of the real size and columns. Medians.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import directory
import report

from fourfold.data import areas

SAMPLE = 100_000
SHAPES: tuple[Callable[[str], str], ...] = (
    str,
    str.lower,
    lambda text: text.replace(" ", ""),
    lambda text: text.lower().replace(" ", ""),
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=int, default=2_700_000)
    choice = parser.parse_args()
    # First: a command that is started later counts the memory of whoever starts it as its own.
    if choice.rows:
        report.write("areas-import", imports(choice.rounds, choice.rows))
    report.write("areas", look_ups(choice.rounds))


def look_ups(rounds: int) -> list[report.Row]:
    postcodes = [f"{out} {inward}" for out, inward, *_rest in directory.postcodes()]
    table = areas.load()
    rows = {postcode: table.table.force_of(postcode) for postcode in postcodes}
    chance = random.Random(1)  # noqa: S311
    asked = chance.sample(postcodes, SAMPLE)
    typed = [chance.choice(SHAPES)(postcode) for postcode in asked]
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE areas (postcode TEXT PRIMARY KEY, force INTEGER) WITHOUT ROWID")
    base.executemany("INSERT INTO areas VALUES (?, ?)", rows.items())
    query = "SELECT force FROM areas WHERE postcode = ?"
    ways: dict[str, tuple[Callable[[str], object], list[str]]] = {
        "fourfold: as typed, with confidence": (table.find, typed),
        "sqlite: clean text, one force": (
            lambda text: base.execute(query, (text,)).fetchone(),
            asked,
        ),
        "dict: clean text, one force": (rows.get, asked),
    }
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, (look_up, texts) in ways.items():
            found[name].append(SAMPLE / cpu_seconds(look_up, texts))
    against = median(found["sqlite: clean text, one force"])
    return [
        {
            "what": name,
            "per_cpu_second": round(median(rates)),
            "against": "sqlite",
            "ratio": round(median(rates) / against, 2),
        }
        for name, rates in found.items()
    ]


def cpu_seconds(look_up: Callable[[str], object], texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        look_up(text)
    return time.process_time() - began


def imports(rounds: int, rows: int) -> list[report.Row]:
    kinds = {
        "NSPL_AUG_2026_UK.csv": (directory.NSPL, False),
        "ONSPD_MAY_2023_UK.csv": (directory.ONSPD, True),
    }
    made: list[report.Row] = []
    with tempfile.TemporaryDirectory() as name:
        for file, (header, is_quoted) in kinds.items():
            path = Path(name) / file
            directory.write(path, header, rows, is_quoted)
            taken = [take(path, Path(name) / f"data{each}") for each in range(rounds)]
            made.append(
                {
                    "what": file.partition("_")[0],
                    "rows": rows,
                    "mib": path.stat().st_size >> 20,
                    "seconds": round(median(each[0] for each in taken), 1),
                    "cpu_seconds": round(median(each[1] for each in taken), 1),
                    "peak_mib": round(median(each[2] for each in taken)),
                }
            )
            path.unlink()
    return made


def take(path: Path, data: Path) -> tuple[float, float, int]:
    """Seconds by the clock and of processor time, and the most memory, of one import."""
    command = [sys.executable, "-m", "fourfold.cli.main", "areas", "import", str(path)]
    began = time.perf_counter()
    process = subprocess.Popen([*command, "--data", str(data)], stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the import ended with {process.returncode}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, peak(used)


def peak(used: resource.struct_rusage) -> int:
    return used.ru_maxrss >> 10


if __name__ == "__main__":
    main()
