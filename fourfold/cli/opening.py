"""Opening a record from the command line: the record name as an option, the passphrase typed."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from fourfold.cli.exits import Exit
from fourfold.web.accounts import actions
from fourfold.web.accounts.access import Owner


def open_record(options: argparse.Namespace) -> Owner | None:
    """The owner, or None after saying why not."""
    owner = actions.open_with_passphrase(options.record, typed_secret("Passphrase: "))
    if owner is None:
        print("fourfold: no record opens with this name and passphrase.", file=sys.stderr)
    return owner


def typed_secret(prompt: str) -> str:
    """Something that nobody else may see, typed. Without a terminal it is read from standard input,
    never from an option: options are visible to every process."""
    is_typed = sys.stdin.isatty()
    return getpass.getpass(prompt) if is_typed else sys.stdin.readline().rstrip("\n")


def write_new(path: Path, pieces: Iterable[bytes]) -> Exit:
    """Write bytes to a new file that only its owner can read; an existing one is never replaced."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as problem:
        print(f"fourfold: cannot write {path}: {problem.strerror}", file=sys.stderr)
        return Exit.NO_INPUT
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
    except BaseException:
        # Half a file reads like a whole one, and would stand in the way of the next try.
        path.unlink()
        raise
    return Exit.FINE
