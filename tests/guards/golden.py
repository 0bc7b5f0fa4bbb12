"""Golden files: what must not change unseen. `make golden` writes them anew."""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "golden"


def same(name: str, text: str) -> None:
    """Fail with the difference unless `text` is what the golden file holds.

    With FOURFOLD_GOLDEN set, writes it first.
    """
    path = FOLDER / name
    if os.environ.get("FOURFOLD_GOLDEN"):
        path.write_text(text)
    lines = unified_diff(path.read_text().splitlines(), text.splitlines(), lineterm="", n=0)
    changed = [line for line in lines if line.startswith(("-", "+"))][2:]
    assert not changed, "\n".join((f"{name} has changed; if that is meant: make golden", *changed))
