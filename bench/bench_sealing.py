"""How fast evidence is kept, beside programs that only hash or only encrypt the same bytes.

    python bench/bench_sealing.py [--mib 1024] [--rounds 5] [--folder /somewhere/on/a/disk]

In memory: `vault.keep.Keeper` (SHA-256 and sealing) beside `hashlib.sha256` alone, one thread.
From a file: a whole process that reads, hashes, seals, writes and flushes to the disk, beside
`openssl dgst -sha256`, `sha256sum` and `age`, none of which do all of that. Figures are medians of
interleaved rounds, GiB per second of processor time (user and system); `ratio` is to the program
named in `against`, in the same run. The source is in the page cache for everybody.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import report

from fourfold.vault.age import Identity
from fourfold.vault.disk import DiskStore
from fourfold.vault.keep import PIECE, Keeper, Kept, keep, open_kept
from fourfold.vault.payload import CHUNK

MIB = 1024 * 1024
KEEP_ONE = """
import json, sys, time
from pathlib import Path
from fourfold.vault.age import Recipient
from fourfold.vault.disk import DiskStore
from fourfold.vault.keep import Keeper, keep

source, folder, recipient, name = sys.argv[1:]
wall, spent = time.perf_counter(), time.process_time()
with open(source, "rb", buffering=0) as file:
    kept = keep(Keeper(DiskStore(Path(folder)), name, [Recipient.from_text(recipient)]), file)
