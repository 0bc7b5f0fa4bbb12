from pathlib import Path

import pytest

from fourfold.vault import serverkeys
from fourfold.web.accounts import server


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> serverkeys.ServerKeys:
    """An installation's own keys, fresh for each test."""
    made = serverkeys.create(tmp_path / "keys")
    monkeypatch.setattr(server, "keys", lambda: made)
    return made
