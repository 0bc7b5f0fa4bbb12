"""Events and beginnings of limits, as a record holds them."""

from datetime import date
from typing import Any

import pytest

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Body, CaseEvent, Effect, Incident, Message
from fourfold.core.record.codes import Act, CaseStep, Direction, DoneBy, StopPoint
from fourfold.core.record.entry import Entry
from fourfold.core.rights.case import Event
from fourfold.core.rights.limit import Moment
from fourfold.core.rights.recorded import Start, event_of, starts
from fourfold.core.rights.rule import Kind

TODAY = date(2026, 11, 25)


ROB, KIM = "a" * 32, "b" * 32


def entry(number: int, body: Body, *people: str) -> Entry:
    added = "2026-11-25T08:00:00Z"
    return Entry(
        number=number, id=f"{number:032x}", version=1, added=added, body=body, people=people
    )


def happened(step: CaseStep, when: str, told: str = "") -> CaseEvent:
    return CaseEvent(event=step, when=When(when), told=When(told) if told else None)


def incident(when: str, **more: Any) -> Incident:
    return Incident(what="x", when=When(when), **more)


@pytest.mark.parametrize(
    ("when", "told", "day", "until", "heard"),
    [
        ("2026-11-20", "", "2026-11-20", "", ""),
        ("2026-11-20T21:05", "", "2026-11-20", "", ""),
        ("2026-11-20/2026-11-23", "", "2026-11-20", "2026-11-23", ""),
        ("2026-11", "", "2026-11-01", "2026-11-30", ""),
        ("2026-11-20/..", "", "2026-11-20", "2026-11-25", ""),
        ("2026-11-25/..", "", "2026-11-25", "", ""),
        ("2026-11-20~", "", "", "", ""),
        ("XXXX", "", "", "", ""),
        ("2026-11-20", "2026-11-20", "2026-11-20", "", "2026-11-20"),
        ("2026-11-20", "2026-11", "2026-11-20", "", "2026-11-01"),
        ("2026-11-20", "XXXX", "2026-11-20", "", "2026-11-20"),
        ("XXXX", "XXXX", "", "", "2026-11-25"),
    ],
)
def test_an_event_keeps_its_range_and_counts_from_no_day_that_is_only_about(
    when: str, told: str, day: str, until: str, heard: str
) -> None:
    def of(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    found = event_of(happened(CaseStep.ARRESTED, when, told), TODAY)
    assert found == Event(Kind.ARRESTED, of(day), of(heard), of(until))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (happened(CaseStep.NOT_INVESTIGATED, "2026-11-02"), {Moment.POLICE_SAID_NO: 2}),
        (
            happened(CaseStep.NOT_INVESTIGATED, "2026-11-02", "2026-11-05"),
            {Moment.POLICE_SAID_NO: 5},
        ),
        (
            happened(CaseStep.NOT_CHARGED, "2026-11-02", "2026-11-05"),
            {Moment.POLICE_SAID_NO: 5, Moment.CPS_SAID_NO: 5},
        ),
        (happened(CaseStep.OUTCOME, "2026-11-02", "2026-11-05"), {Moment.SENTENCE: 2}),
        (happened(CaseStep.OUTCOME, "2026-11-02/2026-11-05"), {Moment.SENTENCE: 2}),
        (happened(CaseStep.COMPLAINT, "2026-11-02"), {}),
        (happened(CaseStep.COMPLAINT, "2026-11-02", "2026-11-09"), {Moment.COMPLAINT_ANSWERED: 9}),
        (happened(CaseStep.NOT_CHARGED, "XXXX"), {}),
        (
            happened(CaseStep.CHARGE_ALTERED, "2026-11-02", "2026-11-05"),
            {Moment.CPS_SAID_NO: 5},
        ),
        (happened(CaseStep.ARRESTED, "2026-11-02"), {}),
        (incident("2026-11-02"), {Moment.LAST_INCIDENT: 2}),
        (incident("2026-11-02", acts=(Act.LOITER,)), {Moment.LAST_INCIDENT: 2}),
        (
            incident("2026-11-02", acts=(Act.LOITER, Act.THREAT)),
            {Moment.LAST_INCIDENT: 2, Moment.CRIME: 2},
        ),
        (incident("2026-11"), {Moment.LAST_INCIDENT: 1}),
        (incident("2026-11-26"), {}),
        (incident("XXXX"), {}),
        (incident("2026-11-02", stop_point=StopPoint.BLOCKED), {}),
        (incident("2026-11-02", done_by=DoneBy.SOMEONE_ELSE), {}),
        (incident("2026-11-02", done_by=DoneBy.FOR_THEM), {Moment.LAST_INCIDENT: 2}),
        (
            Message(text="x", when=When("2026-11-02"), direction=Direction.TO_OWNER),
            {Moment.LAST_INCIDENT: 2},
        ),
        (Message(text="x", when=When("2026-11-02"), direction=Direction.FROM_OWNER), {}),
        (Effect(what="x", when=When("2026-11-02")), {}),
    ],
)
def test_a_limit_begins_on_the_first_day_that_it_may(
    body: Body, expected: dict[Moment, int]
) -> None:
    found = starts([entry(7, body)], TODAY)
    assert {each.moment: each.day for each in found} == {
        moment: date(2026, 11, day) for moment, day in expected.items()
    }
    assert all(each.number == 7 for each in found)


