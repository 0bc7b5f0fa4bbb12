"""What is said of a service, by how it is known: a wrong number can hurt somebody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.utils.translation import override

from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status
from fourfold.core.support.area import Candidate, Code
from fourfold.core.support.hours import Opening
from fourfold.core.support.service import Need, Service
from fourfold.data import forces
from fourfold.web.support import drawing, queries, words
from tests.guards.welsh import Unmarked

TODAY = date(2026, 11, 25)
KNOWN = Provenance(
    *("kent.example, 2024", Status.SOURCE, Jurisdiction.ENGLAND_AND_WALES),
    *(date(2026, 11, 1), date(2027, 2, 1)),
)
KENT = Service(
    id="kent-victims",
    name="Kent Victims",
    need=Need.ANY_CRIME,
    who="Anyone in Kent.",
    provenance=KNOWN,
    number="01234 567890",
    site="https://kent.example",
    forces=("kent",),
)
LATE = replace(KNOWN, review_by=date(2026, 11, 24))
OFFICE = tuple(Opening(day, "09:00", "17:00") for day in range(5))
RUNG = replace(KENT, verified_on=date(2026, 11, 20), hours=OFFICE)
OPEN = (("kent-victims", "Open now. It shuts: today, 17:00."),)


def page(*services: Service, openings: queries.Openings = OPEN, language: str = "en") -> str:
    asked = queries.Question(
        services=services,
        forces=(Candidate(forces.by_id()["kent"], 1.0),),
        code=Code.EXACT,
        dated=date(2025, 5, 1),
        audiences=(),
        today=TODAY,
        openings=openings,
    )
    return " ".join(Unmarked(f"<div>{drawing.near(asked, language)}</div>").texts)


@pytest.mark.parametrize(
    ("service", "says", "shows"),
    [
        (RUNG, "Somebody checked this with them on 20 November 2026.", "number site hours"),
        (KENT, "We read this in a source on 1 November 2026. Nobody has rung it.", "number site"),
        (replace(KENT, is_old=True), "We know no number that is recent enough to show.", "site"),
        (
            replace(KENT, number="", site=""),
            "Call 101 or the National Stalking Helpline and ask for it.",
            "",
        ),
        (
            replace(RUNG, provenance=LATE),
            "It should have been checked again by 24 November 2026 and may be out of date.",
            "",
        ),
    ],
)
def test_a_service_says_how_far_it_may_be_relied_on(
    service: Service, says: str, shows: str
) -> None:
    html = page(service)
    assert "Kent Victims" in html
    assert says in html
    assert ("01234 567890" in html) == ("number" in shows)
    assert ("kent.example" in html.partition("Where these numbers come from")[0]) == (
        "site" in shows
    )
    assert ("Open now. It shuts: today, 17:00." in html) == ("hours" in shows)
    assert ("Monday : 09:00–17:00" in html or "Monday: 09:00–17:00" in html) == ("hours" in shows)


@pytest.mark.parametrize(
    "ended",
    [replace(RUNG, contract_end=date(2026, 11, 24)), replace(RUNG, is_withdrawn=True)],
)
def test_a_service_that_has_ended_is_not_shown(ended: Service) -> None:
    assert "Kent Victims" not in page(ended)


def test_where_none_is_known_it_does_not_say_that_there_is_none() -> None:
    html = page()
    assert "We know of no stalking service of this area." in html
    assert "We know of no service of this area for victims of any crime." in html
    assert "That does not mean that there is none." in html
    assert "victims of any crime" not in page(KENT)


def test_whether_it_is_open_is_said_in_welsh_too() -> None:
    with override("cy"):
        openings = queries.openings([RUNG], TODAY, datetime.fromisoformat("2026-11-25 18:00"))
        assert openings == (("kent-victims", "Ar gau nawr. Yn agor: yfory, 09:00."),)
        html = page(RUNG, openings=openings, language="cy")
    assert "Yn agor: yfory, 09:00." in html
    assert "Dydd Llun" in html


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        ("2026-11-25 16:59", "Open now. It shuts: today, 17:00."),
        ("2026-11-27 18:00", "Shut now. It opens: Monday, 09:00."),
        ("2026-11-29 18:00", "Shut now. It opens: tomorrow, 09:00."),
    ],
)
def test_whether_it_is_open_is_said_in_days_that_people_know(moment: str, says: str) -> None:
    assert queries.openings([RUNG], TODAY, datetime.fromisoformat(moment)) == (
        ("kent-victims", says),
    )


def test_midnight_is_said_as_a_word() -> None:
    late = replace(RUNG, hours=(Opening(2, "18:00", "24:00"),))
    (opening,) = queries.openings([late], TODAY, datetime.fromisoformat("2026-11-25 20:00"))
    assert opening[1] == "Open now. It shuts: today, midnight."


@pytest.mark.parametrize(
    ("share", "says"),
    [(1.0, "Nearly all"), (0.7, "Most"), (0.5, "About half"), (0.2, "Some"), (0.0, "A small part")],
)
def test_a_share_claims_no_more_than_is_known(share: float, says: str) -> None:
    assert words.share(share) == f"{says} of it"


def test_hours_that_nobody_checked_are_not_even_asked_for() -> None:
    wall = datetime.fromisoformat("2026-11-25 10:00")
    assert queries.openings([replace(RUNG, verified_on=None)], TODAY, wall) == ()
    assert queries.openings([RUNG], TODAY, wall) == OPEN
