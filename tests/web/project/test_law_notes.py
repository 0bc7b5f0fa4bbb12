"""What `fourfold check` says of rules, police forces and holidays that were read too long ago."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from fourfold.data import forces
from fourfold.web.project import install
from fourfold.web.rules import catalogue


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 25), ()),
        (date(2027, 2, 22), ()),
        (date(2027, 2, 23), ("Rules of law",)),
        (date(2027, 11, 23), ("Rules of law", "Police forces")),
        (date(2027, 11, 26), ("Rules of law", "Police forces", "Bank holidays")),
    ],
)
def test_what_is_past_its_day_is_said_and_stops_nothing(today: date, said: tuple[str, ...]) -> None:
    found = [*install.law_notes(today)]
    assert [str(each).partition(" past")[0].partition(" to check")[0] for each in found] == [*said]
    assert not any(each.stops_start for each in found)


def test_it_says_how_many_and_which_years() -> None:
    rules, areas, years = install.law_notes(date(2032, 1, 1))
    assert f"past their day: {len(catalogue.everything())}." in str(rules)
    assert f"past their day: {len(forces.load())}." in str(areas)
    assert "2020, 2021, 2022" in str(years)


def test_the_command_says_so_too(service: object, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "Rules of law past their day"
    monkeypatch.setattr(timezone, "localdate", lambda: date(2027, 2, 22))
    assert not any(words in str(each) for each in install.problems())
    monkeypatch.setattr(timezone, "localdate", lambda: date(2027, 2, 23))
    assert any(words in str(each) for each in install.problems())