spent, wall = time.process_time() - spent, time.perf_counter() - wall
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM:"))
peak = int(peak.split()[1]) / 1024
print(json.dumps({"rate": kept.size / 2**30 / spent, "wall": wall, "peak": peak}))
"""
RECORD = Identity(b"\x07" * 32)
NAME = "ab" * 16
Figures = dict[str, float]


class Nowhere:
    """A store and a writer that drop everything, so that only hashing and sealing are measured."""

    def writer(self, _name: str) -> Nowhere:
        return self

    def write(self, data: memoryview) -> None:
        pass

    def finish(self) -> None:
        pass

    def abandon(self) -> None:
        pass


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--mib", type=int, default=1024)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    choice = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=choice.folder) as folder:
        rows = in_memory(choice.rounds)
        rows += from_file(Path(folder), choice.mib, choice.rounds)
        rows += at_random(Path(folder))
    report.write("sealing", rows)


def row(what: str, figures: list[Figures], against: str, base: float) -> report.Row:
    rate = median(figure["rate"] for figure in figures)
    return {
        "what": what,
        "gib_per_cpu_second": round(rate, 3),
        "against": against,
        "ratio": round(rate / base, 3),
        "wall_seconds": round(median(figure["wall"] for figure in figures), 4),
        "peak_mib": round(max(figure["peak"] for figure in figures), 1),
    }


def in_memory(rounds: int) -> list[report.Row]:
    piece = memoryview(bytearray(os.urandom(PIECE)))
    pieces = 512 * MIB // PIECE

    def only_hash() -> None:
        digest = hashlib.sha256()
        for _ in range(pieces):
            digest.update(piece)

    def hash_and_seal(step: int) -> None:
        keeper = Keeper(Nowhere(), NAME, [RECORD.recipient])  # type: ignore[arg-type]
        for _ in range(pieces):
            for start in range(0, PIECE, step):
                keeper.update(piece[start : start + step])
        keeper.finish()

    contenders: dict[str, Callable[[], None]] = {
        "memory: hashlib.sha256 alone": only_hash,
        "memory: Keeper, 1 MiB at a time": lambda: hash_and_seal(PIECE),
        "memory: Keeper, 64 KiB at a time": lambda: hash_and_seal(CHUNK),
    }
    found: dict[str, list[Figures]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            found[name].append(in_this_process(run, pieces * PIECE))
    base = median(figure["rate"] for figure in found["memory: hashlib.sha256 alone"])
    return [row(name, figures, "hashlib", base) for name, figures in found.items()]


def in_this_process(run: Callable[[], None], size: int) -> Figures:
    wall, start = time.perf_counter(), time.process_time()
    run()
    spent = time.process_time() - start
    wall = time.perf_counter() - wall
    return {"rate": size / 2**30 / spent, "wall": wall, "peak": peak_mib()}


def from_file(folder: Path, mib: int, rounds: int) -> list[report.Row]:
    source, copy, store = folder / "source", folder / "copy", folder / "store"
    with source.open("wb") as file:
        for _ in range(mib):
            file.write(os.urandom(MIB))
    commands = {
        "file: openssl dgst -sha256 (reads and hashes only)": ["openssl", "dgst", "-sha256"],
        "file: sha256sum (reads and hashes only)": ["sha256sum"],
        "file: age (reads, seals, writes; no hash, no flush)": [
            *("age", "--recipient", RECORD.recipient.to_text(), "--output", str(copy)),
        ],
    }
    found: dict[str, list[Figures]] = {name: [] for name in commands}
    ours, ours_whole = [], []
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(in_another_process([*command, str(source)], mib * MIB)[0])
            copy.unlink(missing_ok=True)
        command = [sys.executable, "-c", KEEP_ONE, str(source), str(store)]
        command += [RECORD.recipient.to_text(), NAME]
        whole, answer = in_another_process(command, mib * MIB)
        DiskStore(store).delete(NAME)
        ours.append(json.loads(answer))
        ours_whole.append(whole | {"peak": ours[-1]["peak"]})
    base = median(figure["rate"] for figure in next(iter(found.values())))
    found["file: Keeper to DiskStore, with the start of Python"] = ours_whole
    found["file: Keeper to DiskStore, in a running process"] = ours
    return [row(name, figures, "openssl", base) for name, figures in found.items()]


def in_another_process(command: list[str], size: int) -> tuple[Figures, str]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = time.perf_counter()
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    wall = time.perf_counter() - wall
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"rate": size / 2**30 / spent, "wall": wall, "peak": 0.0}, answer


def at_random(folder: Path) -> list[report.Row]:
    """Reading 1 MiB at random places of a kept file, and all of it in order."""
    store = DiskStore(folder / "random")
    with (folder / "source").open("rb", buffering=0) as file:
        kept = keep(Keeper(store, NAME, [RECORD.recipient]), file)
    digest_only = in_this_process(lambda: hash_plain(folder / "source"), kept.size)
    read_all(store, kept)
    in_order = in_this_process(lambda: read_all(store, kept), kept.size)
    found = {
        "read: all in order, from the page cache": in_order,
        "read: 1 MiB at random places (wall: the median one)": read_at_random(store, kept),
    }
    return [row(name, [one], "hashlib", digest_only["rate"]) for name, one in found.items()]


def read_at_random(store: DiskStore, kept: Kept) -> Figures:
    waits = []
    spent = time.process_time()
    with open_kept(store, NAME, kept.header, RECORD, kept.expected) as reader:
        for _ in range(500):
            start = random.randrange(kept.size - MIB)  # noqa: S311 (a place to read, no secret)
            wait = time.perf_counter()
            reader.read_range(start, start + MIB)
            waits.append(time.perf_counter() - wait)
    rate = len(waits) * MIB / 2**30 / (time.process_time() - spent)
    return {"rate": rate, "wall": median(waits), "peak": peak_mib()}


def hash_plain(path: Path) -> None:
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256")


def read_all(store: DiskStore, kept: Kept) -> None:
    with open_kept(store, NAME, kept.header, RECORD, kept.expected) as reader:
        for _ in reader.pieces():
            pass


def peak_mib() -> float:
    """The most memory this process has held since it started its program."""
    return int(report.read_fact("/proc/self/status", "VmHWM").removesuffix(" kB") or 0) / 1024


if __name__ == "__main__":
    main()
