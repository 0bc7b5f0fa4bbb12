"""The packaged table: places that people know, every force, every outcode; and where it is kept."""

from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path

import pytest

from fourfold.core.kernel.postcode import Postcode
from fourfold.core.support.area import Confidence
from fourfold.core.support.building import count_of
from fourfold.data import areas, forces
from tests.core.support.tables import small
from tests.data.places import BORDERS, COUNCILS, OTHERS
from tests.table import over

# No postcode there has a known place: large users of the post.
NO_FORCE = {
    *("BN91", "BR98", "BS38", "CF21", "EH77", "EN77", "G59", "HU55", "LE99"),
    *("LS78", "PO24", "S69", "S94", "SN42", "SN86", "TW98", "W1E"),
}


@over("place, postcode, force", [*COUNCILS, *OTHERS])
def test_a_place_that_people_know_has_its_force(place: str, postcode: str, force: str) -> None:
    answer = areas.load().find(postcode)
    assert (answer.confidence, [each.id for each in answer.forces]) == ("exact", [force])


@over("place, postcode, first, second", BORDERS)
def test_a_place_near_a_border_has_both_forces(
    place: str, postcode: str, first: str, second: str
) -> None:
    answer = areas.load().find(postcode)
    assert (answer.confidence, [each.id for each in answer.forces]) == (
        "near_border",
        [first, second],
    )


def test_every_force_is_reached_by_a_place_that_people_know() -> None:
    assert {force for _place, _postcode, force in [*COUNCILS, *OTHERS]} == set(forces.by_id())


def test_every_outcode_answers_and_those_without_a_place_say_so() -> None:
    found = areas.load()
    assert len(found.table.outcodes) == 3120
    without = set()
    for outcode in found.table.outcodes:
        answer = found.find(outcode)
        if answer.confidence is Confidence.UNKNOWN:
            assert answer.code == "no_force"
            without.add(outcode)
        elif answer.confidence is not Confidence.CROWN_DEPENDENCY:
            assert answer.confidence is Confidence.AREA_ONLY
            assert sum(each.share for each in answer.candidates) == pytest.approx(1)
    assert without == NO_FORCE


def test_shares_put_the_likeliest_force_first() -> None:
    answer = areas.load().find("LA6")
    assert [(each.force.id, round(each.share, 2)) for each in answer.candidates] == [
        ("cumbria", 0.46),
        ("lancashire", 0.29),
        ("north-yorkshire", 0.25),
    ]


@pytest.mark.parametrize(
    ("said", "forces"),
    [
        ("EC1", {"metropolitan", "city-of-london"}),
        ("EC4", {"metropolitan", "city-of-london"}),
        ("WC2", {"metropolitan", "city-of-london"}),
        ("SW1", {"metropolitan"}),
        ("W1", {"metropolitan"}),
    ],
)
def test_what_london_calls_its_postcodes_by_has_the_forces_of_all_that_begin_so(
    said: str, forces: set[str]
) -> None:
    answer = areas.load().find(said)
    assert answer.confidence is Confidence.AREA_ONLY
    assert {force.id for force in answer.forces} == forces


@pytest.mark.parametrize("said", ["EC9", "SW29", "ZE9"])
def test_what_begins_no_outcode_is_not_found(said: str) -> None:
    assert not areas.load().find(said).forces


def test_every_rule_and_every_postcode_near_a_border_is_written_as_one() -> None:
    table = areas.load().table
    for text in [*table.rules, *table.outcodes, *table.near]:
        assert str(Postcode(text)) == text


def test_an_outcode_of_one_force_has_no_rule_for_another() -> None:
    table = areas.load().table
    for rule, force in table.rules.items():
        counted = table.outcodes.get(rule.partition(" ")[0])
        assert counted is None or force in dict(counted), rule


