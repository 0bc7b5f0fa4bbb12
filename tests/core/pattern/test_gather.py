"""What is counted, what is kept apart, and how times become comparable."""

from array import array
from dataclasses import replace
from typing import Any

import pytest

from fourfold.core.kernel.when import When
from fourfold.core.pattern.errors import MessagesError
from fourfold.core.pattern.gather import Loose, gather, line_of, local_of, reach
from fourfold.core.pattern.look import look
from fourfold.core.pattern.values import (
    DAY,
    HOUR,
    Between,
    Messages,
    Profile,
    Side,
    day_of,
    midnight,
    minute_of,
    seconds,
)
from fourfold.core.record.codes import (
    Act,
    Direction,
    DoneBy,
    KnownWho,
    MessageKind,
    Route,
    StopPoint,
)
from fourfold.core.record.entry import Effect, Note
from tests.core.pattern.make import (
    LONDON,
    SOMEBODY,
    asking,
    columns,
    entry,
    incident,
    message,
    numbered,
    order,
    seen,
    source,
    stop,
    utc,
)

NOON = "2026-03-14T12:00"


@pytest.mark.parametrize(
    ("body", "side"),
    [
        (incident(NOON), Side.PERSON),
        (incident(NOON, known_who=KnownWho.SUSPECTED), Side.NOT_KNOWN),
        (incident(NOON, known_who=KnownWho.NOT_KNOWN), Side.NOT_KNOWN),
        (incident(NOON, known_who=KnownWho.UNANSWERED), Side.NOT_SAID),
        (incident(NOON, done_by=DoneBy.FOR_THEM), Side.FOR_THEM),
        (message(NOON), Side.PERSON),
        (message(NOON, direction=Direction.BETWEEN_OTHERS), Side.PERSON),
        (message(NOON, message_kind=MessageKind.SYSTEM, acts=(Act.CONTACT,)), Side.PERSON),
    ],
)
def test_what_was_done_to_the_owner_is_counted_on_one_side(body: Any, side: Side) -> None:
    found = seen([body])
    assert found.everything.entries == (1,)
    assert {each: one.items for each, one in found.people.sides.items() if one.items} == {side: 1}
    assert found.aside == {}


@pytest.mark.parametrize(
    ("body", "side"),
    [
        (incident(NOON, done_by=DoneBy.SOMEONE_ELSE), Side.OTHERS),
        (incident("2026-03", done_by=DoneBy.SOMEONE_ELSE), Side.OTHERS),
        (message(NOON, direction=Direction.FROM_OWNER), Side.OWNER),
        (message("2026", direction=Direction.FROM_OWNER), Side.OWNER),
        (message(NOON, direction=Direction.FROM_OWNER, stop_point=StopPoint.ASKED), Side.OWNER),
        (message(NOON, message_kind=MessageKind.SYSTEM), Side.SERVICE),
    ],
)
def test_what_is_not_counted_is_kept_apart_and_shown(body: Any, side: Side) -> None:
    found = seen([body])
    assert found.everything.items == 0
    assert {each: one.entries for each, one in found.aside.items()} == {side: (1,)}
    assert found.occasions.count == Between(0, 0)


@pytest.mark.parametrize(
    "body",
    [
        stop(NOON),
        message(NOON, stop_point=StopPoint.WARNED),
        order(NOON),
        Effect(what="No sleep.", when=When(NOON)),
        Note(text="A thought."),
    ],
)
def test_a_point_an_order_an_effect_and_a_note_are_nothing_done(body: Any) -> None:
    found = seen([body])
    assert (found.everything.items, found.aside) == (0, {})
    assert found.looked_at == (1, 1)


def test_an_amended_entry_counts_as_it_is_now() -> None:
    first = entry(1, incident(NOON, acts=(Act.THREAT,)))
    last = replace(first, version=2, body=incident(NOON, acts=(Act.GIFT,)), reason="A slip.")
    found = look([last, first], (), asking())
    assert list(found.acts.ours) == [Act.GIFT]
    assert found.everything.entries == (1,)


def test_a_message_that_two_entries_show_counts_once_and_the_other_is_named() -> None:
    bodies = [
        message(NOON, sources=(source(10),)),
        message(NOON, sources=(source(20), source(10))),
        message(NOON, sources=(source(20),)),
        message(NOON, sources=(source(10, "b" * 64),)),
        message(NOON),
        message(NOON),
    ]
    found = seen(bodies)
    assert found.everything.entries == (1, 4, 5, 6)
    assert found.repeated == (2, 3)


