"""A new table from the official directory: whole or not at all, and what changed is said."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

from fourfold.cli import areas as command
from fourfold.cli.main import main
from fourfold.core.support.table import UNITS
from fourfold.data import areas
from tests.core.support.tables import small
from tests.data.directory_file import HEADERS, NSPL, SHARED, Row, lines, rows

NAME = "NSPL_AUG_2026_UK.csv"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose table is small, so that a small directory is not too small."""
    folder = tmp_path / "data"
    monkeypatch.setenv("FOURFOLD_DATA", str(folder))
    areas.keep(folder, small())
    return folder


def take(data: Path, content: str | bytes, name: str = NAME) -> int:
    path = data.parent / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return main(["areas", "import", str(path)])


def zipped(members: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as bundle:
        for name, content in members.items():
            bundle.writestr(name, content)
    return buffer.getvalue()


def apart(one: Row, other: Row) -> float:
    """Metres between two places on a sphere."""
    north, south = radians(one.lat), radians(other.lat)
    across = sin((south - north) / 2) ** 2
    along = cos(north) * cos(south) * sin(radians(other.long - one.long) / 2) ** 2
    return 2 * 6_378_137 * asin(sqrt(across + along))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_table_answers_as_a_slow_count_of_the_rows_does(data: Path, seed: int) -> None:
    made = rows(seed)
    assert take(data, lines(made)) == 0
    found = areas.current(data)
    placed = [row for row in made if row.code and not row.code.endswith("99999999")]
    known = {row.postcode: row.code for row in placed}
    for row in placed:
        near = [each for each in placed if each.code != row.code and apart(row, each) < 101]
        answer = found.find(row.postcode)
        assert answer.forces[0].code == row.code
        if any(apart(row, each) < 99 for each in near):
            assert answer.confidence == "near_border"
        elif not near:
            assert answer.confidence == "exact"
        assert {force.code for force in answer.forces[1:]} <= {each.code for each in near}
    for outcode in SHARED:
        counted = Counter(code for each, code in known.items() if each.startswith(outcode + " "))
        shares = {each.force.code: each.share for each in found.find(outcode).candidates}
        assert shares == {
            code: pytest.approx(count / counted.total()) for code, count in counted.items()
        }
        for unit in UNITS:
            postcode = f"{outcode} 1{unit}"
            if postcode not in known:
                codes = {known[each] for each in known if each.startswith(f"{outcode} 1")}
                answer = found.find(postcode)
                assert {force.code for force in answer.forces} == codes
                assert (answer.confidence == "exact") == (len(codes) == 1)


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize(("mark", "end"), [("", "\r\n"), ('"', "\n")], ids=["plain", "quoted"])
def test_every_release_reads_the_same(name: str, mark: str, end: str, data: Path) -> None:
    assert take(data, lines(rows(), HEADERS[name], mark, end), "directory.csv") == 0
    areas_read = areas.current(data).table
    assert areas.undo(data)
    assert take(data, lines(rows()), "directory.csv") == 0
    assert areas.current(data).table == areas_read


@pytest.mark.parametrize(
    ("name", "source", "dated"),
    [
        ("NSPL_AUG_2026_UK.csv", "National Statistics Postcode Lookup", "2026-08"),
        ("ONSPD_MAY_2023_UK.csv", "ONS Postcode Directory", "2023-05"),
        ("NSPL21_FEB_2025_UK.csv", "National Statistics Postcode Lookup", "2025-02"),
        ("tea.csv", "Postcode directory", ""),
    ],
)
def test_the_name_says_which_directory_it_is(
    name: str, source: str, dated: str, data: Path
) -> None:
    assert take(data, lines(rows()), name) == 0
    table = areas.current(data).table
    assert (table.source.split(",")[0], table.dated) == (source, dated)


def test_harmless_differences_are_taken(data: Path) -> None:
    made = lines(rows())
    extra = made.replace("\r\n", ",name\r\n", 1).split("\r\n")
    named = "\r\n".join([extra[0], *(f'{each},"Ynys Môn, Wales"' for each in extra[1:-1]), ""])
    for content in (
        "\ufeff" + made,
        made.rstrip(),
        named,
        named.encode("latin-1"),
        made.replace("\r\n", "\r\n\r\n", 1),
        made + "AB1 0A,damaged\r\n" + made.split("\r\n")[1] + "\r\n",
        made + "\r\n \r\n",
        made.replace("99.999999", "nan"),
        made.replace("99.999999", "inf"),
        made.replace("99.999999", "1e308"),
    ):
        assert take(data, content) == 0


GOOD = lines(rows())
HALF = GOOD[: len(GOOD) // 2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "there is nothing in it"),
        (NSPL, "there is nothing in it"),
        ("a,b,c\r\n1,2,3\r\n", "no column for: postcode, force, lat, long"),
        (NSPL.replace("pfa23cd", "tea") + "\r\n", "no column for: force"),
        (HALF[: HALF.rindex(",")], "cut short"),
        (HALF[: HALF.rindex("\r\n") + 2], "only a part of the directory"),
        (GOOD.replace("E23000034", "E23000001"), "belongs to E23000034"),
        (GOOD.replace("E23000034", "E23000099"), "does not know, E23000099"),
        (GOOD.replace("E23000034", "<b>é"), "does not know, ?b"),
        (GOOD + "x\r\n" * 100 + GOOD.split("\r\n")[1], "100 of its"),
        (GOOD.replace("M1 1", "M1 C").replace("M1 2", "M1 V"), "rows cannot be read"),
        (GOOD.encode("utf-16"), "UTF-16"),
        (GOOD + "x" * 3_000_000, "not written as a CSV"),
        (GOOD.split("\r\n")[0] + "\r\n" + '"' + "x" * 200_000, "not written as a CSV"),
        (zipped({NAME: GOOD})[:-900], "the ZIP is damaged"),
        (b"PK\x03\x04" + b"tea" * 99, "the ZIP is damaged"),
        (zipped({"Documents/names.csv": "PFA23CD,PFA23NM\r\nE23000001,Met\r\n"}), "holds no CSV"),
        (zipped({"readme.txt": "tea"}), "holds no CSV"),
        (zipped({"a.csv": GOOD, "b/c.csv": GOOD}), "more than one directory: a.csv, c.csv"),
        (zipped({"empty.csv": ""}), "holds no CSV"),
    ],
    ids=lambda value: "file" if isinstance(value, bytes) or "\n" in value else value[:40],
)
def test_a_damaged_file_is_refused_with_words_and_changes_nothing(
    content: str | bytes, words: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (data / "areas" / "table.json.gz").read_bytes()
    assert take(data, content) == 65
    told = capsys.readouterr()
    assert words in told.err
    assert "still in use" in told.err
    assert told.out == ""
    assert (data / "areas" / "table.json.gz").read_bytes() == before
    assert [path.name for path in (data / "areas").iterdir()] == ["table.json.gz"]


def test_a_damaged_byte_inside_a_zip_is_noticed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = bytearray(zipped({NAME: GOOD}, zipfile.ZIP_STORED))
    raw[len(raw) // 2] ^= 1
    assert take(data, bytes(raw)) == 65
    assert "ZIP is damaged" in capsys.readouterr().err


def test_a_zip_that_grows_without_end_is_given_up(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("fourfold.data.postcode_directory._LARGEST", 1 << 20)
    assert take(data, zipped({NAME: GOOD + "\r\n" * (3 << 20)})) == 65
    assert "larger than a postcode directory" in capsys.readouterr().err


def test_more_rows_than_there_are_postcodes_are_given_up(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("fourfold.core.support.gathering._MOST_ROWS", 1_000)
    row = GOOD.strip().split("\r\n")[1]
    assert take(data, zipped({NAME: GOOD + f"{row}\r\n" * 2_000})) == 65
    assert "more rows or sectors" in capsys.readouterr().err


def test_far_fewer_postcodes_than_before_are_refused(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(data, GOOD) == 0
    made = rows()
    assert take(data, lines([row for row in made if row.code != made[-9].code or row is made[-9]]))
    assert "Is it complete?" in capsys.readouterr().err
    areas.undo(data)
    areas.undo(data)
    assert take(data, GOOD) == 65  # a few hundred, where the packaged table has millions


def test_a_zip_of_the_whole_directory_is_read_once_and_one_of_parts_is_put_together(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = rows()
    parts = {
        f"Data/multi_csv/ONSPD_MAY_2023_UK_{place}.csv": lines(made[place::3]) for place in range(3)
    }
    names = {"Documents/PFA names.csv": "PFA23CD,PFA23NM\r\nE23000001,Met\r\n"}
    assert take(data, zipped({**names, **parts}), "parts.zip") == 0
    put_together = areas.current(data).table
    assert put_together.dated == "2023-05"
    assert f"Read {len(made)} rows" in capsys.readouterr().out
    whole = {"Data/ONSPD_MAY_2023_UK.csv": GOOD}
    assert take(data, zipped({**names, **parts, **whole}), "whole.zip") == 0
    assert f"Read {len(made)} rows" in capsys.readouterr().out
    assert areas.current(data).table == put_together


def test_the_difference_is_printed_by_pairs_of_forces_and_by_outcode(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = rows()
    assert take(data, lines(made)) == 0
    capsys.readouterr()
    other = next(row.code for row in made if row.code != made[0].code)
    outcode = made[-20].postcode.split(" ")[0]
    after = [replace(made[0], code=other), *made[1:]]
    after += [replace(made[0], postcode="AB99 9AA"), replace(made[0], postcode="AB99 9AB")]
    gone = [row for row in after if not row.postcode.startswith("W1E ")]
    assert outcode in SHARED
    assert take(data, lines(gone)) == 0
    told = capsys.readouterr().out.splitlines()
    assert "Postcodes with another force than before: 1" in told
    assert any(line.startswith("  ") and line.endswith(": 1") and "->" in line for line in told)
    assert "New outcodes: AB99" in told
    assert "Outcodes no longer there: W1E" in told


def test_undo_goes_back_and_says_to_what(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(data, GOOD) == 0
    capsys.readouterr()
    assert main(["areas", "import", "--undo"]) == 0
    assert "made up, 2026-11" in capsys.readouterr().out
    assert main(["areas", "import", "--undo"]) == 0
    assert "National Statistics Postcode Lookup" in capsys.readouterr().out
    assert main(["areas", "import", "--undo"]) == 66
    assert "nothing to undo" in capsys.readouterr().err


def test_northern_ireland_and_the_crown_dependencies_answer_from_their_own_rules(
    data: Path,
) -> None:
    assert take(data, GOOD) == 0
    found = areas.current(data)
    assert found.find("BT9 1AA").forces[0].id == "northern-ireland"
    assert found.find("JE2 3AB").confidence == "crown_dependency"
    assert found.find("W1E 1AA").code == "no_force"
    assert [rule for rule in found.table.rules if rule[:2] in ("BT", "JE", "IM")] == ["BT"]
    assert not [each for each in found.table.listed if each.startswith("BT")]


def test_show_says_which_table_is_in_use_and_when_one_is_damaged(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["areas", "show"]) == 0
    assert "made up, 2026-11: 110 postcodes" in capsys.readouterr().out
    (data / "areas" / "table.json.gz").write_bytes(b"tea")
    assert main(["areas", "show"]) == 65
    assert "import it again" in capsys.readouterr().out


def test_a_file_that_is_not_there_and_no_file_at_all_are_told_apart(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["areas", "import", str(data / "tea.csv")]) == 66
    assert main(["areas", "import", str(data)]) == 66
    for wrong in (["import"], ["import", "x", "--undo"], []):
        with pytest.raises(SystemExit, match="64"):
            main(["areas", *wrong])
    assert "No such file" in capsys.readouterr().err


def test_the_bar_fills_up_on_a_terminal_and_is_silent_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, expected in ((Terminal(), 2), (io.StringIO(), 0)):
        monkeypatch.setattr("sys.stderr", stream)
        bar = command.progress_bar()
        for done in (50, 50, 100):
            bar(done, 100)
        assert stream.getvalue().count("\r") == expected
        assert stream.getvalue().endswith("100 %\n") or not expected
