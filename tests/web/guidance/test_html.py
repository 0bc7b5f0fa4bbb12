"""Every public page as html-validate reads it: the standard, and what it knows of accessibility."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fourfold.web.check import queries as check
from fourfold.web.orders import queries as orders
from fourfold.web.project.served import Served
from tests import npm
from tests.guards.served import ask
from tests.web.guidance.addresses import OWN

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
RULES = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:a11y"],
    "rules": {
        # Of style, on which GOV.UK Frontend and our templates have their own mind.
        "attribute-boolean-style": "off",
        "attribute-empty-style": "off",
        "doctype-style": "off",
        "long-title": "off",
        "no-trailing-whitespace": "off",
        "no-inline-style": "error",
        "void-style": "off",
        # 999, 101 and 1471 are numbers that people know; the rule wants a country in each.
        "tel-non-breaking": "off",
    },
}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.json"
    path.write_text(json.dumps(RULES))
    return path


def test_the_judge_finds_a_fault_when_there_is_one(tmp_path: Path, rules: Path) -> None:
    (tmp_path / "bad.html").write_text('<!DOCTYPE html><html lang="en"><p><div></div></p></html>')
    assert "no-implicit-close" in {rule for _, rule, _ in npm.invalid_html(tmp_path, rules)}


def test_every_public_page_is_valid_html(served: Served, tmp_path: Path, rules: Path) -> None:
    others = ["/feedback", "/feedback/thanks", "/verify", "/no-such-page"]
    for path in [*OWN, *others, *check.paths(), *orders.paths()]:
        name = path.strip("/").replace("/", "--") or "start"
        (tmp_path / f"{name}.html").write_bytes(ask(served, path).body)
    assert npm.invalid_html(tmp_path, rules) == []
