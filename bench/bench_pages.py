"""Public pages a second, beside the same bytes as a static file.

    python bench/bench_pages.py [--seconds 3] [--rounds 3]

`wrk` asks the running service for a page, then nginx (one worker) and `python -m http.server` for a
file with exactly that page, over the same number of connections, in turn. `per_second` is what the
machine gave while `wrk` ran on it too; `per_cpu_second` is per second of the server's own processor
time, which hardly depends on what else runs. Medians; `ratio` is of the latter, to nginx.
"""

from __future__ import annotations

import argparse
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
Figures = tuple[float, float]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    choice = parser.parse_args()
    service.need("wrk", "nginx")
    rows = []
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        (folder / "site").mkdir()
        (folder / "site" / "page.html").write_text("first")
        ours = stack.enter_context(service.running(folder / "data"))
        others = {
            "nginx, static file": stack.enter_context(peers.nginx(folder)),
            "python -m http.server, static file": stack.enter_context(peers.http_server(folder)),
        }
        for page in PAGES:
            (folder / "site" / "page.html").write_bytes(ours.get(page).read())
            asked = {f"fourfold {page}": (ours, page)}
            asked |= {f"{name} ({page})": (peer, "/page.html") for name, peer in others.items()}
            rows += measure(asked, choice.seconds, choice.rounds)
    report.write("pages", rows)


def measure(
    asked: dict[str, tuple[service.Service, str]], seconds: int, rounds: int
) -> list[report.Row]:
    found: dict[str, list[Figures]] = {name: [] for name in asked}
    for _ in range(rounds):
        for name, (server, path) in asked.items():
            found[name].append(load(server, path, seconds))
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


def load(server: service.Service, path: str, seconds: int) -> Figures:
    """Requests a second, by the clock and by the server's processor time."""
    pids = service.family(server.process.pid)
    before = service.cpu_seconds(pids)
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", f"{server.address}{path}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    spent = service.cpu_seconds(pids) - before
    counted = re.search(r"(\d+) requests in ([\d.]+)s", told)
    if counted is None or "Non-2xx" in told:
        raise SystemExit(f"{path}: {told}")
    requests = int(counted[1])
    return requests / float(counted[2]), requests / max(spent, 0.01)


if __name__ == "__main__":
    main()
