"""`fourfold area` prints the force of a postcode, and never more than the postcode."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from fourfold.cli import area
from fourfold.cli.main import main
from fourfold.core.support.area import Code


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURFOLD_DATA", str(tmp_path))


def test_the_json_is_what_others_were_promised(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["area", "SW1A 1AA", "--json"]) == 0
    assert capsys.readouterr().out == (
        '{"postcode": "SW1A 1AA", "confidence": "exact", "forces": [{"id": "metropolitan", '
        '"name": "Metropolitan Police Service", "code": "E23000001"}]}\n'
    )


@pytest.mark.parametrize(
    ("typed", "exit_code", "expected"),
    [
        ("e16an", 0, ("E1 6AN", "near_border", ["city-of-london", "metropolitan"])),
        ("hr3", 0, ("HR3", "area_only", ["west-mercia", "dyfed-powys"])),
        ("BT1 5GS", 0, ("BT1 5GS", "exact", ["northern-ireland"])),
        ("JE2 3AB", 0, ("JE2 3AB", "crown_dependency", [])),
        ("W1E", 3, ("W1E", "unknown", [])),
        ("AB88 1AA", 3, ("AB88 1AA", "unknown", [])),
        ("<script>", 3, ("", "unknown", [])),
        ("", 3, ("", "unknown", [])),
    ],
)
def test_every_candidate_is_listed_and_only_unknown_ends_with_3(
    typed: str,
    exit_code: int,
    expected: tuple[str, str, list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["area", typed, "--json"]) == exit_code
    found = json.loads(capsys.readouterr().out)
    ids = [force["id"] for force in found["forces"]]
    assert (found["postcode"], found["confidence"], ids) == expected
    assert ("why" in found) == (exit_code == 3)
    assert all(("share" in force) == (expected[1] == "area_only") for force in found["forces"])


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("SW1A 1AA", ["SW1A 1AA", "  Metropolitan Police Service"]),
        (
            "HR3",
            [
                "HR3: forces meet there: the share of its postcodes that each has",
                "  West Mercia Police  53.2%",
                "  Dyfed-Powys Police  46.8%",
            ],
        ),
        ("07700 900123", ["that is a number, not a postcode"]),
        ("12 Tea Lane", ["that does not look like a postcode"]),
    ],
)
def test_the_words_name_the_force_and_repeat_nothing_else(
    typed: str, lines: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["area", typed])
    out, err = capsys.readouterr()
    assert (out.splitlines(), err) == (lines, "")


def test_there_are_words_for_every_answer() -> None:
    assert set(area._SAID) == set(Code)


def test_a_postcode_can_be_read_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("10 Tea Lane, london sw1a1aa\n"))
    assert main(["area", "-"]) == 0
    assert capsys.readouterr().out.startswith("SW1A 1AA\n")


def test_it_writes_nothing_and_sets_up_no_database(tmp_path: Path) -> None:
    script = (
        "import sys; from fourfold.cli.main import main; main(['area', 'SW1A 1AA']); "
        "from django.conf import settings; assert not settings.configured"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    assert list(tmp_path.iterdir()) == []
