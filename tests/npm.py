"""What tests take from npm: axe-core, and GOV.UK Frontend's own examples of its markup."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import hatch_build

ROOT = Path(__file__).resolve().parents[1]


@cache
def folder() -> Path:
    """Where they lie; fetched the first time, as package-lock.json says."""
    hatch_build.gather_test_tools(ROOT)
    return ROOT / hatch_build.TEST_TOOLS


def axe() -> str:
    """The source of axe-core, to run inside a page."""
    return (folder() / "axe.min.js").read_text()


def example(component: str, name: str) -> dict[str, Any]:
    """One published example of a component: the options it was made with and its `html`."""
    published = json.loads((folder() / f"{component}.json").read_text())["fixtures"]
    return next(each for each in published if each["name"] == name)
