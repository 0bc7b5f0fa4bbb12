"""`fourfold pattern` over files of the open record format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fourfold.cli import pattern_words
from fourfold.cli.exits import Exit
from fourfold.cli.main import main
from fourfold.core.pattern.rates import Change, Often, Rate
from fourfold.core.pattern.values import WEEK
from fourfold.core.record.codes import Act, Direction, Route, StopPoint
from tests.core.pattern.make import (
    SOMEBODY,
    entry,
    incident,
    message,
    order,
    record,
    scenario,
    stop,
)


@pytest.fixture
def d1(tmp_path: Path) -> str:
    path = tmp_path / "record.json"
    path.write_bytes(record(scenario("D1")))
    return str(path)


def write(folder: Path, *bodies: object) -> str:
    path = folder / "record.json"
    entries = [entry(n, body, people=(SOMEBODY,)[: n % 2]) for n, body in enumerate(bodies, 1)]  # type: ignore[arg-type]
    path.write_bytes(record(entries))
    return str(path)


def test_json_has_every_measure_with_the_entries_behind_it(
    d1: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pattern", d1, "--json", "--until", "2025-05-10"]) == Exit.FINE
    found = json.loads(capsys.readouterr().out)
    assert found["headline"]["occasions"] == {"least": 75, "most": 75}
    assert found["everything"]["items"] == len(found["everything"]["entries"]) == 273
    assert found["acts"]["statute"]["follow"]["occasions"] == {"least": 5, "most": 5}
    assert found["stops"][0]["rate_after"]["weeks"] == 15.73
    assert found["asked"]["until"] == "2025-05-10"


def test_words_begin_with_all_three_answers(d1: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pattern", d1, "--until", "2025-05-10"]) == Exit.FINE
    said = capsys.readouterr().out.splitlines()
    assert said[:7] == [
        "75 occasions over about 4 months by 11 routes (273 entries).",
        "67 came after you asked them to stop.",
        "It is becoming less frequent: about 5 a week from 12 January 2025 to 18 February 2025, "
        "about 3.4 a week from 27 March 2025 to 3 May 2025.",
        "This may be chance: it may be 0.3 to 1.1 times as often as at first.",
        "It has come nearer: at your home since 28 March 2025.",
        "New since the first third of the time: follow since 21 March 2025 (5 occasions); fear "
        "since 21 March 2025 (15 occasions); interfere since 2 April 2025 (2 occasions); breach "
        "since 29 April 2025 (2 occasions).",
        "",
    ]
    assert "Not counted, owner: 13" in said
    assert "An effect on daily life: nothing entered yet" in said
    assert said[-2] == "This is not a legal finding."
    assert said[-1].endswith("(method 1), entries 1 to 291.")


def test_the_last_day_is_the_day_the_file_was_made(
    d1: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["pattern", d1, "--json"])
    assert json.loads(capsys.readouterr().out)["asked"]["until"] == "2026-11-22"


def test_the_owner_sets_gap_parts_joins_and_days(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(
        tmp_path,
        incident("2026-03-01T10:00"),
        incident("2026-03-01T10:30"),
        incident("2026-03-01T11:30"),
        incident("2026-03-03T11:30"),
        message("2026-03-01T10:00", direction=Direction.FROM_OWNER),
    )
    options = ["--gap", "60", "--apart", "2", "--joined", "4=3", "--replies"]
    days = ["--day", "The first=03-02", "--period", "March=2026-03-01..2026-03-02"]
    assert main(["pattern", path, "--json", *options, *days]) == Exit.FINE
    found = json.loads(capsys.readouterr().out)
    assert [each["entries"] for each in found["occasions"]["listed"]] == [[1], [2], [3, 4]]
    assert found["asked"]["gap_minutes"] == 60
    assert found["calendar"]["anniversaries"]["The first"]["entries"] == [1, 2, 3, 4]
    assert found["calendar"]["periods"]["March"]["entries"] == [1, 2, 3, 4]
    assert found["replies"]["sent"]["entries"] == [5]
    assert main(["pattern", path, *options, *days]) == Exit.FINE
    said = capsys.readouterr().out
    assert "Counted, at a gap of 60 minutes: 4 on 3 occasions; entries 1-4" in said
    assert "At a gap of 1 hour: 3 occasions" in said
    assert "At a gap of 12 hours: 2 occasions" in said
    assert "March: 4 on 3 occasions; entries 1-4" in said
    assert "You sent: 1 on 0 occasions; entries 5" in said


@pytest.mark.parametrize("person", [SOMEBODY, "The one who writes"])
def test_only_one_person_by_label_or_id(
    tmp_path: Path, person: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, incident("2026-03-01T10:00"), incident("2026-03-03T10:00"))
    assert main(["pattern", path, "--json", "--person", person]) == Exit.FINE
    assert json.loads(capsys.readouterr().out)["everything"]["entries"] == [1]


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (["--person", "Nobody"], Exit.NO_INPUT, "nobody in this record is called that"),
        (["--gap", "1440"], Exit.WRONG_USAGE, "this cannot be asked: gap"),
        (["--period", "x=2026-03-02..2026-03-01"], Exit.WRONG_USAGE, "cannot be asked: period"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    d1: str, more: list[str], code: Exit, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pattern", d1, *more]) == code
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "more",
    [
        ["--day", "x=13-40"],
        ["--period", "x=2026"],
        ["--until", "soon"],
        ["--gap", "long"],
        ["--joined", "5"],
        ["--joined", "5=four"],
    ],
)
def test_what_cannot_be_read_is_wrong_usage(d1: str, more: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["pattern", d1, *more])
    assert ended.value.code == Exit.WRONG_USAGE


def test_a_file_that_is_no_record_or_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.json"
    assert main(["pattern", str(path)]) == Exit.NO_INPUT
    assert "cannot be read" in capsys.readouterr().err
    path.write_text('{"format": "another"}')
    assert main(["pattern", str(path)]) == Exit.NO_INPUT
    assert "this is not a record: not_a_record" in capsys.readouterr().err


@pytest.mark.parametrize("zone", ["Nowhere/Known", "Europe", "Europe/London/X"])
def test_a_zone_that_nobody_knows_is_taken_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], zone: str
) -> None:
    path = write(
        tmp_path,
        incident("2026-03-01T10:00", zone=zone),
        incident("2026-03-01T11:00", zone="Europe/London"),
        order("2026-02-01", served="2026-02-02T10:00"),
    )
    assert main(["pattern", path]) == Exit.FINE
    assert "1 occasion, on 1 March 2026." in capsys.readouterr().out


def test_what_is_vague_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(
        tmp_path,
        incident("2026-03-08T10:00", how=(Route.AT_HOME,), acts=(Act.THREAT,)),
        incident("2026-03-09", is_continuing=True),
        incident("2026-03-20T12:00"),
        stop("2026-03-08", StopPoint.BLOCKED),
    )
    main(["pattern", path])
    said = capsys.readouterr().out.splitlines()
    assert said[:4] == [
        "3 occasions over 13 days by 1 route (3 entries).",
        "Without what goes on all the time or was expected: 2 occasions (2 of 3 entries).",
        "1 came after you blocked them. 1 more may have: the dates are not exact.",
        "There are too few occasions, or too few days, to say how it changes.",
    ]
    assert "Unwanted: after_blocked 2; threatened 1" in said
    assert "Fixated: nothing entered" in said


def test_what_is_vague_is_given_no_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(
        tmp_path,
        incident("2026-01-10/2026-01-20", how=(Route.AT_HOME,)),
        incident("2026-03-08"),
        incident("XXXX"),
        stop("2026-02", StopPoint.BLOCKED),
    )
    main(["pattern", path])
    said = capsys.readouterr().out
    assert "2 to 3 occasions over about 7 weeks to about 8 weeks by 1 route (3 entries)." in said
    assert "from 20 January 2026 to 8 March 2026, there is nothing.\nSomething without" in said
    assert "Route at_home (first between 10 January 2026 and 20 January 2026): 1 on" in said
    assert "you blocked them (between 1 February 2026 and 28 February 2026): 1 occasion" in said


@pytest.mark.parametrize(
    ("count", "weeks", "words"),
    [
        (10, 2, "about 5 a week"),
        (7, 2, "about 3.5 a week"),
        (4, 2, "about 2 a week"),
        (20, 20, "about 1 a week"),
        (19, 20, "about 4 a month"),
        (9, 10, "about 4 a month"),
        (5, 20, "about 1 a month"),
        (4, 20, "less than one a month"),
        (0, 20, "less than one a month"),
        (1, 0, "less than one a month"),
    ],
)
def test_rates_in_words(count: int, weeks: int, words: str) -> None:
    assert pattern_words.rate(Rate(count, 0, weeks * WEEK)) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            Change(Often.MORE, 1.4, 3.04, True),
            "This is more than chance would do: it may be 1.4 to 3.0",
        ),
        (Change(Often.LESS, 0.4, 1.2), "This may be chance: it may be 0.4 to 1.2"),
        (Change(Often.SAME, 0.4, 1.2), "It may also be 0.4 to 1.2"),
        (
            Change(Often.MORE, 1.4, None, True),
            "This is more than chance would do: it may be 1.4 or more",
        ),
    ],
)
def test_chance_in_words(change: Change, words: str) -> None:
    assert pattern_words.chance(change) == f"{words} times as often as at first."


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"),
        (13, "13 days"),
        (14, "about 2 weeks"),
        (59, "about 8 weeks"),
        (60, "about 2 months"),
        (729, "about 24 months"),
        (730, "about 2 years"),
    ],
)
def test_stretches_in_words(days: int, words: str) -> None:
    assert pattern_words.stretch(days) == words


def test_runs_of_entries_are_joined() -> None:
    assert pattern_words.entries([5, 1, 2, 3, 9, 8, 3]) == "1-3, 5, 8-9"
    assert pattern_words.entries([]) == ""
