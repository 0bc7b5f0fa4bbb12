"""What goes into a pack, what stays out, and how the two are counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.kernel.when import When
from fourfold.core.pack.errors import PlanError
from fourfold.core.pack.plan import Choice, Plan, plan
from fourfold.core.record.codes import Kind, Party
from fourfold.core.record.entry import Contact, Effect, Entry, Incident, Note
from tests.core.pack import make


def choose(*numbers: int, **more: frozenset[str]) -> Choice:
    return Choice(numbers=frozenset(numbers), **more)  # type: ignore[arg-type]


def planned(*numbers: int, **more: frozenset[str]) -> Plan:
    return plan(make.record(), choose(*numbers, **more), make.NOW)


def refs(plan: Plan) -> list[str]:
    return [each.exhibit.ref for each in plan.exhibits]


def test_entries_stand_in_the_order_in_which_things_happened() -> None:
    assert [item.entry.number for item in planned(1, 2, 4, 5, 6).items] == [5, 2, 1, 4, 6]


def test_every_version_goes_in_the_first_first() -> None:
    (item,) = planned(1).items
    assert [each.version for each in (*item.earlier, item.entry)] == [1, 2]
    assert [each.version for each in planned(1).versions] == [1, 2]


def test_only_people_of_chosen_entries_go_in() -> None:
    assert planned(1).people == {make.NEIGHBOUR.id}
    assert planned(2).people == set()


def test_nothing_chosen_is_refused() -> None:
    with pytest.raises(PlanError) as caught:
        planned()
    assert caught.value.code == "nothing_chosen"


@pytest.mark.parametrize(("number", "code"), [(3, "entry_not_offered"), (99, "entry_unknown")])
def test_what_is_not_offered_is_refused(number: int, code: str) -> None:
    with pytest.raises(PlanError) as caught:
        planned(1, number)
    assert (caught.value.code, caught.value.facts) == (code, {"number": number})


@pytest.mark.parametrize("versions", [(2,), (1, 3), (1, 1)])
def test_a_version_that_is_missing_is_refused(versions: tuple[int, ...]) -> None:
    entries = [make.entry(1, make.incident("x"), version=each) for each in versions]
    with pytest.raises(PlanError) as caught:
        plan(entries, choose(1), make.NOW)
    assert (caught.value.code, caught.value.facts) == ("version_missing", {"number": 1})


# --- Counting ------------------------------------------------------------------------------------
def test_notes_and_orders_are_not_counted() -> None:
    counted = planned(1, 5).completeness
    assert (counted.here, counted.counted, counted.withheld) == (1, 4, 3)
    assert counted.by_kind == ((Kind.INCIDENT, 1), (Kind.ORDER, 1))


def test_a_contact_counts_only_if_it_is_with_the_police() -> None:
    entries = [
        make.entry(1, Contact(said="a", when=When("2026"), party=Party.POLICE)),
        make.entry(2, Contact(said="b", when=When("2026"), party=Party.HELPLINE)),
    ]
    counted = plan(entries, choose(1, 2), make.NOW).completeness
    assert (counted.here, counted.counted) == (1, 1)
    assert counted.by_kind == ((Kind.CONTACT, 2),)


BODIES = [
    Incident(what="a", when=When("2026-01-01")),
    Effect(what="b", when=When("2026-02")),
    Note(text="c"),
]


@given(
    bodies=st.lists(st.sampled_from(BODIES), min_size=1, max_size=20),
    chosen=st.sets(st.integers(1, 20)),
)
def test_what_is_here_and_what_is_withheld_are_all_that_happened(
    bodies: list[object], chosen: set[int]
) -> None:
    entries = [make.entry(number, body) for number, body in enumerate(bodies, 1)]
    offered = {each.number for each in entries if each.is_offered}
    if not chosen & offered:
        return
    found = plan(entries, choose(*chosen & offered), make.NOW)
    assert found.completeness.here == len(found.items)
    assert found.completeness.here + found.completeness.withheld == len(offered)


@given(st.permutations(make.record()))
def test_the_order_in_which_entries_are_read_changes_nothing(entries: Iterable[Entry]) -> None:
    assert plan(entries, make.EVERYTHING, make.NOW) == planned(1, 2, 4, 5, 6)


# --- Exhibits ------------------------------------------------------------------------------------
def test_labels_are_never_renumbered() -> None:
    assert refs(planned(2)) == ["AB/2"]
    assert refs(planned(1, 2)) == ["AB/1", "AB/2"]


def test_a_private_exhibit_stays_out_unless_named() -> None:
    assert [each.exhibit.ref for each in planned(2).withheld] == ["AB/3"]
    chosen = planned(2, private=frozenset({"AB/3"}))
    assert (refs(chosen), chosen.withheld) == (["AB/2", "AB/3"], ())


def test_a_file_that_was_destroyed_leaves_its_hash() -> None:
    found = planned(1, gone=frozenset({"AB/1"}))
    assert (found.exhibits, [each.exhibit.ref for each in found.withheld]) == ((), ["AB/1"])


def test_labels_sort_by_their_number_not_by_their_letters() -> None:
    shown = [replace(make.PHOTO, ref=ref) for ref in ("AB/10", "AB/9", "AA/11", "AB/100")]
    entries = [make.entry(1, make.incident("x"), exhibits=tuple(shown))]
    found = plan(entries, choose(1), make.NOW)
    assert refs(found) == ["AA/11", "AB/9", "AB/10", "AB/100"]


def test_an_exhibit_of_an_earlier_version_stays_in() -> None:
    entries = [
        make.entry(1, make.incident("x"), exhibits=(make.PHOTO,)),
        make.entry(1, make.incident("y"), version=2, reason="not that photo"),
    ]
    assert refs(plan(entries, choose(1), make.NOW)) == ["AB/1"]


def test_an_exhibit_is_described_as_in_its_newest_version() -> None:
    labelled = replace(make.PHOTO, police_ref="XY/7")
    entries = [
        make.entry(1, make.incident("x"), exhibits=(make.PHOTO,)),
        make.entry(1, make.incident("x"), version=2, exhibits=(labelled,), reason="labelled"),
    ]
    (found,) = plan(entries, choose(1), make.NOW).exhibits
    assert (found.exhibit.police_ref, found.numbers, found.added) == (
        "XY/7",
        (1,),
        entries[0].added,
    )


def test_one_label_for_two_files_is_refused() -> None:
    other = replace(make.PHOTO, sha256="0" * 64)
    entries = [
        make.entry(1, make.incident("x"), exhibits=(make.PHOTO,)),
        make.entry(2, make.incident("y"), exhibits=(other,)),
    ]
    with pytest.raises(PlanError) as caught:
        plan(entries, choose(1, 2), make.NOW)
    assert caught.value.facts == {"ref": "AB/1"}


@pytest.mark.parametrize(
    ("name", "media_type", "file"),
    [
        ("IMG_2041.JPG", "image/jpeg", "AB-1.jpg"),
        ("chat.txt", "application/octet-stream", "AB-1.txt"),
        ("report.docx", "application/zip", "AB-1.docx"),
        ("voice", "audio/mp4", "AB-1.m4a"),
        ("letter.pdf.exe", "application/octet-stream", "AB-1.bin"),
        ("page.html", "application/octet-stream", "AB-1.bin"),
        ("drawing.svg", "application/octet-stream", "AB-1.bin"),
        ("shortcut.lnk", "application/octet-stream", "AB-1.bin"),
        ("photo.exe", "image/png", "AB-1.png"),
        (".jpg", "application/octet-stream", "AB-1.bin"),
        ("jpg", "application/octet-stream", "AB-1.bin"),
        ("../../evil.jpg", "application/octet-stream", "AB-1.jpg"),
        ("x.jpg\n", "application/octet-stream", "AB-1.bin"),
        ("", "application/octet-stream", "AB-1.bin"),
    ],
)
def test_a_file_gets_a_neutral_name_that_does_not_run(
    name: str, media_type: str, file: str
) -> None:
    shown = replace(make.PHOTO, name=name, media_type=media_type)
    (found,) = plan(
        [make.entry(1, make.incident("x"), exhibits=(shown,))], choose(1), make.NOW
    ).exhibits
    assert (found.folder, found.file) == ("AB-1", file)


# --- The clock -----------------------------------------------------------------------------------
def test_the_time_is_written_in_utc_to_the_second() -> None:
    summer = datetime(2026, 7, 1, 9, 30, 15, 999, tzinfo=timezone(timedelta(hours=1)))
    assert plan(make.record(), choose(1), summer).made == "2026-07-01T08:30:15Z"
    assert planned(1).made == make.NOW.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_deleted_entries_are_named_by_their_numbers() -> None:
    assert plan(make.record(), choose(1), make.NOW, deleted=[9, 7]).deleted == (7, 9)


def test_what_is_deleted_but_can_come_back_is_withheld() -> None:
    whole = plan(make.record(), make.EVERYTHING, make.NOW).completeness
    found = plan(make.record(), make.EVERYTHING, make.NOW, hidden=1).completeness
    assert (found.here, found.withheld) == (whole.here, whole.withheld + 1)
