"""Entries and their stored form."""

import dataclasses
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings

from fourfold.core.kernel import canonical
from fourfold.core.kernel.errors import ShapeError
from fourfold.core.kernel.when import UNDATED, When
from fourfold.core.record.codes import (
    Act,
    Boundary,
    CaseStep,
    Direction,
    Kind,
    OrderKind,
    Party,
)
from fourfold.core.record.entry import (
    SCHEMA,
    Body,
    CaseEvent,
    Contact,
    Effect,
    Entry,
    Exhibit,
    Incident,
    Message,
    Note,
    Order,
    Source,
    Term,
    Thing,
    fields,
    from_json,
    to_json,
    upgrade,
)
from fourfold.core.record.errors import EntryError
from tests.core.record.generate import entries
from tests.deep import cases

DAY = When("2026-03-14")
PHOTO = Exhibit(
    ref="AB/1",
    file_id="f" * 32,
    name="photo.jpg",
    size=3,
    sha256="a" * 64,
    header_sha256="b" * 64,
    media_type="image/jpeg",
)
ENTRY = Entry(
    number=1,
    id="1" * 32,
    version=1,
    added="2026-11-22T07:00:00Z",
    body=Incident(what="He was outside again.", when=DAY),
    exhibits=(PHOTO,),
    people=("c" * 32,),
)


def entry(body: Body) -> Entry:
    return replace(ENTRY, body=body)


@settings(max_examples=cases(40), suppress_health_check=list(HealthCheck))
@given(entries())
def test_every_entry_comes_back_from_its_stored_form(each: Entry) -> None:
    assert from_json(canonical.decode(canonical.encode(to_json(each)))) == each


@settings(max_examples=cases(25), suppress_health_check=list(HealthCheck))
@given(entries())
def test_what_is_committed_to_is_the_whole_stored_form(each: Entry) -> None:
    plain = to_json(each)
    committed = {name: canonical.decode(value) for name, value in fields(each).items()}
    body = plain.pop("body")
    assert committed == plain | body
    assert len(committed) == len(plain) + len(body)


@pytest.mark.parametrize("shape", get_args(Body))
def test_no_field_of_a_body_has_the_name_of_an_entry_s(shape: type) -> None:
    mine = {each.name for each in dataclasses.fields(shape)} | {"kind"}
    assert mine & {each.name for each in dataclasses.fields(Entry)} == set()


@pytest.mark.parametrize(
    "name",
    ["schema", "number", "id", "version", "added", "kind", "what", "when", "exhibits", "people",
     "reason"],
)  # fmt: skip
def test_each_field_is_committed_to_by_its_own_name(name: str) -> None:
    assert name in fields(ENTRY)


def test_a_change_to_one_field_changes_only_its_own_bytes() -> None:
    other = entry(replace(ENTRY.body, what="She was outside again."))
    before, after = fields(ENTRY), fields(other)
    assert {name for name in before if before[name] != after[name]} == {"what"}


def test_the_bytes_committed_to_do_not_drift() -> None:
    assert fields(ENTRY)["when"] == b'{"fold":0,"text":"2026-03-14","zone":"Europe/London"}'
    assert fields(ENTRY)["exhibits"] == (
        b'[{"file_id":"ffffffffffffffffffffffffffffffff","header_sha256":"'
        + b"b" * 64
        + b'","is_private":false,"media_type":"image/jpeg","name":"photo.jpg","obtained":"",'
        b'"obtained_how":"","original_kept":"unknown","police_ref":"","ref":"AB/1","sha256":"'
        + b"a" * 64
        + b'","size":3}]'
    )


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"number": 0}, "out_of_range", "number"),
        ({"number": 2**53}, "out_of_range", "number"),
        ({"id": "x"}, "pattern", "id"),
        ({"version": True}, "type", "version"),
        ({"added": "today"}, "instant", "added"),
        ({"reason": "why"}, "reason", "reason"),
        ({"exhibits": (PHOTO, PHOTO)}, "repeated", "exhibits"),
        ({"people": ("c" * 32, "c" * 32)}, "repeated", "people"),
        ({"people": ("Ada",)}, "pattern", "people[0]"),
        ({"body": Incident(what="a\r\nb", when=DAY)}, "text", "body.what"),
        ({"body": Incident(what="", when=DAY, times=0)}, "out_of_range", "body.times"),
        ({"body": Incident(what="", when=DAY, acts=(Act.WATCH,) * 2)}, "repeated", "body.acts"),
    ],
)
def test_nothing_malformed_is_ever_stored(change: dict[str, Any], code: str, path: str) -> None:
    with pytest.raises((EntryError, ShapeError)) as refused:
        to_json(replace(ENTRY, **change))
    assert (refused.value.code, refused.value.facts) == (code, {"path": path})


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"schema": SCHEMA + 1}, "schema", "schema"),
        ({"schema": 0}, "schema", "schema"),
        ({"schema": True}, "schema", "schema"),
        ({"schema": "1"}, "schema", "schema"),
        ({"later": 1}, "field_unknown", "later"),
        ({"body": {"kind": "letter", "what": ""}}, "kind_unknown", "body.kind"),
        ({"body": {"kind": "note"}}, "field_missing", "body.text"),
        ({"body": {"kind": "note", "text": "", "secret": 1}}, "field_unknown", "body.secret"),
        ({"exhibits": [{}]}, "field_missing", "exhibits[0].ref"),
    ],
)
def test_a_stored_form_that_is_not_ours_is_refused(
    change: dict[str, Any], code: str, path: str
) -> None:
    with pytest.raises(EntryError) as refused:
        from_json(to_json(ENTRY) | change)
    assert (refused.value.code, refused.value.facts) == (code, {"path": path})