def test_the_table_says_where_it_is_from_and_its_note_carries_the_licence() -> None:
    table = areas.load().table
    assert (table.source.split(",")[0], table.dated) == (
        "National Statistics Postcode Lookup",
        "2025-05",
    )
    note = (Path(areas.__file__).parent / "areas" / "SOURCE.md").read_text()
    assert "Contains OS data © Crown copyright and database right 2025." in note
    assert "Contains Royal Mail data © Royal Mail copyright and database right 2025." in note
    assert "licensed under the Open Government Licence v.3.0" in note
    assert re.search(r"\b9,090\b", note)
    assert len(table.near) == 9090


def test_there_are_no_data_on_the_postcodes_of_northern_ireland() -> None:
    table = areas.load().table
    written = [*table.rules, *table.near, *table.listed]
    assert [text for text in written if text.startswith("BT")] == ["BT"]
    assert count_of(table) == 2_636_203


def test_the_same_table_gives_the_same_bytes_and_reads_as_it_was() -> None:
    table = small(["M2 1AA"])
    assert areas.encode(table) == areas.encode(table)
    assert areas.decode(areas.encode(table)).table == table


def test_a_table_that_is_kept_is_in_force_at_once_and_undone_step_by_step(tmp_path: Path) -> None:
    packaged = areas.load()
    first, second = small(), small(["M2 1AA"])
    assert areas.current(tmp_path) is packaged
    areas.keep(tmp_path, first)
    assert areas.current(tmp_path).table == first
    assert areas.current(tmp_path) is areas.current(tmp_path)
    areas.keep(tmp_path, second)
    assert areas.current(tmp_path).table == second
    assert areas.undo(tmp_path)
    assert areas.current(tmp_path).table == first
    assert areas.undo(tmp_path)
    assert areas.current(tmp_path) is packaged
    assert not areas.undo(tmp_path)


def test_only_the_owner_of_the_data_folder_reads_what_is_kept(tmp_path: Path) -> None:
    areas.keep(tmp_path, small())
    areas.keep(tmp_path, small())
    folder = tmp_path / "areas"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == {
        "table.json.gz": 0o600,
        "table.previous.json.gz": 0o600,
    }


def changed(**fields: object) -> bytes:
    plain = json.loads(gzip.decompress(areas.encode(small())))
    plain["table"] |= fields
    return gzip.compress(json.dumps(plain).encode())


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "cut_short"),
        (b"not zipped", "damaged"),
        (areas.encode(small())[:-9], "cut_short"),
        (gzip.compress(b"\xff"), "unreadable"),
        (gzip.compress(b"{}"), "unreadable"),
        (gzip.compress(b" " * (17 << 20)), "cut_short"),
        (gzip.compress(json.dumps({"format": 2}).encode()), "unreadable"),
        (changed(dated="2026-13"), "format"),
        (changed(dated="May 2026"), "format"),
        (changed(codes=["X1"]), "codes"),
        (changed(rules={"M1": 99}), "codes"),
        (changed(listed={"M2 1": "AA=="}), "listed"),
        (changed(outcodes={"M1": [[-1, 3]]}), "codes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "raw",
)
def test_what_is_no_table_is_refused_and_the_packaged_one_answers(
    raw: bytes, code: str, tmp_path: Path
) -> None:
    with pytest.raises(areas.BadTable, match=code):
        areas.decode(raw)
    (tmp_path / "areas").mkdir()
    (tmp_path / "areas" / "table.json.gz").write_bytes(raw)
    assert areas.current(tmp_path) is areas.load()
    assert areas.is_damaged(tmp_path)


def test_a_table_belongs_to_whoever_the_data_folder_belongs_to(tmp_path: Path) -> None:
    owner = (1234, 4321) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    os.chown(tmp_path, *owner)
    areas.keep(tmp_path, areas.load().table)
    for path in (tmp_path / "areas", tmp_path / "areas" / areas.CURRENT):
        assert (path.stat().st_uid, path.stat().st_gid) == owner
