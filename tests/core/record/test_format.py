"""The open record format: one whole example of every kind, frozen, and every rule of its own."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fourfold.core.kernel import canonical
from fourfold.core.kernel.errors import ShapeError
from fourfold.core.kernel.when import When
from fourfold.core.record.codes import (
    Act,
    Afraid,
    AimedAt,
    Area,
    Boundary,
    CaseStep,
    Direction,
    DoneBy,
    Kind,
    KnownWho,
    OrderKind,
    OriginalKept,
    Party,
    Purpose,
    Route,
    StopPoint,
    ZoneFrom,
)
from fourfold.core.record.entry import (
    Body,
    CaseEvent,
    Contact,
    Effect,
    Entry,
    Exhibit,
    Handling,
    Incident,
    Message,
    Note,
    Order,
    Source,
    Term,
    TermRef,
    Thing,
)
from fourfold.core.record.errors import FormatError
from fourfold.core.record.format import Completeness, RecordFile, count, dump, latest, load
from fourfold.core.record.person import Person
from tests.core.record.test_schema import VALIDATOR

GOLDEN = Path(__file__).parents[2] / "golden" / "record-1.1.json"
OLD = GOLDEN.with_name("record-1.0.json")

PERSON = Person(
    id="c" * 32,
    label="the neighbour",
    names=("Siôn", "John"),
    numbers=("07700 900123",),
    handles=("@example",),
    note="Says he is called both.",
)
CHAT = Exhibit(
    ref="AB/1",
    file_id="f" * 32,
    name="WhatsApp Chat with \u202egnihtemos.txt",
    size=52311,
    sha256="a" * 64,
    header_sha256="b" * 64,
    media_type="text/plain",
    obtained="14 March, from my phone",
    obtained_how="Exported without media.",
    original_kept=OriginalKept.YES,
    police_ref="XY/9",
    is_private=True,
)


def ident(number: int) -> str:
    return f"{number:032x}"


def entry(number: int, body: Body, version: int = 1, **more: Any) -> Entry:
    added = f"2026-11-22T07:{number:02}:{version:02}Z"
    return Entry(number=number, id=ident(number), version=version, added=added, body=body, **more)


ORDER = Order(
    order_kind=OrderKind.NON_MOLESTATION,
    made=When("2026-04-20"),
    court="Family Court at Swansea",
    reference="SA26F00000",
    served=When("2026-04-24"),
    served_how="The police told me on the phone.",
    ends=When("2027-04-20"),
    terms=(
        Term(id="1", words="The respondent must not go to the applicant's home.", label="1"),
        Term(id="2", words="The respondent must not contact the applicant.", label="2(a)"),
    ),
    what="Made without notice.",
)
INCIDENT = Incident(
    what="He stood at the gate and shouted.\nI went in.",
    when=When("2026-10-25T01:30", fold=1),
    learnt=When("2026-10-26~"),
    where="Home",
    witnesses=("Carys next door",),
    own_reply="I said nothing.",
    times=3,
    is_continuing=True,
    feelings="Sick 😟",
    afraid=Afraid.NOT_SURE,
    aimed_at=AimedAt.OWNER,
    also_affected=("my son",),
    how=(Route.IN_PERSON, Route.AT_HOME),
    channel="",
    acts=(Act.LOITER, Act.VERBAL),
    done_by=DoneBy.PERSON,
    known_who=KnownWho.KNOWN,
    how_known="I saw him.",
    purpose=Purpose.UNANSWERED,
    stop_point=StopPoint.NONE,
    breaches=(TermRef(order=ident(4), term="1"),),
)
MESSAGE = Message(
    text="I know you are in.",
    when=When("2026-03-14T21:05:09"),
    direction=Direction.TO_OWNER,
    zone_from=ZoneFrom.ASSUMED,
    received=When("2026-03-15"),
    sender="Siôn",
    recipient="me",
    conversation="Siôn",
    sources=(
        Source(file_id="f" * 32, sha256="a" * 64, member="chat.txt", offset=0, length=52),
        Source(file_id="e" * 32, sha256="d" * 64, row="message/17"),
    ),
    boundary=Boundary.UNCERTAIN,
    boundary_reason="header_inside",
    comment="My dog's name is in it.",
    how=(Route.APP,),
    channel="WhatsApp",
    acts=(Act.CONTACT,),
    known_who=KnownWho.SUSPECTED,
)
WHOLE = RecordFile(
    generator="Fourfold 0.1.0",
    made="2026-11-22T08:00:00Z",
    people=(PERSON,),
    entries=(
        entry(1, Incident(what="He shouted.", when=When("2026-10"))),
        entry(1, INCIDENT, 2, people=(PERSON.id,), reason="I remembered the day."),
        entry(2, MESSAGE, people=(PERSON.id,), exhibits=(CHAT,)),
        entry(
            3,
            Effect(
                what="I sleep badly.",
                when=When("2026-02/.."),
                areas=(Area.SLEEP, Area.WORK),
                changes="I changed the locks.",
                linked=(ident(1),),
            ),
        ),
        entry(4, ORDER, people=(PERSON.id,)),
        entry(
            5,
            Contact(
                said="They took a statement.",
                when=When("2026-11-20"),
                party=Party.POLICE,
                who="PC 123",
                organisation="South Wales Police",
                how=(Route.PHONE,),
                reference="2600000000",
                promised="They will ring.",
                promised_by=When("2026-11-24"),
                checkpoint="9 2026-11-20 ABCD-EFGH",
                stop_point=StopPoint.REPORTED,
                linked=(ident(1), ident(2)),
            ),
        ),
        entry(
            7,
            Thing(
                what="A letter",
                when=When("2026-03~"),
                came="Through the door.",
                kept="In a paper bag at my sister's.",
                handling=(Handling(when=When("2026-04-01"), who="my sister", what="Took it."),),
                ref="AB/2",
                police_ref="XY/10",
                linked=(ident(1),),
            ),
        ),
        entry(9, Note(text="Ask about the locks.", linked=(ident(3),))),
        entry(
            10,
            CaseEvent(
                event=CaseStep.BAIL_CHANGED,
                when=When("2026-11-18/2026-11-20"),
                told=When("2026-11-21"),
                hearing=When("2027-01-12"),
                what="They may not come to my street.",
                where="Cardiff Central",
                reference="2600000000",
                linked=(ident(5),),
            ),
        ),
    ),
    deleted=(6, 8),
    completeness=Completeness(contained=5, withheld=2),
)


def test_the_format_does_not_drift() -> None:
    assert dump(WHOLE) == GOLDEN.read_bytes()
    assert load(GOLDEN.read_bytes()) == WHOLE


def test_a_file_of_the_first_version_is_read_and_stays_what_it_is() -> None:
    old = load(OLD.read_bytes())
    assert old == replace(WHOLE, version="1.0", entries=WHOLE.entries[:-1])
    assert dump(old) == OLD.read_bytes()


def test_a_file_of_the_first_version_has_no_event_of_a_case() -> None:
    plain = json.loads(GOLDEN.read_bytes()) | {"version": "1.0"}
    with pytest.raises(FormatError) as refused:
        load(canonical.encode(plain))
    assert refused.value.code == "kind_newer"
    assert not VALIDATOR.is_valid(plain)


def test_the_frozen_example_uses_every_kind_and_every_field() -> None:
    assert {each.kind for each in WHOLE.entries} == set(Kind)
    plain = json.loads(GOLDEN.read_bytes())
    empty = {"channel", "purpose", "stop_point", "message_kind", "done_by", "until_further_order"}
    bodies = {each["body"]["kind"]: each["body"] for each in plain["entries"]}
    shared = {"feelings", "afraid", "aimed_at", "also_affected", "how_known", "breaches"}
    unset = [
        f"{kind}.{name}"
        for kind, body in bodies.items()
        for name, value in body.items()
        if value in ("", [], None, False) and name not in empty | shared
    ]
    assert unset == []


def test_the_same_record_read_from_other_spacing_and_order_is_the_same() -> None:
    plain = json.loads(GOLDEN.read_bytes())
    other = json.dumps(dict(reversed(plain.items())), indent=3, ensure_ascii=True).encode()
    assert load(other) == WHOLE


def test_a_record_with_the_least_that_a_stranger_must_write() -> None:
    plain = {
        "format": "fourfold-record",
        "version": "1.0",
        "generator": "a stranger",
        "made": "2026-11-22T08:00:00Z",
        "entries": [
            {
                "schema": 1,
                "number": 1,
                "id": ident(1),
                "version": 1,
                "added": "2026-11-22T07:00:00Z",
                "body": {
                    "kind": "incident",
                    "what": "x",
                    "when": {"text": "2026-03", "zone": "UTC", "fold": 0},
                },
            }
        ],
        "completeness": {"contained": 1, "withheld": 0},
    }
    (only,) = load(json.dumps(plain).encode()).entries
    assert only.body == Incident(what="x", when=When("2026-03", "UTC"))


def test_an_empty_record_is_a_record() -> None:
    empty = RecordFile.of((), (), "Fourfold 0.1.0", "2026-11-22T08:00:00Z")
    assert load(dump(empty)) == empty


def test_a_file_is_put_in_order_and_counted() -> None:
    shuffled = RecordFile.of(reversed(WHOLE.entries), WHOLE.people, WHOLE.generator, WHOLE.made)
    assert shuffled.entries == WHOLE.entries
    assert shuffled.completeness == Completeness(contained=5, withheld=0)


def test_an_amended_entry_is_counted_once_by_its_last_version() -> None:
    assert [(each.number, each.version) for each in latest(WHOLE.entries)][:2] == [(1, 2), (2, 1)]
    assert count(WHOLE.entries) == 5
    assert count([entry(1, Note(text="")), entry(1, INCIDENT, 2)]) == 1
    assert count([entry(1, INCIDENT), entry(1, Note(text=""), 2)]) == 0


def contained(entries: tuple[Entry, ...], **more: Any) -> RecordFile:
    here = Completeness(contained=count(entries), withheld=0)
    return replace(WHOLE, entries=entries, completeness=here, **more)


NOTE = Note(text="x")
OTHER = replace(PERSON, id="a" * 32)


@pytest.mark.parametrize(
    ("entries", "more", "code", "path"),
    [
        ((entry(2, NOTE), entry(1, NOTE)), {}, "order", "entries"),
        ((entry(1, NOTE), entry(1, NOTE)), {}, "order", "entries"),
        ((), {"people": (PERSON, OTHER)}, "order", "people"),
        ((), {"people": (PERSON, PERSON)}, "order", "people"),
        ((), {"deleted": (6, 6)}, "order", "deleted"),
        ((), {"deleted": (8, 6)}, "order", "deleted"),
        ((entry(6, NOTE),), {}, "deleted", "deleted"),
        ((entry(1, NOTE, 2),), {}, "version_missing", "entries"),
        ((entry(1, NOTE), entry(1, NOTE, 3)), {}, "version_missing", "entries"),
        ((entry(1, NOTE), replace(entry(1, NOTE, 2), id=ident(2))), {}, "id", "entries"),
        ((entry(1, NOTE), replace(entry(2, NOTE), id=ident(1))), {}, "id", "entries"),
        ((entry(1, NOTE, people=("d" * 32,)),), {}, "person_missing", "entries"),
        (
            (
                entry(1, NOTE, exhibits=(CHAT,)),
                entry(2, NOTE, exhibits=(replace(CHAT, file_id="e" * 32),)),
            ),
            {}, "label", "entries",
        ),
        (
            (
                entry(1, NOTE, exhibits=(CHAT,)),
                entry(2, Thing(what="", when=When("2026"), ref="AB/1")),
            ),
            {}, "label", "entries",
        ),
        (
            (
                entry(1, Thing(what="", when=When("2026"), ref="AB/1")),
                entry(2, Thing(what="", when=When("2026"), ref="AB/1")),
            ),
            {}, "label", "entries",
        ),
    ],
)  # fmt: skip
def test_a_file_that_contradicts_itself_is_refused(
    entries: tuple[Entry, ...], more: dict[str, Any], code: str, path: str
) -> None:
    with pytest.raises(ShapeError) as refused:
        contained(entries, **more)
    assert (refused.value.code, refused.value.path) == (code, path)


def test_a_wrong_count_is_refused() -> None:
    plain = json.loads(GOLDEN.read_bytes())
    plain["completeness"]["contained"] = 6
    with pytest.raises(FormatError) as refused:
        load(canonical.encode(plain))
    assert refused.value.facts == {"path": "completeness.contained"}
    assert refused.value.code == "count"


def test_one_file_may_be_an_exhibit_of_several_versions_and_entries() -> None:
    entries = (
        entry(1, NOTE, exhibits=(CHAT,)),
        entry(1, NOTE, 2, exhibits=(CHAT,)),
        entry(2, NOTE, exhibits=(CHAT,)),
    )
    assert load(dump(contained(entries))).entries == entries


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "diary"}, "not_a_record"),
        ({"format": None}, "not_a_record"),
        ({"version": 1}, "not_a_record"),
        ({"version": "one"}, "not_a_record"),
        ({"version": "0.9"}, "not_a_record"),
        ({"version": "01.0"}, "not_a_record"),
        ({"version": "1.2"}, "version_newer"),
        ({"version": "1.10"}, "version_newer"),
        ({"version": "2.0"}, "version_newer"),
        ({"generator": None}, "type"),
        ({"entries": {}}, "type"),
        ({"entries": [1]}, "type"),
        ({"entries": [{"schema": 2}]}, "schema"),
        ({"entries": [{}]}, "schema"),
        ({"later": True}, "field_unknown"),
    ],
)
def test_what_this_version_does_not_know_is_refused_with_a_code(
    change: dict[str, Any], code: str
) -> None:
    plain = json.loads(GOLDEN.read_bytes()) | change
    with pytest.raises(FormatError) as refused:
        load(json.dumps(plain).encode())
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_json"),
        (b"\x89PNG\r\n\x1a\n", "not_utf8"),
        (b"[]", "not_a_record"),
        (b"null", "not_a_record"),
        (b'{"format":"fourfold-record","format":"x"}', "duplicate_key"),
        (b'{"format":"fourfold-record","version":1.0}', "float"),
        (b"[" * 200_000, "too_deep"),
    ],
)
def test_what_is_no_record_is_refused_with_a_code(data: bytes, code: str) -> None:
    with pytest.raises(FormatError) as refused:
        load(data)
    assert refused.value.code == code


def test_a_malformed_record_is_never_written() -> None:
    bad = replace(WHOLE, generator="two\nlines")
    with pytest.raises(FormatError) as refused:
        dump(bad)
    assert (refused.value.code, refused.value.facts) == ("line", {"path": "generator"})


def test_the_place_of_a_bad_value_is_named() -> None:
    plain = json.loads(GOLDEN.read_bytes())
    plain["entries"][3]["body"]["areas"] = ["sleep", "dreams"]
    with pytest.raises(FormatError) as refused:
        load(canonical.encode(plain))
    assert refused.value.facts == {"path": "entries[3].body.areas[1]"}
