"""Prints what a benchmark found and writes it to bench/results, with the machine and the date."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
Row = Mapping[str, str | int | float]


def write(name: str, rows: Sequence[Row]) -> Path:
    """Print `rows`, flat and with the same keys, as a table; write them to results/`name`.json."""
    found = {
        "benchmark": name,
        "utc": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": describe_machine(),
        "rows": [dict(row) for row in rows],
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    print(lay_out(rows))
    print(f"-> {path}")
    return path


def describe_machine() -> dict[str, str | int | float]:
    """What a reader needs to compare figures; nothing that names the machine or its owner."""
    processor = read_fact("/proc/cpuinfo", "model name") or platform.machine()
    memory = read_fact("/proc/meminfo", "MemTotal").removesuffix(" kB")
    return {
        "processor": processor,
        "cores": os.cpu_count() or 0,
        "memory_mib": int(memory or 0) // 1024,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def read_fact(path: str, name: str) -> str:
    """The value of the first "name: value" line of a file, or nothing."""
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return ""
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "")


def lay_out(rows: Sequence[Row]) -> str:
    """A plain table, one line a row."""
    heads = list(rows[0])
    lines = [heads, *([show(row[head]) for head in heads] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def show(value: str | int | float) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)
