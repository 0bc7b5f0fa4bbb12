"""Every setting, command and exit code in the code stands in the documentation."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from fourfold.cli.exits import Exit
from fourfold.cli.main import build_parser

ROOT = Path(__file__).resolve().parents[2]
OPERATING = (ROOT / "docs" / "operating.md").read_text()
CALL = re.compile(r'env\.(?:text|number|folder|outside_address)\(\s*"([A-Z_]+)"')
IN_ENV = re.compile(r'\btext\("([A-Z_]+)"')


def setting_names() -> set[str]:
    project = ROOT / "fourfold" / "web" / "project"
    found = set(CALL.findall((project / "settings.py").read_text()))
    return found | set(IN_ENV.findall((project / "env.py").read_text()))


def command_names() -> list[str]:
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return sorted(action.choices)
    raise AssertionError("the command has no subcommands")


def test_the_search_for_settings_finds_them() -> None:
    assert {"ORIGIN", "DATA", "EXIT_URL", "DATABASE_URL", "IDLE_MINUTES"} <= setting_names()


@pytest.mark.parametrize("name", sorted(setting_names()))
def test_every_setting_is_documented(name: str) -> None:
    assert f"`FOURFOLD_{name}`" in OPERATING


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_documented(name: str) -> None:
    assert f"`fourfold {name}" in OPERATING


@pytest.mark.parametrize("code", list(Exit))
def test_every_exit_code_is_documented(code: Exit) -> None:
    assert re.search(rf"^\| {code.value} \|", OPERATING, re.MULTILINE)