@pytest.mark.parametrize(
    ("more", "keys"),
    [
        ({"how": (Route.PHONE,)}, ("phone",)),
        ({"how": (Route.APP,), "channel": " WhatsApp "}, ("whatsapp",)),
        ({"how": (), "channel": "Aircraft"}, ("aircraft",)),
        ({"how": (Route.IN_PERSON,)}, ("in_person",)),
        ({"how": (Route.IN_PERSON, Route.AT_WORK)}, ("at_work",)),
        ({"how": (Route.PHONE, Route.EMAIL)}, ("email", "phone")),
        ({"how": (), "channel": "  "}, ()),
        ({}, ()),
    ],
)
def test_a_route_is_the_named_service_or_else_the_code(
    more: dict[str, Any], keys: tuple[str, ...]
) -> None:
    found = seen([incident(NOON, **more)])
    assert tuple(sorted(each.key for each in found.routes)) == keys


def test_a_route_keeps_the_spelling_of_its_first_entry() -> None:
    bodies = [incident("2026-03-15T12:00", channel="WhatsApp"), incident(NOON, channel="whatsapp")]
    (used,) = seen(bodies).routes
    assert (used.key, used.name) == ("whatsapp", "WhatsApp")
    assert used.counted.entries == (1, 2)
    (used,) = seen([incident(NOON, how=(Route.PHONE,))]).routes
    assert (used.key, used.name) == ("phone", "phone")


def test_only_entries_about_one_person_if_asked() -> None:
    entries = [
        entry(1, incident(NOON), people=(SOMEBODY,)),
        entry(2, incident(NOON)),
        entry(3, stop("2026-03-13T12:00")),
        entry(4, incident(NOON), people=("c" * 32,)),
        entry(5, stop("2026-03-12T12:00"), people=("c" * 32,)),
        entry(6, Effect(what="No sleep.", when=When(NOON))),
    ]
    found = look(entries, (), asking(person=SOMEBODY))
    assert found.everything.entries == (1,)
    assert [each.point.entry for each in found.stops] == [3]
    assert found.effects.entries == (6,)
    assert look(entries, (), asking()).everything.entries == (1, 2, 4)
    assert dict(look(entries, (), asking()).people.by_person).keys() == {SOMEBODY, "c" * 32}


@pytest.mark.parametrize(
    ("when", "line"),
    [
        (When("2026-01-14T12:00"), utc("2026-01-14T12:00")),
        (When("2026-07-14T12:00"), utc("2026-07-14T11:00")),
        (When("2026-07-14T12:00:09"), utc("2026-07-14T11:00:09")),
        (When("2026-07-14T12:00", "Asia/Tokyo"), utc("2026-07-14T03:00")),
        (When("2026-10-25T01:30"), utc("2026-10-25T00:30")),
        (When("2026-10-25T01:30", LONDON, 1), utc("2026-10-25T01:30")),
        (When("2026-07-14T12:00", "Mars/Base"), utc("2026-07-14T12:00")),
        (When("2026-07-14T12:00", "Mars/Base", 1), utc("2026-07-14T13:00")),
    ],
)
def test_times_of_all_zones_come_onto_one_line(when: When, line: int) -> None:
    assert line_of(when, asking()) == line


def test_the_clock_on_the_wall_is_what_the_owner_wrote() -> None:
    assert minute_of(local_of(When("2026-07-14T12:00", "Asia/Tokyo"))) == "2026-07-14T12:00"
    assert minute_of(local_of(When("2026-10-25T01:30", LONDON, 1))) == "2026-10-25T01:30"
    day = day_of(seconds_of("1969-12-31T23:59:59"))
    assert (day.isoformat(), midnight(day)) == ("1969-12-31", -DAY)


def seconds_of(text: str) -> int:
    earliest = When(text).earliest
    assert earliest is not None
    return seconds(earliest)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03", "2026-03-01T00:00:00", "2026-03-31T23:59:59"),
        ("2026-03-14", "2026-03-14T00:00:00", "2026-03-14T23:59:59"),
        ("2026-03-14/..", "2026-03-14T00:00:00", "2026-12-31T23:59:59"),
        ("2027-03-14/..", "2027-03-14T00:00:00", "2027-03-14T00:00:00"),
    ],
)
def test_what_goes_on_reaches_to_the_last_day_asked_for(text: str, first: str, last: str) -> None:
    assert reach(When(text), asking()) == (seconds_of(first), seconds_of(last))


