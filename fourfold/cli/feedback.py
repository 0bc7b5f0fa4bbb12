"""`fourfold feedback`: what people said about the service, newest first."""

from __future__ import annotations

import argparse

from fourfold.cli.exits import Exit
from fourfold.core.kernel.text import escape_controls
from fourfold.web.feedback import queries


def run(options: argparse.Namespace) -> int:
    """Print every opinion with the hour it came; returns an exit code."""
    del options
    for hour, opinion in queries.opinions():
        print(f"{hour:%Y-%m-%d %H}h  useful: {opinion.useful or '-'}")
        for line in opinion.words.splitlines():
            print(f"    {escape_controls(line)}")
    return Exit.FINE
