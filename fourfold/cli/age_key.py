"""`fourfold age-key`: the key that opens a record's files without this program."""

from __future__ import annotations

import argparse

from fourfold.cli.exits import Exit
from fourfold.cli.opening import open_record, write_new


def run(options: argparse.Namespace) -> int:
    """Write the key to a file of its own; returns an exit code."""
    owner = open_record(options)
    if owner is None:
        return Exit.NO_PERMISSION
    return write_new(options.out, [owner.secrets.identity.to_text().encode() + b"\n"])
