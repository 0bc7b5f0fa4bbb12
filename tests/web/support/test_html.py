"""Every kind of answer as html-validate reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import npm
from tests.guards.page import PageClient
from tests.web.guidance.test_html import RULES

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
# Boxes of one question share their name.
SHARED = {"form-dup-name": ["error", {"shared": ["checkbox", "radio", "button", "submit"]}]}
PLACES = ("SW1A 1AA", "AL3 8QE", "CH4", "G1 1AA", "BT1 1AA", "JE2 3AB", "<nowhere>")


def test_every_answer_is_valid_html(tmp_path: Path) -> None:
    rules = tmp_path / "rules.json"
    usual: Any = RULES
    rules.write_text(json.dumps(usual | {"rules": usual["rules"] | SHARED}))
    for home in ("/support", "/cy/support", "/easy/support"):
        for number, place in enumerate(PLACES):
            client = PageClient()
            client.post(f"{home}/near", {"place": place})
            client.post(f"{home}/near", {"narrow": "1", "who": ["men", "work", "under-18", "bsl"]})
            name = f"{home.strip('/').replace('/', '-')}-{number}.html"
            (tmp_path / name).write_bytes(client.get(f"{home}/near").content)
    assert npm.invalid_html(tmp_path, rules) == []