def test_nothing_known_reaches_nowhere() -> None:
    assert reach(When("XXXX"), asking()) == (None, None)
    (loose,) = gather(numbered([incident("XXXX")]), (), asking()).loose
    assert loose == Loose(None, None, 0, 1)


def test_imported_messages_count_beside_entries() -> None:
    entries = numbered([incident(NOON), stop("2026-03-14T12:30")])
    found = look(entries, [columns(["2026-03-14T13:00", "2026-03-14T11:00"])], asking())
    assert (found.everything.entries, found.everything.messages) == ((1,), (0, 1))
    assert found.everything.items == found.headline.items == 3
    (only,) = found.occasions.listed
    assert (only.entries, only.messages, only.items) == ((1,), (1, 0), 3)
    (point,) = found.stops
    assert (point.before.entries, point.before.messages) == ((1,), (1,))
    assert (point.after.entries, point.after.messages) == ((), (0,))
    assert (only.number in point.going_on) is True


def test_messages_alone_are_enough() -> None:
    found = look([], [columns([NOON, "2026-03-15T12:00"])], asking())
    assert found.looked_at is None
    assert found.occasions.count == Between(2, 2)
    assert [each.messages for each in found.occasions.listed] == [(0,), (1,)]
    assert found.people.sides[Side.PERSON].messages == (0, 1)


def test_a_message_that_became_an_entry_counts_as_the_entry() -> None:
    entries = numbered([message(NOON), message("2026-03-16T12:00")])
    imported = columns([NOON, "2026-03-15T12:00", "2026-03-17T12:00"], entries=[1, 0, 9])
    found = look(entries, [imported], asking())
    assert found.everything.entries == (1, 2)
    assert found.everything.messages == (1, 2)


def test_a_message_imported_twice_counts_once() -> None:
    once = columns([NOON, "2026-03-15T12:00", "2026-03-16T12:00"], first_key=5)
    again = columns(["2026-03-15T12:00", "2026-03-16T12:00"], first_key=6)
    found = look([], [again, once, once], asking())
    assert found.everything.messages == (5, 6, 7)
    assert look([], [once], asking()) == found


def test_imported_messages_of_the_owner_are_kept_apart() -> None:
    own = columns([NOON], Profile(side=Side.OWNER), first_key=3)
    found = look(numbered([message(NOON, direction=Direction.FROM_OWNER)]), [own], asking())
    assert found.everything.items == 0
    assert (found.aside[Side.OWNER].entries, found.aside[Side.OWNER].messages) == ((1,), (3,))


def test_imported_messages_are_about_the_people_of_their_profile() -> None:
    about = columns([NOON], Profile(side=Side.PERSON, people=(SOMEBODY,)))
    other = columns([NOON], Profile(side=Side.PERSON), first_key=1)
    assert look([], [about, other], asking(person=SOMEBODY)).everything.messages == (0,)


def test_of_equal_times_entries_come_first_and_then_lower_numbers() -> None:
    entries = [entry(2, incident(NOON)), entry(1, incident(NOON))]
    rows = gather(entries, [columns([NOON, NOON])], asking()).rows
    assert rows.ref == [1, 2, 0, 1]
    assert len(rows) == 4
    assert rows.at == [utc(NOON)] * 4


def test_columns_that_do_not_fit_together_are_refused() -> None:
    good = columns([NOON])
    with pytest.raises(MessagesError, match="lengths"):
        replace(good, at=array("q"))
    for place in (1, -1):
        with pytest.raises(MessagesError, match="profile"):
            replace(good, profile=array("q", [place]))
    none = array("q")
    empty = Messages(none, none, none, none, (), none)
    assert look([], [empty], asking()).everything.items == 0


def test_an_hour_that_clocks_repeat_neither_doubles_nor_loses_anything() -> None:
    bodies = [
        incident("2026-10-25T00:30"),
        incident("2026-10-25T01:30"),
        incident("2026-10-25T01:30", fold=1),
        incident("2026-10-25T02:30"),
    ]
    found = seen(bodies, gap=HOUR + 1)
    assert found.occasions.count == Between(1, 1)
    assert seen(bodies, gap=HOUR).occasions.count == Between(4, 4)
    assert found.everything.entries == (1, 2, 3, 4)
    assert found.clock.cells[6, 1].entries == (2, 3)


def test_an_hour_that_clocks_leave_out_is_no_gap() -> None:
    bodies = [incident("2026-03-29T00:30"), incident("2026-03-29T02:00")]
    assert seen(bodies, gap=HOUR).occasions.count == Between(1, 1)
    assert seen(bodies, gap=HOUR // 2).occasions.count == Between(2, 2)
