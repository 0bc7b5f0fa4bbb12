"""docs/record-format.md says every field, default and code, so that a stranger can rely on it."""

import json
import re
from dataclasses import MISSING, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from fourfold.core.kernel import canonical
from fourfold.core.kernel.when import When
from fourfold.core.record import codes
from fourfold.core.record.body import (
    CaseEvent,
    Contact,
    Deed,
    Effect,
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
from fourfold.core.record.entry import Entry
from fourfold.core.record.exhibit import Exhibit
from fourfold.core.record.format import Completeness, RecordFile, load
from fourfold.core.record.person import Person
from tests.core.record.test_schema import NEEDED_BY_READERS, VALIDATOR

DOCUMENT = (Path(__file__).parents[3] / "docs" / "record-format.md").read_text()
FIELD = re.compile(r"(\*\*)?`([a-z0-9_]+)`")

SECTIONS = {
    "The file": (RecordFile, Completeness),
    "Entries": (Entry,),
    "Exhibits": (Exhibit,),
    "People": (Person,),
    "incident": (Incident,),
    "message": (Message, Source),
    "effect": (Effect,),
    "contact": (Contact,),
    "order": (Order, Term),
    "thing": (Thing,),
    "note": (Note,),
    "case_event": (CaseEvent,),
}
CODES = {
    "acts": codes.Act,
    "how": codes.Route,
    "afraid": codes.Afraid,
    "aimed_at": codes.AimedAt,
    "done_by": codes.DoneBy,
    "known_who": codes.KnownWho,
    "purpose": codes.Purpose,
    "stop_point": codes.StopPoint,
    "direction": codes.Direction,
    "message_kind": codes.MessageKind,
    "boundary": codes.Boundary,
    "zone_from": codes.ZoneFrom,
    "areas": codes.Area,
    "party": codes.Party,
    "order_kind": codes.OrderKind,
    "event": codes.CaseStep,
    "original_kept": codes.OriginalKept,
}


def section(title: str) -> str:
    """The text under a heading, up to the next."""
    found = re.search(
        rf"^##+ {re.escape(title)}\n(.*?)(?=^##|\Z)", DOCUMENT, re.DOTALL | re.MULTILINE
    )
    assert found, title
    return found[1]


def rows(text: str) -> dict[str, tuple[bool, str]]:
    """Each field named in the first column of a table, whether it is bold, and the row's rest."""
    found = {}
    for line in text.splitlines():
        first, _, rest = line.removeprefix("| ").partition(" | ")
        if line.startswith("| "):
            found |= {name: (bool(bold), rest) for bold, name in FIELD.findall(first)}
    return found


def named(shape: type, *, own: bool = False) -> dict[str, Any]:
    """A dataclass's fields and defaults; `own` leaves out what incidents and messages share."""
    shared = {each.name for each in fields(Deed)} if own and issubclass(shape, Deed) else set()
    head = {"kind": MISSING} if isinstance(getattr(shape, "kind", None), StrEnum) else {}
    return head | {
        each.name: MISSING if each.name in NEEDED_BY_READERS else each.default
        for each in fields(shape)
        if each.name not in shared
    }


@pytest.mark.parametrize("title", SECTIONS)
def test_every_field_has_its_row_and_no_row_is_for_nothing(title: str) -> None:
    expected = {
        name: default
        for shape in SECTIONS[title]
        for name, default in named(shape, own=title != "incident").items()
    }
    found = rows(section(title))
    assert set(found) == set(expected)
    bold = {name for name, (is_bold, _) in found.items() if is_bold}
    assert bold == {name for name, default in expected.items() if default is MISSING}


def test_small_objects_are_described_where_they_stand() -> None:
    for shape, text in ((Handling, section("thing")), (TermRef, section("incident"))):
        assert all(f"{each.name}" in text for each in fields(shape))


@pytest.mark.parametrize(
    ("title", "name", "default"),
    [
        (title, name, default)
        for title, shapes in SECTIONS.items()
        for shape in shapes
        for name, default in named(shape, own=title != "incident").items()
        if default is not MISSING and not isinstance(default, When)
    ],
)
def test_every_default_is_said(title: str, name: str, default: Any) -> None:
    words = {"": "empty", (): "none", None: "null", False: "false"}
    said = words.get(default, f"`{default}`")
    assert f"| {said} |" in "| " + rows(section(title))[name][1]


@pytest.mark.parametrize("name", CODES)
def test_every_code_is_listed_in_order_and_no_other(name: str) -> None:
    (line,) = (line for line in section("Codes").splitlines() if line.startswith(f"| `{name}` |"))
    listed = re.findall(r"`([a-z_]+)`", line.partition(" | ")[2])
    assert listed == [each.value for each in CODES[name] if each.value]
    assert ("empty" in line) == ("" in set(CODES[name]))


def test_every_set_of_codes_is_documented() -> None:
    classes = {each for each in vars(codes).values() if isinstance(each, type)}
    defined = {each for each in classes if issubclass(each, StrEnum)}
    assert defined - {StrEnum, codes.Kind} == set(CODES.values())


def test_the_smallest_file_is_valid_and_loads() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
    assert VALIDATOR.is_valid(json.loads(example))
    assert load(example.encode()).entries[0].when.is_about


def test_the_smallest_file_can_lose_nothing() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
    whole = json.loads(example)
    for name in whole:
        less = {key: value for key, value in whole.items() if key != name}
        assert VALIDATOR.is_valid(less) == (name == "entries")


@pytest.mark.parametrize("text", re.findall(r"^\| `([0-9X][^`]*)` \|", DOCUMENT, re.MULTILINE))
def test_every_time_in_the_table_is_a_time(text: str) -> None:
    assert When.parse(text).text == text


def test_the_committed_bytes_shown_are_the_bytes() -> None:
    when = When("2026-11-21T23:20~")
    assert f"`{canonical.encode(when.to_json()).decode()}`" in DOCUMENT


def test_every_link_inside_the_page_leads_to_a_heading() -> None:
    headings = re.findall(r"^##+ (.+)$", DOCUMENT, re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9 -]", "", each.lower()).replace(" ", "-") for each in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", DOCUMENT)) <= anchors
