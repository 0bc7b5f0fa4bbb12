"""`fourfold demo`: serve an invented record to explore."""

from __future__ import annotations

import argparse

from fourfold.cli import serve
from fourfold.cli.exits import Exit
from fourfold.web.project import demo


def run(options: argparse.Namespace) -> int:
    """Make the record on the first run, say how to open it, and serve; returns an exit code."""
    if serve.prepare():
        return Exit.BAD_SET_UP
    print("An invented record. Do not write anything real into it.\n\n" + demo.make_demo())
    serve.serve(options.port)
    return Exit.FINE
