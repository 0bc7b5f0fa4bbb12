"""Dataclasses to plain values and back, strictly."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, ClassVar

import pytest

from fourfold.core.kernel.errors import ShapeError
from fourfold.core.kernel.shape import (
    AsGiven,
    Distinct,
    Id,
    Line,
    Moment,
    Most,
    Text,
    Within,
    read,
    refuse,
    write,
)
from fourfold.core.kernel.when import When


class Colour(StrEnum):
    RED = "red"
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cat:
    kind: ClassVar[Colour] = Colour.RED
    lives: Annotated[int, Within(1, 9)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dog:
    kind: ClassVar[Colour] = Colour.NONE
    name: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    number: int
    name: Line = ""
    about: Text = ""
    id: Id = "0" * 32
    built: Moment = "2026-11-22T07:00:00Z"
    label: Annotated[str, AsGiven(), Most(5)] = ""
    door: Colour = Colour.NONE
    is_new: bool = False
    sold: When | None = None
    rooms: Annotated[tuple[Line, ...], Most(2), Distinct()] = ()
    pet: Cat | Dog = Cat(lives=9)
    cats: tuple[Cat, ...] = ()

    def __post_init__(self) -> None:
        if self.name == "nameless":
            refuse("nameless", "name")


@dataclass(frozen=True, slots=True)
class Street:
    houses: tuple[House, ...]


HOUSE = House(
    number=7,
    name="Tŷ Gwyn",
    about="Two\nlines\tand a tab",
    label="a\x00\u202eb",
    door=Colour.RED,
    is_new=True,
    sold=When("2026-03~"),
    rooms=("attic", "cellar"),
    pet=Dog(name="Rex"),
    cats=(Cat(lives=1), Cat(lives=9)),
)


def test_every_field_is_written_and_read_back() -> None:
    plain = write(HOUSE)
    assert plain["pet"] == {"kind": "", "name": "Rex"}
    assert plain["cats"][0] == {"kind": "red", "lives": 1}
    assert plain["sold"] == {"text": "2026-03~", "zone": "Europe/London", "fold": 0}
    assert plain["rooms"] == ["attic", "cellar"]
    assert read(House, plain) == HOUSE


def test_a_field_with_a_default_may_be_absent() -> None:
    assert read(House, {"number": 7}) == House(number=7)


def test_limits_may_be_reached() -> None:
    plain = {"number": 7, "name": "x" * 1_000, "about": "x" * 1_000_000, "label": "12345"}
    assert len(read(House, plain).about) == 1_000_000


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"nombre": 1}, "field_unknown", "nombre"),
        ({"number": None}, "type", "number"),
        ({"number": "7"}, "type", "number"),
        ({"number": True}, "type", "number"),
        ({"number": 7.0}, "type", "number"),
        ({"name": 7}, "type", "name"),
        ({"name": None}, "type", "name"),
        ({"name": "a\nb"}, "line", "name"),
        ({"name": "a\tb"}, "line", "name"),
        ({"name": "x" * 1001}, "too_long", "name"),
        ({"name": "Sia\u0302n"}, "text", "name"),
        ({"name": "nameless"}, "nameless", "name"),
        ({"about": "a\r\nb"}, "text", "about"),
        ({"about": "a\x00"}, "text", "about"),
        ({"about": "\u202e"}, "text", "about"),
        ({"about": "\ud800"}, "text", "about"),
        ({"about": "x" * 1_000_001}, "too_long", "about"),
        ({"label": "\ud800"}, "text", "label"),
        ({"label": "a\udfff"}, "text", "label"),
        ({"label": "123456"}, "too_long", "label"),
        ({"id": "0" * 31}, "pattern", "id"),
        ({"id": "0" * 32 + "\n"}, "pattern", "id"),
        ({"id": "A" * 32}, "pattern", "id"),
        ({"built": "2026-11-22"}, "instant", "built"),
        ({"built": "2026-11-22T07:00:00"}, "instant", "built"),
        ({"built": "2026-11-22T07:00:00+00:00"}, "instant", "built"),
        ({"built": "2026-11-22 07:00:00Z"}, "instant", "built"),
        ({"built": "2026-02-30T07:00:00Z"}, "instant", "built"),
        ({"built": "2026-11-22T24:00:00Z"}, "instant", "built"),
        ({"built": "2026-11-22T07:00:00.5Z"}, "instant", "built"),
        ({"built": ""}, "instant", "built"),
        ({"door": "blue"}, "choice_unknown", "door"),
        ({"door": None}, "type", "door"),
        ({"is_new": 1}, "type", "is_new"),
        ({"sold": "2026"}, "when_type", "sold"),
        ({"sold": {"text": "2026-13", "zone": "UTC", "fold": 0}}, "when_no_such_day", "sold"),
        ({"rooms": "attic"}, "type", "rooms"),
        ({"rooms": ["a", 7]}, "type", "rooms[1]"),
        ({"rooms": ["a", "b", "c"]}, "too_many", "rooms"),
        ({"rooms": ["a", "a"]}, "repeated", "rooms"),
        ({"pet": None}, "type", "pet"),
        ({"pet": {"lives": 1}}, "kind_unknown", "pet.kind"),
        ({"pet": {"kind": "fish"}}, "kind_unknown", "pet.kind"),
        ({"pet": {"kind": ["red"]}}, "kind_unknown", "pet.kind"),
        ({"pet": {"kind": "red", "lives": 10}}, "out_of_range", "pet.lives"),
        ({"pet": {"kind": "red", "lives": 1, "name": ""}}, "field_unknown", "pet.name"),
        ({"pet": {"kind": "red"}}, "field_missing", "pet.lives"),
        ({"cats": [{"lives": 1}]}, "kind_unknown", "cats[0]"),
    ],
)
def test_anything_else_is_refused_by_name_and_place(
    change: dict[str, Any], code: str, path: str
) -> None:
    with pytest.raises(ShapeError) as refused:
        read(House, {"number": 7} | change)
    assert (refused.value.code, refused.value.path) == (code, path)


@pytest.mark.parametrize("plain", [None, [], "house", 7])
def test_what_is_no_object_is_refused(plain: Any) -> None:
    with pytest.raises(ShapeError) as refused:
        read(House, plain, "house")
    assert (refused.value.code, refused.value.path) == ("type", "house")


def test_the_path_leads_through_lists_and_into_a_dataclass_s_own_rule() -> None:
    with pytest.raises(ShapeError) as refused:
        read(Street, {"houses": [{"number": 1}, {"number": 2, "name": "nameless"}]})
    assert refused.value.path == "houses[1].name"
