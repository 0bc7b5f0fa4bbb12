from pathlib import Path

import pytest

from fourfold.vault import serverkeys
from fourfold.web.accounts import server
from tests.cast import lay_keys


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> serverkeys.ServerKeys:
    """An installation's own keys, fresh for each test."""
    lay_keys(tmp_path / "keys")
    made = serverkeys.load(tmp_path / "keys")
    monkeypatch.setattr(server, "keys", lambda: made)
    return made
