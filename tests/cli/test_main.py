"""What the command says when something goes wrong inside: where, and never what was written."""

from __future__ import annotations

from typing import Any

import pytest

from fourfold.cli import main as command
from fourfold.cli.exits import Exit


def fail(_options: Any) -> int:
    raise ValueError("He was outside the shop again")


def test_a_fault_inside_ends_with_70_and_quotes_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "_run", fail)
    assert command.main(["check"]) == Exit.INTERNAL_ERROR
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "test_main.py" in told
    assert "outside the shop" not in told


def test_stopping_by_hand_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_options: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_run", stop)
    assert command.main(["check"]) == Exit.FINE
