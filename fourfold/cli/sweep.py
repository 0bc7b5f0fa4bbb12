"""`fourfold sweep`: remove what has had its time, now."""

from __future__ import annotations

import argparse

from django.utils import timezone

from fourfold.cli.exits import Exit
from fourfold.web.project import sweeping


def run(options: argparse.Namespace) -> int:
    """Sweep once; returns an exit code."""
    del options
    sweeping.sweep(timezone.now())
    return Exit.FINE
