"""A real `fourfold serve` with every folder it could write to inside one folder of the test."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.operators import add_operator

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("tmp", "home", "work", "logs")


@dataclass
class Disk:
    """What a thief carries away: data, temporary folder, home, working folder and logs."""

    root: Path
    address: str = ""
    _process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def database(self) -> Path:
        return self.data / "fourfold.sqlite3"

    def start(self, **settings: str) -> None:
        """Serve, in a process group of its own."""
        for name in FOLDERS:
            (self.root / name).mkdir(parents=True, exist_ok=True)
        port = _free_port()
        self.address = f"http://localhost:{port}"
        with (self.root / "logs" / "service.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*FOURFOLD, "serve", "--port", str(port), "--data", str(self.data)],
                env=self._environment(**settings),
                cwd=self.root / "work",
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        process = self._process
        wait_until(lambda: _answers(port) or process.poll() is not None, "the start took too long")
        if process.poll() is not None:
            self._process = None
            raise AssertionError((self.root / "logs" / "service.log").read_text())

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def kill(self) -> None:
        """Pull the plug: no process of the service gets to say another word."""
        if self._process is None:
            return
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(20)
        self._process = None

    def command(self, *words: str) -> None:
        """Run another `fourfold` command on the same data."""
        done = subprocess.run(
            [*FOURFOLD, *words, "--data", str(self.data)],
            env=self._environment(),
            cwd=self.root / "work",
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()

    def add_operator(self, name: str, words: str) -> str:
        """Add somebody who runs the service; returns the secret for the codes."""
        return add_operator(self.data, name, words, self._environment())

    def change(self, statement: str, *values: object) -> int:
        """Change rows behind the service's back; returns how many."""
        with closing(sqlite3.connect(self.database, timeout=20)) as database, database:
            return database.execute(statement, values).rowcount

    def select(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """Rows as they lie there."""
        with closing(sqlite3.connect(self.database, timeout=20)) as database:
            database.row_factory = sqlite3.Row
            return database.execute(statement, values).fetchall()

    def let_days_pass(self, days: int) -> None:
        """Make every day that is waited for, and every file, so much older; then sweep."""
        back = f"-{days} days"
        for table, column in (("record_deletionrow", "day"), ("accounts_record", "destroy_day")):
            self.change(f"UPDATE {table} SET {column} = date({column}, ?)", back)  # noqa: S608
        for path in self.data.glob("files/**/*"):
            then = path.stat().st_mtime - days * 86_400
            os.utime(path, (then, then))
        self.command("sweep")

    def _environment(self, **settings: str) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items() if "FOURFOLD" not in name}
        own = {
            "HOME": str(self.root / "home"),
            "TMPDIR": str(self.root / "tmp"),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        return plain | own | settings


FOURFOLD = (sys.executable, "-m", "fourfold.cli.main")


@contextmanager
def running(root: Path, **settings: str) -> Iterator[Disk]:
    """A service on an empty disk."""
    disk = Disk(root)
    try:
        disk.start(**settings)
        yield disk
    finally:
        disk.kill()


def wait_until(is_so: Callable[[], object], otherwise: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
