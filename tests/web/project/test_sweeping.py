"""What is to be removed is removed on its day, whatever else goes wrong with the sweep."""

from __future__ import annotations

import pytest

from fourfold.vault.errors import VaultError
from fourfold.web.packs import actions as packs
from fourfold.web.project import sweeping
from fourfold.web.record import removal
from fourfold.web.safety import session
from tests import make


@pytest.mark.parametrize("error", [VaultError("sweep_refused"), OSError("a folder of another's")])
def test_a_part_that_fails_keeps_no_other_from_its_work(monkeypatch, error):
    done = []

    def fail(*_args):
        raise error

    monkeypatch.setattr(session, "sweep", fail)
    monkeypatch.setattr(removal, "sweep_records", lambda _today: done.append("records"))
    monkeypatch.setattr(packs, "sweep", fail)
    monkeypatch.setattr(removal, "sweep", lambda _now: done.append("entries"))
    with pytest.raises(type(error)):
        sweeping.sweep(make.NOW)
    assert done == ["records", "entries"]