def test_what_is_no_object_is_refused() -> None:
    with pytest.raises(EntryError):
        from_json([])  # type: ignore[arg-type]


def test_an_older_stored_form_is_brought_up_one_step_at_a_time() -> None:
    steps = {
        1: lambda old: {"names": (old["name"],)},
        2: lambda old: {"names": (*old["names"], "added in 3")},
    }
    old = {"schema": 1, "name": "first"}
    assert upgrade(old, steps, to=3) == {"schema": 3, "names": ("first", "added in 3")}
    assert old == {"schema": 1, "name": "first"}
    assert upgrade({"schema": 3}, steps, to=3) == {"schema": 3}
    with pytest.raises(EntryError):
        upgrade({"schema": 4}, steps, to=3)


@pytest.mark.parametrize(
    ("body", "kind", "words", "counted", "offered"),
    [
        (Incident(what="a", when=DAY), "incident", "a", True, True),
        (
            Message(text="b", when=DAY, direction=Direction.TO_OWNER),
            "message", "b", True, True,
        ),
        (Effect(what="c", when=DAY), "effect", "c", True, True),
        (Contact(said="d", when=DAY, party=Party.POLICE), "contact", "d", True, True),
        (Contact(said="e", when=DAY, party=Party.HELPLINE), "contact", "e", False, True),
        (Order(order_kind=OrderKind.UNDERTAKING, made=DAY, what="f"), "order", "f", False, True),
        (Thing(what="g", when=DAY), "thing", "g", True, True),
        (Note(text="h", when=DAY), "note", "h", False, False),
        (
            CaseEvent(event=CaseStep.CHARGED, when=DAY, what="i"),
            "case_event", "i", False, True,
        ),
    ],
)  # fmt: skip
def test_each_kind_has_its_words_and_its_place_in_the_counts(
    body: Body, kind: str, words: str, counted: bool, offered: bool
) -> None:
    each = entry(body)
    assert each.kind is Kind(kind)
    assert each.when == DAY
    assert each.body.words == words
    assert (each.is_counted, each.is_offered) == (counted, offered)


def test_an_entry_without_a_date_sorts_by_when_it_was_added() -> None:
    undated = entry(Note(text="", when=UNDATED))
    assert undated.sort_key == When("2026-11-22T07:00:00").sort_key
    assert entry(Note(text="", when=DAY)).sort_key == DAY.sort_key


def test_a_note_needs_no_date() -> None:
    assert Note(text="x").when.is_unknown


SOURCE = {"file_id": "f" * 32, "sha256": "a" * 64}


@pytest.mark.parametrize(
    "place", [{"offset": 0, "length": 1}, {"row": "12"}, {"offset": 5, "length": 9, "row": "12"}]
)
def test_a_source_names_bytes_or_a_row(place: dict[str, Any]) -> None:
    assert Source(**SOURCE, **place).file_id == "f" * 32


@pytest.mark.parametrize(
    "place", [{}, {"offset": 0}, {"length": 1}, {"offset": 0, "row": "12"}, {"member": "chat.txt"}]
)
def test_a_source_that_points_nowhere_is_refused(place: dict[str, Any]) -> None:
    with pytest.raises(ShapeError) as refused:
        Source(**SOURCE, **place)
    assert refused.value.code == "place"


@pytest.mark.parametrize(
    ("boundary", "reason"), [(Boundary.UNCERTAIN, ""), (Boundary.CERTAIN, "header_inside")]
)
def test_doubt_and_its_reason_go_together(boundary: Boundary, reason: str) -> None:
    with pytest.raises(ShapeError) as refused:
        Message(
            text="x",
            when=DAY,
            direction=Direction.TO_OWNER,
            boundary=boundary,
            boundary_reason=reason,
        )
    assert refused.value.code == "boundary"


def test_an_order_has_one_end_at_most() -> None:
    with pytest.raises(ShapeError) as refused:
        Order(order_kind=OrderKind.RESTRAINING, made=DAY, ends=DAY, until_further_order=True)
    assert refused.value.code == "ends"


def test_no_two_terms_of_an_order_share_an_id() -> None:
    term = Term(id="1", words="Not to contact")
    with pytest.raises(ShapeError) as refused:
        Order(order_kind=OrderKind.RESTRAINING, made=DAY, terms=(term, term))
    assert refused.value.code == "term"


def test_the_seven_examples_of_the_statute_come_first() -> None:
    examples = ["follow", "contact", "publish", "monitor", "loiter", "interfere", "watch"]
    assert [each.value for each in Act][:7] == examples


def test_a_hostile_file_name_is_kept_exactly() -> None:
    name = "../../a\x00\u202egpj.e\u0301xe\r\n"
    plain = to_json(replace(ENTRY, exhibits=(replace(PHOTO, name=name),)))
    assert from_json(canonical.decode(canonical.encode(plain))).exhibits[0].name == name
