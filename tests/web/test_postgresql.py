"""The tests of records and operators once more, against a real PostgreSQL of their own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
SAME_TESTS = (
    *("record/test_add_incident.py", "record/test_delete.py", "record/test_two_tabs.py"),
    *("record/test_timeline.py", "operator/test_sign_in.py", "operator/test_feedback.py"),
    *("directory/test_release.py", "directory/test_keeping.py", "operator/test_services.py"),
    *("rules/test_off.py", "rules/test_holidays.py"),
)


def programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None and os.environ.get("FOURFOLD_NO_SKIPS"):
        pytest.fail("needs PostgreSQL")
    if on_path is None:
        pytest.skip("needs PostgreSQL: run `make programs` as root on Debian")
    return Path(str(on_path)).parent


def as_owner(folder: Path, *command: object) -> None:
    """PostgreSQL refuses to run as root: its own user takes over where we are root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words]
    subprocess.run(words, cwd=folder, check=True, capture_output=True)


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    binaries = programs()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # A short path that PostgreSQL's own user may enter: pytest's folders are private.
    folder = Path(subprocess.check_output(["mktemp", "-d", "-t", "pgXXXXXX"], text=True).strip())
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        as_owner(folder, binaries / "initdb", "-D", data, "-A", "trust", "-U", "postgres")
        log = folder / "log"
        as_owner(folder, binaries / "pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start")
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        as_owner(folder, binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_records_and_operators_are_kept_the_same_way_in_postgresql(server: str) -> None:
    files = [f"tests/web/{name}" for name in SAME_TESTS]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--force-enable-socket", *files],
        cwd=ROOT,
        env=os.environ | {"FOURFOLD_DATABASE_URL": server},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
