"""A case is read strictly: what cannot be is refused, with the place and without the words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.rights.case import Case, Event, read
from fourfold.core.rights.errors import BadCase, RightsError
from fourfold.core.rights.rule import Kind

TODAY = date(2026, 11, 25)
ARREST = {"kind": "arrested", "date": "2026-11-20"}
PLACE = {"jurisdiction": "england-and-wales"}


def test_a_whole_case() -> None:
    plain = {
        "jurisdiction": "england-and-wales",
        "enhanced": True,
        "today": "2026-11-22",
        "events": [
            {"kind": "arrested", "date": "2026-11-20", "told": None},
            {"kind": "released", "date": "2026-11-20", "until": "2026-11-21", "told": "2026-11-23"},
            {"kind": "arrested", "date": None, "corrects": 0},
        ],
    }
    day = date(2026, 11, 20)
    assert read(plain, TODAY) == Case(
        Jurisdiction.ENGLAND_AND_WALES,
        date(2026, 11, 22),
        True,
        (
            Event(Kind.ARRESTED, day),
            Event(Kind.RELEASED, day, date(2026, 11, 23), date(2026, 11, 21)),
            Event(Kind.ARRESTED, None, corrects=0),
        ),
    )


def test_what_nobody_knows_may_be_left_out() -> None:
    case = read({"jurisdiction": "scotland", "events": []}, TODAY)
    assert case == Case(Jurisdiction.SCOTLAND, TODAY, None, ())
    assert read({**PLACE, "enhanced": None, "today": None, "events": []}, TODAY).today == TODAY
    assert read({**PLACE, "enhanced": False, "events": []}, TODAY).is_enhanced is False


def test_the_last_day_is_until_where_there_is_one() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 20)
    assert Event(Kind.ARRESTED, first).last_day() == first
    assert Event(Kind.ARRESTED, first, until=last).last_day() == last
    assert Event(Kind.ARRESTED, None).last_day() is None


def test_told_on_the_day_and_until_the_same_day_are_fine() -> None:
    plain = {**ARREST, "told": "2026-11-20", "until": "2026-11-20"}
    assert read({**PLACE, "events": [plain]}, TODAY).events[0].told == date(2026, 11, 20)


def bad(**changes: Any) -> dict[str, Any]:
    return {**PLACE, "events": [], **changes}


def bad_event(**changes: Any) -> dict[str, Any]:
    return {**PLACE, "events": [ARREST, {**ARREST, **changes}]}


def without(plain: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in plain.items() if key != name}


REFUSED = [
    (None, "type", ""),
    ([], "type", ""),
    ("case", "type", ""),
    ({"events": []}, "field_missing", "jurisdiction"),
    (bad(jurisdiction="wales"), "choice_unknown", "jurisdiction"),
    (bad(jurisdiction="united-kingdom"), "choice_unknown", "jurisdiction"),
    (bad(jurisdiction=None), "choice_unknown", "jurisdiction"),
    (bad(jurisdiction=[]), "choice_unknown", "jurisdiction"),
    (PLACE, "field_missing", "events"),
    (bad(events=None), "type", "events"),
    (bad(events={}), "type", "events"),
    (bad(events=[None]), "type", "events[0]"),
    (bad(events=["arrested"]), "type", "events[0]"),
    (bad(enhanced="yes"), "type", "enhanced"),
    (bad(enhanced=1), "type", "enhanced"),
    (bad(enhanced=0), "type", "enhanced"),
    (bad(today="tomorrow"), "not_a_day", "today"),
    (bad(today=20261122), "not_a_day", "today"),
    (bad(today="2026-02-29"), "not_a_day", "today"),
    (bad(enhancd=True), "field_unknown", ""),
    (bad_event(place="home"), "field_unknown", "events[1]"),
    ({**PLACE, "events": [without(ARREST, "kind")]}, "field_missing", "events[0].kind"),
    ({**PLACE, "events": [without(ARREST, "date")]}, "field_missing", "events[0].date"),
    (bad_event(kind="shouted"), "choice_unknown", "events[1].kind"),
    (bad_event(kind=""), "choice_unknown", "events[1].kind"),
    (bad_event(kind=None), "choice_unknown", "events[1].kind"),
    (bad_event(kind=["arrested"]), "choice_unknown", "events[1].kind"),
    (bad_event(date=""), "not_a_day", "events[1].date"),
    (bad_event(date="20261120"), "not_a_day", "events[1].date"),
    (bad_event(date="2026-W47-5"), "not_a_day", "events[1].date"),
    (bad_event(date="2026-11-20T10:00"), "not_a_day", "events[1].date"),
    (bad_event(date="2026-11"), "not_a_day", "events[1].date"),
    (bad_event(date="2026-13-01"), "not_a_day", "events[1].date"),
    (bad_event(date="2026-11-31"), "not_a_day", "events[1].date"),
    (bad_event(date="0000-01-01"), "not_a_day", "events[1].date"),
    (bad_event(date="20/11/2026"), "not_a_day", "events[1].date"),
    (bad_event(date="٢٠٢٦-١١-٢٠"), "not_a_day", "events[1].date"),
    (bad_event(date=True), "not_a_day", "events[1].date"),
    (bad_event(told="never"), "not_a_day", "events[1].told"),
    (bad_event(until="2026-11-32"), "not_a_day", "events[1].until"),
    (bad_event(told="2026-11-19"), "told_before", "events[1].told"),
    (bad_event(until="2026-11-19"), "until_before", "events[1].until"),
    (bad_event(date=None, until="2026-11-19"), "until_without_date", "events[1].until"),
    (bad_event(corrects=1), "corrects", "events[1].corrects"),
    (bad_event(corrects=-1), "corrects", "events[1].corrects"),
    (bad_event(corrects=2), "corrects", "events[1].corrects"),
    (bad_event(corrects="0"), "corrects", "events[1].corrects"),
    (bad_event(corrects=False), "corrects", "events[1].corrects"),
]


@pytest.mark.parametrize(("plain", "code", "path"), REFUSED)
def test_what_cannot_be_is_refused_with_its_place(plain: Any, code: str, path: str) -> None:
    with pytest.raises(BadCase) as caught:
        read(plain, TODAY)
    assert (caught.value.code, caught.value.path) == (code, path)
    assert isinstance(caught.value, RightsError)
    assert caught.value.args == (code, path)


def test_a_correction_names_an_earlier_event() -> None:
    events = [ARREST, {**ARREST, "corrects": 0}, {**ARREST, "corrects": 1}, ARREST]
    case = read({**PLACE, "events": events}, TODAY)
    assert [place for place, _event in case.standing()] == [2, 3]
    assert [event for _place, event in case.standing()] == [case.events[2], case.events[3]]
