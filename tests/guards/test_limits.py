"""Sizes that keep the code readable, and imports that stay where they can be seen."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.table import over

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(p for p in (ROOT / "fourfold").rglob("*.py") if "migrations" not in p.parts)
FORBIDDEN = {"utils", "helpers", "common", "services", "managers", "mixins", "base"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def functions(path: Path) -> tuple[Function, ...]:
    tree = ast.parse(path.read_text())
    return tuple(node for node in ast.walk(tree) if isinstance(node, Function))


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 40


@over("path", MODULES, lambda path: path.relative_to(ROOT))
def test_no_module_is_over_500_lines_and_no_function_over_50(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 500
    assert [f"{f.name}: {length(f)}" for f in functions(path) if length(f) > 50] == []


def test_nearly_all_functions_are_short() -> None:
    lengths = sorted(length(f) for path in MODULES for f in functions(path))
    assert lengths[int(len(lengths) * 0.95)] <= 30


@over("path", MODULES, lambda path: path.relative_to(ROOT))
def test_no_project_import_hides_inside_a_function(path: Path) -> None:
    hidden = [
        ast.unparse(node)
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and "fourfold" in ast.unparse(node)
    ]
    assert hidden == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [p for p in MODULES if p.stem in FORBIDDEN or p.parent.name in FORBIDDEN] == []
