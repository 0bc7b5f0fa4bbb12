"""Adding an operator as it is done: by the command, with an authenticator app at hand."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pyotp

ROOT = Path(__file__).resolve().parents[1]


def plain_environment() -> dict[str, str]:
    """The environment without settings of the service."""
    plain = {name: value for name, value in os.environ.items() if "FOURFOLD" not in name}
    return plain | {"PYTHONPATH": str(ROOT)}


def add_operator(
    data: Path, name: str, words: str, environment: Mapping[str, str] | None = None
) -> str:
    """Add one; returns the secret that the app was given."""
    ended, said = try_to_add(data, name, (words, words), environment=environment)
    assert ended == 0, said
    return secret_in(said)


def try_to_add(
    data: Path,
    name: str,
    typed: tuple[str, ...],
    code: str = "",
    environment: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """Run the command and type, at last the right code or `code`; its exit code and words."""
    process = subprocess.Popen(
        [sys.executable, "-m", "fourfold.cli.main", "operator", "add", name, "--data", str(data)],
        env=environment or plain_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write("".join(f"{line}\n" for line in typed))
    process.stdin.flush()
    if not typed:
        process.stdin.close()
    said = ""
    while "secret=" not in said and (line := process.stdout.readline()):
        said += line
    # A command that has ended already, because it refused, reads no code.
    with contextlib.suppress(BrokenPipeError, ValueError):
        process.stdin.write(f"{code or code_now(secret_in(said))}\n")
        process.stdin.close()
    said += process.stdout.read()
    process.stdout.close()
    process.wait(60)
    return process.returncode, said


def secret_in(said: str) -> str:
    """The secret that the command has shown; one of no use when it was refused before that."""
    found = re.search(r"secret=([A-Z2-7]{32})&", said)
    return found[1] if found else "A" * 32


def code_now(secret: str) -> str:
    """The code of this moment."""
    return str(pyotp.TOTP(secret).now())


def next_code(secret: str) -> str:
    """The code that comes next: the one of this moment was used up by adding the operator."""
    return str(pyotp.TOTP(secret).at(int(time.time()) + 30))
