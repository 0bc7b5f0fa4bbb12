"""A large file through the whole service: memory, temporary files, processor time.

    python bench/bench_upload.py [--mib 1024]

A browser's form with one file is streamed from a generator to /n/add of a running service, which
hashes, seals and keeps it. Beside it: nginx takes the same bytes by PUT into a plain file, which
it first writes to a temporary one. Both are asked twice, in turn; the better of two. Then what slow
clients do to everybody else: how long Exit takes while uploads or forms stall.
"""

from __future__ import annotations

import argparse
import http.client
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import peers
import report
import service

from tests.web.visitor import File, Visitor, encode_parts, start_record

MIB = 1024 * 1024
PIECE = os.urandom(MIB)
EVERY_SECONDS = 0.02
STALLED = 40


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--mib", type=int, default=1024)
    mib = parser.parse_args().mib
    service.need("nginx")
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        for each in ("site", "site/put", "tmp"):
            (folder / each).mkdir()
        (folder / "site" / "page.html").write_text("ready")
        ours = stack.enter_context(service.running(folder / "data", TMPDIR=str(folder / "tmp")))
        nginx = stack.enter_context(peers.nginx(folder))
        mine, theirs = [], []
        her = Visitor(ours.address)
        start_record(her)
        for n in range(2):
            mine.append(Upload(ours, folder / "tmp").run(lambda: post(her, mib)))
            theirs.append(Upload(nginx, folder / "body").run(lambda n=n: put(nginx, mib, n)))
        report.write(
            "upload",
            [
                row(f"fourfold: {mib} MiB hashed, sealed, flushed", mine, mib, theirs),
                row(f"nginx PUT: {mib} MiB to a plain file", theirs, mib, theirs),
            ],
        )
        report.write("stalled", stall(ours))


class Upload:
    """One upload, watched: processor time, the most memory above idle, the most temporary bytes."""

    def __init__(self, server: service.Service, temporary: Path) -> None:
        self._server = server
        self._temporary = temporary
        self.memory = self.left = 0.0

    def run(self, send: Callable[[], None]) -> Upload:
        pids = service.family(self._server.process.pid)
        idle, before = self._server.rss_mib(), service.cpu_seconds(pids)
        ends = threading.Event()
        watching = threading.Thread(target=self._watch, args=(ends, idle))
        watching.start()
        began = time.perf_counter()
        try:
            send()
        finally:
            self.wall = time.perf_counter() - began
            ends.set()
            watching.join()
        self.cpu = service.cpu_seconds(pids) - before
        return self

    def _watch(self, ends: threading.Event, idle: float) -> None:
        while not ends.wait(EVERY_SECONDS):
            self.memory = max(self.memory, self._server.rss_mib() - idle)
            self.left = max(self.left, held_mib(self._temporary))


def held_mib(folder: Path) -> float:
    found = 0
    for path in folder.rglob("*"):
        try:
            found += path.stat().st_size
        except OSError:
            continue
    return found / MIB


def row(what: str, runs: list[Upload], mib: int, base: list[Upload]) -> report.Row:
    cpu = min(run.cpu for run in runs)
    return {
        "what": what,
        "mib_per_second": round(mib / min(run.wall for run in runs)),
        "mib_per_cpu_second": round(mib / cpu),
        "memory_above_idle_mib": round(max(run.memory for run in runs), 1),
        "temporary_mib": round(max(run.left for run in runs), 1),
        "against": "nginx PUT",
        "ratio": round(min(run.cpu for run in base) / cpu, 3),
    }


def post(her: Visitor, mib: int) -> None:
    """The add form with one large file, as a browser sends it."""
    form = her.fill_in("/n/add", what="A long film.", when="unknown")
    kind, body = encode_parts(form.fields, (File("film.mp4", b"%"),))
    before, after = body.split(b"%", 1)
    line = http.client.HTTPConnection(her.netloc, timeout=300)
    length = len(before) + mib * MIB + len(after)
    cookies = "; ".join(f"{name}={value}" for name, value in her.cookies.items())
    headers = her.headers | {"Cookie": cookies, "Content-Type": kind, "Content-Length": str(length)}
    line.request("POST", "/n/add", stream(before, mib, after), headers)
    answer = line.getresponse()
    if answer.status != 303 or not answer.getheader("Location", "").endswith("/saved"):
        raise SystemExit(f"the upload was answered {answer.status} {answer.getheader('Location')}")


def put(server: service.Service, mib: int, n: int) -> None:
    line = http.client.HTTPConnection("localhost", server.port, timeout=300)
    headers = {"Content-Length": str(mib * MIB)}
    line.request("PUT", f"/put/{n}", stream(b"", mib, b""), headers)
    answer = line.getresponse()
    if answer.status != 201:
        raise SystemExit(f"nginx answered {answer.status}")


def stream(before: bytes, mib: int, after: bytes) -> Iterator[bytes]:
    if before:
        yield before
    for _ in range(mib):
        yield PIECE
    if after:
        yield after


def stall(server: service.Service) -> list[report.Row]:
    """Exit with nobody else there, and with uploads and forms that never go on."""
    visitors = [Visitor(server.address) for _ in range(5)]
    for visitor in visitors:
        start_record(visitor)
    rows = [exits("nobody else is there", server, 0, 0)]
    for what, path, kind, length in (
        ("uploads that stall", "/n/add", "multipart/form-data; boundary=xyz", 9 * MIB),
        ("forms that stall", "/n/open", "application/x-www-form-urlencoded", 1000),
    ):
        with ExitStack() as stack:
            lines = []
            for n in range(STALLED):
                visitor = visitors[n % len(visitors)]
                line = http.client.HTTPConnection(visitor.netloc, timeout=1)
                stack.callback(line.close)
                line.connect()
                line.sock.sendall(visitor.head_of_post(path, kind, length) + b"--")
                lines.append(line)
            time.sleep(1)
            answered = sum(is_answered(line) for line in lines)
            rows.append(exits(f"{STALLED} {what}", server, STALLED - answered, answered))
    return rows


def is_answered(line: http.client.HTTPConnection) -> bool:
    line.sock.setblocking(False)
    try:
        return bool(line.sock.recv(1))
    except OSError:
        return False


def exits(what: str, server: service.Service, waiting: int, refused: int) -> report.Row:
    took = sorted(timed_exit(server) for _ in range(200))
    return {
        "what": what,
        "threads_held": waiting,
        "refused": refused,
        "exit_median_ms": round(median(took) * 1000, 2),
        "exit_p99_ms": round(took[-3] * 1000, 2),
    }


def timed_exit(server: service.Service) -> float:
    began = time.perf_counter()
    answer = server.get("/leave", **{"Sec-Fetch-Site": "same-origin"})
    answer.read()
    if answer.status != 302:
        raise SystemExit(f"Exit answered {answer.status}")
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
