"""Public pages a second on one core, beside the same bytes as a static file.

    python bench/bench_pages.py [--seconds 2] [--rounds 5]

`wrk` asks the running service for a page over connections that stay open, then nginx (one worker)
and `python -m http.server` for a file with exactly the bytes that the service sent: plain, and as a
browser gets them, compressed with brotli. All servers run on one core, in turn, and `wrk` on
another. `per_second` is by the clock; `per_cpu_second` is per second of the server's own processor
time, which hardly depends on what else runs. Medians; `ratio` is of the latter, to nginx.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import peers
import report
import service

PAGES = ("/", "/understand/signs", "/support")
CONNECTIONS = 8
CODINGS = {"plain": "identity", "brotli": "br"}
Figures = tuple[float, float]
Asked = tuple[service.Service, str, str]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    choice = parser.parse_args()
    service.need("wrk", "nginx", "taskset")
    cores = sorted(os.sched_getaffinity(0))
    # For this process and so for the servers that it starts.
    os.sched_setaffinity(0, cores[:1])
    rows = []
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        (folder / "site").mkdir()
        (folder / "site" / "page.html").write_text("first")
        ours = stack.enter_context(service.running(folder / "data"))
        nginx = stack.enter_context(peers.nginx(folder))
        python = stack.enter_context(peers.http_server(folder))
        for page in PAGES:
            for name, coding in CODINGS.items():
                (folder / "site" / "page.html").write_bytes(page_from_memory(ours, page, coding))
                asked: dict[str, Asked] = {
                    f"fourfold {page}, {name}": (ours, page, coding),
                    f"nginx, static file ({page}, {name})": (nginx, "/page.html", coding),
                }
                if name == "plain":
                    asked[f"python -m http.server ({page})"] = (python, "/page.html", coding)
                rows += measure(asked, cores[-1], choice)
    report.write("pages", rows)


def page_from_memory(ours: service.Service, page: str, coding: str) -> bytes:
    """What the service sends once it has drawn its pages ahead."""
    service.wait_until_drawn(ours)
    return ours.get(page, **{"Accept-Encoding": coding}).read()


def measure(asked: dict[str, Asked], core: int, choice: argparse.Namespace) -> list[report.Row]:
    found: dict[str, list[Figures]] = {name: [] for name in asked}
    for _ in range(choice.rounds):
        for name, each in asked.items():
            found[name].append(load(each, core, choice.seconds))
    rates = {
        name: (median(each[0] for each in figures), median(each[1] for each in figures))
        for name, figures in found.items()
    }
    base = next(rate[1] for name, rate in rates.items() if name.startswith("nginx"))
    return [
        {
            "what": name,
            "per_second": round(rate[0]),
            "per_cpu_second": round(rate[1]),
            "against": "nginx",
            "ratio": round(rate[1] / base, 4),
        }
        for name, rate in rates.items()
    ]


def load(asked: Asked, core: int, seconds: int) -> Figures:
    """Requests a second, by the clock and by the server's processor time."""
    server, path, coding = asked
    pids = service.family(server.process.pid)
    before = service.cpu_seconds(pids)
    command = ["taskset", "-c", str(core), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    command += ["-H", f"Accept-Encoding: {coding}", f"{server.address}{path}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    spent = service.cpu_seconds(pids) - before
    counted = re.search(r"(\d+) requests in ([\d.]+)s", told)
    if counted is None or "Non-2xx" in told:
        raise SystemExit(f"{path}: {told}")
    requests = int(counted[1])
    return requests / float(counted[2]), requests / max(spent, 0.01)


if __name__ == "__main__":
    main()
