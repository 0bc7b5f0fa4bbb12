"""`fourfold serve`: make what is missing, check what is there, then serve until told to stop."""

from __future__ import annotations

import argparse
import os
import sys

from django.conf import settings
from django.db import DatabaseError
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from fourfold.cli.exits import Exit
from fourfold.vault.errors import VaultError
from fourfold.web.project import install
from fourfold.web.safety import bodies

# Slow clients take so many threads at most, and people signing in take four; the rest keep every
# other page, and Exit, answering.
THREADS = bodies.SLOW + 12

# How long requests under way may still take when the service is told to stop.
STOP_SECONDS = 15


def run(options: argparse.Namespace) -> int:
    """Serve on this computer's loopback address; returns an exit code."""
    problems = prepare()
    if problems:
        return Exit.BAD_SET_UP
    serve(options.port)
    return Exit.FINE


def prepare() -> bool:
    """Make folders, keys, database and static files; True when something must be mended first."""
    fault = _try_to_prepare()
    problems = install.problems()
    for problem in problems:
        print(f"fourfold: {problem}", file=sys.stderr)
    is_stopped = any(problem.stops_start for problem in problems)
    if fault and not is_stopped:
        raise fault
    return is_stopped


def _try_to_prepare() -> Exception | None:
    try:
        install.prepare()
    except (OSError, DatabaseError, VaultError) as fault:
        return fault
    return None


def serve(port: int) -> None:
    """Run the server in the foreground."""
    print(f"Fourfold is ready on {settings.ORIGIN} (stop with Ctrl-C).", flush=True)
    os.environ["FOURFOLD_DATA"] = str(settings.DATA)
    Granian(
        "fourfold.web.project.serving:application",
        address=settings.LISTEN,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        backpressure=512,
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
        log_access=False,
        log_level=LogLevels.error,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    ).serve()