def test_the_newest_counts_and_of_crimes_the_oldest_too() -> None:
    hurt = {"acts": (Act.VIOLENCE,)}
    entries = [
        entry(1, incident("2026-05-01", **hurt)),
        entry(2, incident("2026-07-01", **hurt)),
        entry(3, incident("2025-03-01", **hurt)),
        entry(4, incident("2026-08-01")),
    ]
    assert set(starts(entries, TODAY)) == {
        Start(Moment.LAST_INCIDENT, date(2026, 8, 1), 4),
        Start(Moment.CRIME, date(2026, 7, 1), 2),
        Start(Moment.CRIME, date(2025, 3, 1), 3),
    }


def test_a_newer_decision_hides_no_older_one() -> None:
    entries = [
        entry(1, happened(CaseStep.NOT_INVESTIGATED, "2026-10-01")),
        entry(2, happened(CaseStep.NOT_CHARGED, "2026-11-02")),
        entry(3, happened(CaseStep.CHARGE_ALTERED, "2026-11-02")),
        entry(4, happened(CaseStep.OUTCOME, "2026-11-02")),
        entry(5, happened(CaseStep.SCHEME_SENTENCE, "2026-11-20")),
    ]
    assert set(starts(entries, TODAY)) == {
        Start(Moment.POLICE_SAID_NO, date(2026, 10, 1), 1),
        Start(Moment.POLICE_SAID_NO, date(2026, 11, 2), 2),
        Start(Moment.CPS_SAID_NO, date(2026, 11, 2), 3),
        Start(Moment.SENTENCE, date(2026, 11, 20), 5),
    }


def test_one_crime_is_named_once() -> None:
    found = starts([entry(1, incident("2026-05-01", acts=(Act.SEXUAL,)))], TODAY)
    assert [each.moment for each in found].count(Moment.CRIME) == 1


def test_each_of_several_people_has_a_last_act_of_their_own() -> None:
    found = starts(
        [
            entry(1, incident("2026-05-01"), ROB),
            entry(2, incident("2026-06-01"), ROB),
            entry(3, incident("2026-11-01"), KIM),
            entry(4, incident("2026-11-20")),
        ],
        TODAY,
    )
    assert set(found) == {
        Start(Moment.LAST_INCIDENT, date(2026, 6, 1), 2, ROB),
        Start(Moment.LAST_INCIDENT, date(2026, 11, 1), 3, KIM),
    }


def test_what_two_did_together_counts_for_each() -> None:
    found = starts(
        [entry(1, incident("2026-05-01"), ROB), entry(2, incident("2026-06-01"), ROB, KIM)], TODAY
    )
    assert {each.person: each.number for each in found} == {ROB: 2, KIM: 2}


def test_of_one_person_what_names_nobody_counts_too() -> None:
    found = starts([entry(1, incident("2026-05-01"), ROB), entry(2, incident("2026-11-20"))], TODAY)
    assert found == (Start(Moment.LAST_INCIDENT, date(2026, 11, 20), 2),)


@pytest.mark.parametrize(
    ("when", "days"),
    [("2026-11-25", [TODAY]), ("2026-11-24", [date(2026, 11, 24)]), ("2026-11-26", [])],
)
def test_a_limit_runs_from_today_on_and_never_from_a_day_to_come(
    when: str, days: list[date]
) -> None:
    found = starts([entry(1, incident(when))], TODAY)
    assert [each.day for each in found] == days
