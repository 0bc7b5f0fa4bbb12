"""Invented records at the edges: what can be said of them, and that nothing breaks."""

import json
from typing import Any

import pytest

from fourfold.cli.pattern_words import lines, sentences
from fourfold.core.pattern.escalation import Near, Serious
from fourfold.core.pattern.look import look
from fourfold.core.pattern.plain import plain
from fourfold.core.pattern.rates import Often
from fourfold.core.pattern.values import Between, Side
from fourfold.core.record.codes import (
    Act,
    Afraid,
    Direction,
    DoneBy,
    KnownWho,
    MessageKind,
    Purpose,
    Route,
    StopPoint,
)
from tests.core.pattern.make import (
    asking,
    columns,
    contact,
    incident,
    message,
    numbered,
    order,
    stop,
)

OWN = {"direction": Direction.FROM_OWNER}
TREND_WORDS = ("more", "less", "nearer", "new since", "frequent", "third")
NEVER = ("stalker", "score", "risk", "prove", "safe", "victim", "harass", "guilty", "danger")
EDGES: dict[str, tuple[list[Any], Between, int]] = {
    "nothing at all": ([], Between(0, 0), 0),
    "one entry": ([incident("2026-03-14T21:05")], Between(1, 1), 1),
    "two entries": (
        [incident("2026-03-14T21:05"), incident("2026-07-14T21:05", acts=(Act.THREAT,))],
        Between(2, 2),
        123,
    ),
    "all dates unknown": ([incident("XXXX"), message("XXXX"), stop("XXXX")], Between(1, 2), 0),
    "one day": (
        [incident(f"2026-03-14T{hour:02}:00", how=(Route.PHONE,)) for hour in range(24)],
        Between(1, 1),
        1,
    ),
    "ten years, once a year": (
        [incident(f"{year}-12-25", how=(Route.POST,)) for year in range(2016, 2026)],
        Between(10, 10),
        3288,
    ),
    "everything by somebody else": (
        [incident("2026-03-14T21:05", done_by=DoneBy.SOMEONE_ELSE)] * 3,
        Between(0, 0),
        0,
    ),
    "everything by the owner": ([message("2026-03-14T21:05", **OWN)] * 3, Between(0, 0), 0),
    "only what was arranged": (
        [incident(f"2026-03-{day:02}T17:00", purpose=Purpose.ARRANGED) for day in range(6, 28, 7)],
        Between(4, 4),
        22,
    ),
    "only one thing that goes on": (
        [incident(f"2026-03-{day:02}T17:00", is_continuing=True) for day in range(1, 21)],
        Between(20, 20),
        20,
    ),
    "only points and orders": (
        [stop("2026-03-14"), order("2026-03-20"), contact("2026-03-21", StopPoint.REPORTED)],
        Between(0, 0),
        0,
    ),
    "only lines of a service": (
        [message("2026-03-14T21:05", message_kind=MessageKind.SYSTEM)],
        Between(0, 0),
        0,
    ),
    "one range of years": ([incident("2016/2026")], Between(1, 1), 4018),
    "all in one minute": ([incident("2026-03-14T21:05")] * 50, Between(1, 1), 1),
    "over four time zones": (
        [
            incident("2026-03-14T23:00"),
            incident("2026-03-15T08:10", zone="Asia/Tokyo"),
            incident("2026-03-14T19:20", zone="America/New_York"),
            incident("2026-03-14T23:30", zone="Nowhere/Known"),
        ],
        Between(1, 1),
        2,
    ),
    "the first and the last day of the calendar": (
        [incident("0001-01-01"), incident("9999-12-31")],
        Between(2, 2),
        3652059,
    ),
    "after the last day asked for": ([incident("2027-03-14T21:05")], Between(1, 1), 1),
}


@pytest.mark.parametrize("name", EDGES)
def test_the_edges_have_their_numbers(name: str) -> None:
    bodies, count, days = EDGES[name]
    found = look(numbered(bodies), (), asking(replies=True))
    assert found.occasions.count == count
    assert found.calendar.span.most == days


@pytest.mark.parametrize("name", EDGES)
def test_everything_about_an_edge_can_be_printed(name: str) -> None:
    found = look(numbered(EDGES[name][0]), (), asking(replies=True))
    assert json.loads(json.dumps(plain(found)))["headline"]["items"] == found.everything.items
    said = "\n".join(lines(found)).lower()
    assert not [word for word in NEVER if word in said]


@pytest.mark.parametrize("name", EDGES)
def test_few_occasions_have_no_word_of_a_trend(name: str) -> None:
    found = look(numbered(EDGES[name][0]), (), asking())
    if found.occasions.count.most < 9:
        said = " ".join(sentences(found.headline)).lower()
        assert not [word for word in TREND_WORDS if word in said]
        assert found.escalation.often.often is Often.NOT_ENOUGH
        assert found.escalation.near in (Near.NOT_ENOUGH, Near.NOT_SAID)
        assert found.escalation.serious in (Serious.NOT_ENOUGH, Serious.NONE)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("nothing at all", "Nothing is counted yet."),
        ("one entry", "1 occasion, on 14 March 2026."),
        ("two entries", "2 occasions, about 4 months apart."),
        ("all dates unknown", "1 to 2 occasions (2 entries)."),
        ("one day", "1 occasion, on 14 March 2026."),
        ("ten years, once a year", "10 occasions over about 9 years by 1 route (10 entries)."),
        ("everything by somebody else", "Nothing is counted yet."),
        ("one range of years", "1 occasion, between 1 January 2016 and 31 December 2026."),
    ],
)
def test_the_first_sentence_of_an_edge(name: str, first: str) -> None:
    assert sentences(look(numbered(EDGES[name][0]), (), asking()).headline)[0] == first


def test_once_a_year_for_ten_years_says_its_rate_by_the_month_or_less() -> None:
    said = " ".join(
        sentences(look(numbered(EDGES["ten years, once a year"][0]), (), asking()).headline)
    )
    assert "less than one a month" in said
    assert "This may be chance" in said or "It may also be" in said


def test_messages_alone_give_all_three_answers() -> None:
    times = [f"2026-{month:02}-{day:02}T10:00" for month in range(1, 7) for day in (1, 8, 15, 22)]
    found = look([], [columns(times)], asking("2026-06-30"))
    assert found.escalation.often.often is Often.SAME
    assert (found.escalation.near, found.escalation.serious) == (Near.DISTANT, Serious.NONE)
    assert found.stops == ()


def test_several_people_are_counted_each_and_together() -> None:
    bodies = [
        incident("2026-03-14T10:00", afraid=Afraid.YES),
        incident("2026-03-14T10:00", known_who=KnownWho.UNANSWERED),
    ]
    found = look(numbered(bodies), (), asking())
    assert found.people.by_person == {}
    assert [found.people.sides[side].items for side in (Side.PERSON, Side.NOT_SAID)] == [1, 1]
