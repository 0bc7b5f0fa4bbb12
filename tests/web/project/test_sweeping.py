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


class Over(Exception):
    """The test has seen enough."""


def test_visits_go_every_minute_and_all_else_every_hour(monkeypatch):
    done: list[str] = []
    clock = {"seconds": 1000.0}

    def sleep(seconds: float) -> None:
        clock["seconds"] += seconds
        if clock["seconds"] > 1000.0 + 2 * 3600.0:
            raise Over

    monkeypatch.setattr(sweeping.time, "monotonic", lambda: clock["seconds"])
    monkeypatch.setattr(sweeping.time, "sleep", sleep)
    monkeypatch.setattr(sweeping, "close_old_connections", lambda: None)
    monkeypatch.setattr(session, "sweep", lambda _now: done.append("visits"))
    monkeypatch.setattr(removal, "sweep_records", lambda _today: done.append("records"))
    monkeypatch.setattr(packs, "sweep", lambda _now: None)
    monkeypatch.setattr(removal, "sweep", lambda _now: None)
    with pytest.raises(Over):
        sweeping._for_ever()
    assert (done.count("visits"), done.count("records")) == (121, 3)
    assert done[:3] == ["visits", "records", "visits"]
