"""`fourfold check`: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

import argparse

from fourfold.cli.exits import Exit
from fourfold.web.project import install


def run(options: argparse.Namespace) -> int:
    """Print each problem with its remedy; returns an exit code."""
    del options
    problems = install.problems()
    for problem in problems:
        print(f"{'STOP' if problem.stops_start else 'note'}: {problem}")
    if any(problem.stops_start for problem in problems):
        return Exit.BAD_SET_UP
    print("Keys, database, storage and permissions are as they should be.")
    return Exit.FINE
