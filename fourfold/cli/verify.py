"""`fourfold verify`: the verifier that every pack carries, run from here."""

from __future__ import annotations

import argparse

from fourfold.core.pack import verify


def run(options: argparse.Namespace) -> int:
    """Print the report; returns the verifier's exit code (docs/verifying-a-pack.md)."""
    arguments = [str(options.pack)]
    if options.key:
        arguments += ["--key", options.key]
    if options.json:
        arguments += ["--json"]
    return verify.main(arguments)
