"""The pattern as JSON says every measure with the entries behind it."""

from datetime import date
from typing import Any

from fourfold.core.pattern.look import METHOD, look
from fourfold.core.pattern.plain import plain
from fourfold.core.pattern.values import Anniversary, Period, Profile, Side
from fourfold.core.record.codes import Act, Afraid, KnownWho, Purpose, Route, StopPoint
from tests.core.pattern.make import asking, columns, incident, message, numbered, seen, stop


def printed(*bodies: Any, **asked: Any) -> dict[str, Any]:
    return plain(seen(bodies, **asked))


def exactly(count: int) -> dict[str, int]:
    return {"least": count, "most": count}


def counted(*entries: int, occasions: int = 1, messages: tuple[int, ...] = ()) -> dict[str, Any]:
    return {
        "items": len(entries) + len(messages),
        "occasions": exactly(occasions),
        "entries": list(entries),
        "messages": list(messages),
    }


def test_everything_has_a_name() -> None:
    assert sorted(printed()) == sorted(
        [
            "acts",
            "aside",
            "asked",
            "calendar",
            "clock",
            "effects",
            "elements",
            "escalation",
            "everything",
            "expected",
            "four",
            "headline",
            "looked_at",
            "method",
            "occasions",
            "slices",
            "people",
            "repeated",
            "replies",
            "routes",
            "stops",
            "suggestions",
            "undated_stops",
        ]
    )


def test_what_was_asked_is_printed() -> None:
    asked = printed(
        apart=frozenset({3, 2}),
        joined={9: 8},
        gap=3600,
        anniversaries=(Anniversary("Birthday", 5, 9),),
        periods=(Period("Away", date(2026, 1, 2), date(2026, 1, 3)),),
    )["asked"]
    assert asked == {
        "until": "2026-12-31",
        "apart": [2, 3],
        "joined": {"9": 8},
        "person": "",
        "replies": False,
        "anniversaries": [{"label": "Birthday", "month": 5, "day": 9}],
        "periods": [{"label": "Away", "first": "2026-01-02", "last": "2026-01-03"}],
        "gap_minutes": 60,
    }


def test_occasions_are_printed_with_what_is_in_them() -> None:
    found = look(
        numbered([incident("2026-03-14T10:00"), incident("2026-03-14"), incident("2026-04")]),
        [columns(["2026-03-14T11:00"], Profile(side=Side.PERSON), first_key=7)],
        asking(),
    )
    printed_ = plain(found)
    assert printed_["method"] == METHOD
    assert printed_["looked_at"] == [1, 3]
    assert printed_["occasions"] == {
        "count": {"least": 2, "most": 3},
        "by_gap": [
            {"gap_minutes": 60, "count": {"least": 3, "most": 4}},
            {"gap_minutes": 720, "count": {"least": 2, "most": 3}},
        ],
        "hanging": [],
        "listed": [
            {
                "number": 1,
                "begins": {"earliest": "2026-03-14T10:00", "latest": "2026-03-14T10:00"},
                "ends": "2026-03-14T11:00",
                "entries": [1, 2],
                "messages": [7],
            },
            {
                "number": 2,
                "begins": {"earliest": "2026-04-01T00:00", "latest": "2026-04-30T23:59"},
                "ends": "2026-04-30T23:59",
                "entries": [3],
                "messages": [],
            },
        ],
    }
    assert printed_["everything"] == {
        "items": 4,
        "occasions": {"least": 2, "most": 3},
        "entries": [1, 2, 3],
        "messages": [7],
    }


def test_a_stop_is_printed_with_before_and_after() -> None:
    found = printed(
        incident("2026-03-01T10:00", how=(Route.PHONE,)),
        stop("2026-03-08T10:00", StopPoint.WARNED),
        incident("2026-03-22T10:00", how=(Route.EMAIL,)),
        until="2026-03-28",
    )
    assert found["stops"] == [
        {
            "kind": "warned",
            "entry": 2,
            "at": {"earliest": "2026-03-08T10:00", "latest": "2026-03-08T10:00"},
            "before": counted(1),
            "after": counted(3),
            "unsure": counted(occasions=0),
            "going_on": [],
            "rate_before": {"occasions": 1, "weeks": 1.0, "a_week": 1.0},
            "rate_after": {"occasions": 1, "weeks": 2.94, "a_week": 0.34},
            "rate_to_last": {"occasions": 1, "weeks": 2.0, "a_week": 0.5},
            "change": {"often": "not_enough", "low": None, "high": None, "is_clear": False},
            "new_routes": ["email"],
        }
    ]
    assert found["headline"]["stop"] == 2
    assert found["headline"]["after"] == {
        "before": {"occasions": 1, "weeks": 1.0, "a_week": 1.0},
        "after": {"occasions": 1, "weeks": 2.94, "a_week": 0.34},
        "to_last": {"occasions": 1, "weeks": 2.0, "a_week": 0.5},
        "unsure": 0,
        "change": {"often": "not_enough", "low": None, "high": None, "is_clear": False},
    }
    assert printed()["headline"]["stop"] is None


def test_days_cells_and_gaps_are_printed_as_text() -> None:
    away = Period("Away", date(2026, 3, 3), date(2026, 3, 5))
    found = printed(incident("2026-03-01T10:00"), incident("2026-03-22T11:00"), periods=(away,))
    assert found["calendar"]["days"] == {"2026-03-01": counted(1), "2026-03-22": counted(2)}
    assert found["calendar"]["months"] == {"2026-03-01": counted(1, 2, occasions=2)}
    assert found["calendar"]["longest"] == {
        "before": 1,
        "after": 2,
        "first": "2026-03-01T10:00",
        "last": "2026-03-22T11:00",
        "days": 21,
        "covered": {"Away": 2},
    }
    assert found["clock"]["cells"] == {"6 10": counted(1), "6 11": counted(2)}


def test_changes_are_rounded_to_two_places() -> None:
    days = [f"2026-{month:02}-{day:02}T10:00" for month in (3, 4) for day in range(1, 11)]
    found = printed(*map(incident, days))["escalation"]["often"]
    assert found == {"often": "same", "low": 0.43, "high": 2.34, "is_clear": False}


def test_codes_are_printed_as_the_record_has_them() -> None:
    found = printed(
        incident(
            "2026-03-01T10:00",
            acts=(Act.FOLLOW, Act.THREAT),
            afraid=Afraid.YES,
            purpose=Purpose.OFF_TOPIC,
            known_who=KnownWho.NOT_KNOWN,
            times=6,
        ),
        message("2026-03-01T10:00"),
    )
    assert found["acts"]["statute"]["follow"] == counted(1)
    assert found["acts"]["ours"] == {"threat": counted(1)}
    assert found["acts"]["purposes"] == {"off_topic": counted(1)}
    assert (found["acts"]["times"], found["acts"]["many"]) == (7, counted(1))
    assert found["people"]["sides"]["not_known"] == counted(1)
    assert found["slices"]["off_topic"]["counted"] == counted(1)
    assert {each["code"] for each in found["four"]} == {"followed", "feared", "threatened"}
    assert [each["name"] for each in found["elements"]] == [
        "occasions",
        "connected",
        "distress",
        "fear",
        "daily_life",
        "knew",
    ]
