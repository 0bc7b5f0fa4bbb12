"""`fourfold age-file`: one kept file as a standard age file, which the `age` program opens."""

from __future__ import annotations

import argparse
import sys

from fourfold.cli.exits import Exit
from fourfold.cli.opening import open_record, write_new
from fourfold.vault.errors import VaultError
from fourfold.web.record import queries


def run(options: argparse.Namespace) -> int:
    """Write the file; returns an exit code."""
    owner = open_record(options)
    if owner is None:
        return Exit.NO_PERMISSION
    try:
        return write_new(options.out, queries.age_file(owner, options.id))
    except VaultError as problem:
        print(f"fourfold: no such file in this record ({problem.code}).", file=sys.stderr)
        return Exit.NO_INPUT
