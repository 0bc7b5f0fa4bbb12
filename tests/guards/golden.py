"""Golden files: what must not change unseen. `make golden` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "golden"


def matches(name: str, text: str) -> bool:
    """Whether `text` is what the golden file holds; with FOURFOLD_GOLDEN set, writes it first."""
    path = FOLDER / name
    if os.environ.get("FOURFOLD_GOLDEN"):
        path.write_text(text)
    return path.read_text() == text
