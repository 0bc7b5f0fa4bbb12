"""Days in court to come: where they stand, which are one and the same, and what a calendar gets."""

from __future__ import annotations

import re

import pytest

from fourfold.core.record.codes import CaseStep
from tests.web.case.make import PLACES, boxes, event, happen, page
from tests.web.plan.sending import send

DATES = "/n/case/dates"


def test_a_day_in_court_stands_first_until_it_has_gone_by(ada, on):
    on("2026-11-20")
    number = happen(
        ada, CaseStep.HEARING_SET, "2026-11-19", where="Leeds", **boxes("hearing", "2027-01-12")
    )
    for path in ("/n/case", "/n/case/dates"):
        text = page(ada, path)
        assert "Days in court" in text
        assert "Tuesday 12 January 2027" in text
        assert "Leeds" in text
    assert "The day in court:" in page(ada, f"/n/case/{number}")
    on("2027-01-12")
    assert "Days in court" in page(ada, "/n/case")
    on("2027-01-13")
    assert "Days in court" not in page(ada, "/n/case")


def test_a_day_in_court_can_be_moved_and_taken_away(ada, on):
    on("2026-11-20")
    number = happen(ada, CaseStep.HEARING_SET, "2026-11-19", **boxes("hearing", "2027-01-12"))
    change = f"/n/case/{number}/change"
    send(ada.client, change, **boxes("hearing", "2027-02-12"), reason="It was moved.")
    text = page(ada, "/n/case/dates")
    assert "12 February 2027" in text
    assert "12 January 2027" not in text
    send(ada.client, change, **dict.fromkeys(boxes("hearing", "2027-02-12"), ""), reason="Off.")
    assert "Days in court" not in page(ada, "/n/case")


@pytest.mark.parametrize(
    ("hearing", "days"),
    [
        ("2027-01-12", ["2027-01-05", "2027-01-12"]),
        ("2026-11-24", ["2026-11-20", "2026-11-24"]),
        ("2026-11-20", ["2026-11-20"]),
        ("2027-01", []),
    ],
)
def test_a_day_in_court_is_offered_for_a_calendar_with_the_day_a_week_before(
    ada, on, hearing, days
):
    on("2026-11-20")
    happen(ada, CaseStep.HEARING_SET, "2026-11-19", **boxes("hearing", hearing))
    offered = re.findall(r'value="(\S+) [0-9]+"[^>]*>\s*<label[^>]*>([^<]+)', page(ada, DATES))
    assert [day for day, label in offered if "a day in court" in label] == days


def days_in_court(html: str) -> list[str]:
    """The lines under "Days in court", before their links."""
    part = html.partition("Days in court")[2].partition("</ul>")[0]
    found = re.findall(r"<p class=.govuk-body.>(.*?)\. <a", part)
    return [re.sub("<[^>]+>", "", each) for each in found]


@pytest.mark.parametrize(
    ("courts", "lines"),
    [
        (("Leeds", "Bradford"), ["Bradford", "Leeds"]),
        (("Leeds", " leeds"), ["leeds"]),
        (("Leeds", ""), ["Leeds"]),
        (("", "Leeds"), ["Leeds"]),
        (("", ""), [""]),
    ],
)
def test_two_courts_on_one_day_both_stand_there_and_one_court_once(ada, on, courts, lines):
    on("2026-11-20")
    for where in courts:
        day = boxes("hearing", "2027-01-12")
        happen(ada, CaseStep.HEARING_SET, "2026-11-19", where=where, **day)
    html = page(ada, DATES)
    day = "Tuesday 12 January 2027"
    assert sorted(days_in_court(html)) == [f"{day}, {each}" if each else day for each in lines]
    assert re.findall(r'value="(2027-01\S+) [0-9]+"', html) == ["2027-01-05", "2027-01-12"]


def test_a_day_in_court_that_is_known_stands_before_one_that_may_be_later(ada, on):
    on("2026-11-20")
    for day in ("2026", "2027", "2027-01-12", "2026-11-20", "2027-01"):
        happen(ada, CaseStep.HEARING_SET, "2026-11-19", **boxes("hearing", day))
    assert days_in_court(page(ada, DATES)) == [
        "Friday 20 November 2026",
        "2026",
        "Tuesday 12 January 2027",
        "January 2027",
        "2027",
    ]


def test_a_day_in_court_of_the_wrong_year_is_said_to_have_gone_by(ada, on):
    on("2026-11-20")
    gone, to_come = (
        happen(ada, CaseStep.HEARING_SET, "2026-11-19", **boxes("hearing", day))
        for day in ("2026-01-12", "2026-11-20")
    )
    assert "This day has gone by" in page(ada, f"/n/case/{gone}")
    assert "This day has gone by" not in page(ada, f"/n/case/{to_come}")


def test_a_day_in_court_set_by_a_new_note_leads_to_the_note_of_another(ada, on):
    on("2026-11-20")
    first = happen(
        ada, CaseStep.HEARING_SET, "2026-11-19", where="Leeds", **boxes("hearing", "2027-01-12")
    )
    assert "takes the place of another" not in page(ada, f"/n/case/{first}")
    moved = happen(ada, CaseStep.HEARING_SET, "2026-11-20", **boxes("hearing", "2027-02-09"))
    link = (
        f'<a class="govuk-link app-words" href="/n/case/{first}/change">12 January 2027, Leeds</a>'
    )
    assert f"change the note of that one: {link}." in page(ada, f"/n/case/{moved}")
    other = happen(ada, CaseStep.ARRESTED, "2026-11-20")
    assert "takes the place of another" not in page(ada, f"/n/case/{other}")


def test_a_day_in_court_that_is_none_is_asked_for_again(ada, on):
    on("2026-11-20")
    bad = event("2026-11-19", **boxes("hearing", "2027-02-30"))
    at = ada.client.post(f"/n/case/add/{PLACES[CaseStep.HEARING_SET]}", bad)["Location"]
    assert "There is a problem" in page(ada, at)


@pytest.mark.parametrize(
    ("step", "day", "said"),
    [
        (CaseStep.HEARING_SET, "2027-01-12", "it has a place above"),
        (CaseStep.HEARING_SET, "2027-02-30", "There is no such day"),
        (CaseStep.REPORTED, "2027-01-12", "That day has not come yet. Check the date"),
    ],
)
def test_a_day_in_court_in_the_place_of_the_decision_is_told_where_it_goes(
    ada, on, step, day, said
):
    on("2026-11-20")
    at = ada.client.post(f"/n/case/add/{PLACES[step]}", event(day))["Location"]
    html = page(ada, at)
    assert said in html
    assert ("it has a place above" in html) is (said == "it has a place above")
