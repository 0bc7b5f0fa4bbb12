"""A real `fourfold serve` on a data folder, and what its processes cost."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import report

ROOT = Path(__file__).resolve().parents[1]
WAIT_SECONDS = 120.0
PATHS = os.environ | {"PATH": f"{os.environ['PATH']}:/usr/sbin"}


@dataclass(frozen=True)
class Service:
    """A running service: where it answers and which processes it is."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        """One request on a connection of its own."""
        line = http.client.HTTPConnection("localhost", self.port, timeout=WAIT_SECONDS)
        line.request("GET", path, headers=headers)
        return line.getresponse()

    def rss_mib(self) -> float:
        """Memory held now by the service and every process that it started."""
        return sum(_rss_mib(pid) for pid in family(self.process.pid))


def start(data: Path, **settings: str) -> Service:
    """Start a service; it may not answer yet."""
    port = free_port()
    plain = {name: value for name, value in os.environ.items() if "FOURFOLD" not in name}
    command = [sys.executable, "-m", "fourfold.cli.main", "serve"]
    process = subprocess.Popen(
        [*command, "--port", str(port), "--data", str(data)],
        env=plain | settings,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    return Service(port, process)


def wait(service: Service, path: str = "/") -> float:
    """Ask until a page is answered; returns the moment (time.perf_counter)."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline and service.process.poll() is None:
        try:
            answer = service.get(path)
        except OSError:
            time.sleep(0.005)
            continue
        if answer.status == 200 and answer.read():
            return time.perf_counter()
    raise SystemExit("the service did not start")


def wait_until_drawn(service: Service) -> None:
    """Let the service draw its public pages, which takes a core for some seconds after a start."""
    deadline = time.monotonic() + WAIT_SECONDS
    while service.get("/", **{"Accept-Encoding": "br"}).getheader("Content-Encoding") != "br":
        if time.monotonic() > deadline:
            raise SystemExit("the service never drew its pages ahead")
        time.sleep(0.2)


@contextmanager
def running(data: Path, **settings: str) -> Iterator[Service]:
    """A service that answers and is at rest, and is stopped afterwards."""
    service = start(data, **settings)
    try:
        wait(service)
        wait_until_drawn(service)
        yield service
    finally:
        stop(service)


def stop(service: Service) -> None:
    service.process.terminate()
    service.process.wait(30)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def family(pid: int) -> list[int]:
    """A process and all that descend from it, whichever thread started them."""
    children: list[str] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            children += path.read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def _rss_mib(pid: int) -> float:
    held = report.read_fact(f"/proc/{pid}/status", "VmRSS").removesuffix(" kB")
    return int(held or 0) / 1024


def cpu_seconds(pids: list[int]) -> float:
    """Processor time, user and system, that these processes have used so far."""
    ticks = os.sysconf("SC_CLK_TCK")
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(each[11]) + int(each[12]) for each in fields) / ticks


def need(*programs: str) -> None:
    """Stop with a sentence when a program is missing."""
    packages = {"nginx": "nginx-light"}
    missing = [name for name in programs if shutil.which(name, path=PATHS["PATH"]) is None]
    if missing:
        wanted = " ".join(packages.get(name, name) for name in missing)
        raise SystemExit(f"{Path(sys.argv[0]).name} needs {wanted}: apt-get install -y {wanted}")
