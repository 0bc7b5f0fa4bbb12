"""Events in, news out, through the pages: what she reads, day by day."""

from __future__ import annotations

import pytest
from django.utils import timezone

from fourfold.core.kernel.when import When
from fourfold.core.record.codes import CaseStep
from fourfold.web.record import queries
from fourfold.web.rules import actions as rules
from tests.web.case.make import about, boxes, event, happen, page
from tests.web.rules.changing import DEE

ARREST = "The police: that the other person was arrested"


def look(member, set_day, day, path="/n/case"):
    set_day(day)
    return page(member, path)


@pytest.mark.parametrize(
    ("enhanced", "day", "last"),
    [
        ("no", "2026-11-20", "Friday 27 November 2026"),
        ("yes", "2026-11-20", "Monday 23 November 2026"),
        ("unknown", "2026-11-20", "Friday 27 November 2026"),
        # Christmas: Friday 25 and Monday 28 December are holidays.
        ("no", "2025-12-22", "Wednesday 31 December 2025"),
        ("yes", "2025-12-24", "Monday 29 December 2025"),
        # Easter: Good Friday and Easter Monday.
        ("yes", "2026-04-02", "Tuesday 7 April 2026"),
        ("no", "2026-04-02", "Monday 13 April 2026"),
        # A weekend.
        ("yes", "2026-11-21", "Monday 23 November 2026"),
    ],
)
def test_working_days_are_counted_past_weekends_and_holidays(ada, on, enhanced, day, last):
    about(ada, enhanced=enhanced)
    happen(ada, CaseStep.ARRESTED, day)
    text = look(ada, on, day)
    assert ARREST in text
    assert f"You should hear by {last}. You can ask at any time." in text


def test_who_does_not_know_sees_the_shorter_time_beside(ada, on):
    about(ada, enhanced="unknown")
    number = happen(ada, CaseStep.ARRESTED, "2026-11-20")
    text = look(ada, on, "2026-11-25", f"/n/case/{number}")
    assert "If the police recorded enhanced rights for you: by Monday 23 November 2026." in text
    assert "You could ask now" not in text


def test_after_the_day_she_could_ask_and_nobody_is_called_late(ada, on):
    about(ada)
    number = happen(ada, CaseStep.ARRESTED, "2026-11-12")
    text = look(ada, on, "2026-11-20")
    assert "You could ask now. The usual time was by Thursday 19 November 2026." in text
    one = page(ada, f"/n/case/{number}")
    assert "I am asking about an arrest." in one
    assert "Victims' Code (2021)" in one
    assert "Read on 25 November 2026" in one
    for word in ("overdue", "late.", "breached", "failed", "entitled", "you qualify"):
        assert word not in text + one


def test_one_tap_says_that_she_was_told(ada, on):
    about(ada)
    number = happen(ada, CaseStep.ARRESTED, timezone.now().date().isoformat())
    answer = ada.client.post(f"/n/case/{number}/told", {"day": "today"})
    assert (answer.status_code, answer["Location"]) == (303, f"/n/case/{number}")
    text = page(ada, f"/n/case/{number}")
    assert "You have been told." in text
    assert "I was told today" not in text
    history = queries.history(ada.owner, number)
    assert len(history.versions) == 2
    assert history.latest.reason == "I was told"


def test_told_on_another_day_and_after_the_time(ada, on):
    about(ada)
    number = happen(ada, CaseStep.ARRESTED, "2026-11-02")
    form = {"day": "other"} | boxes("date", "2026-11-13")
    ada.client.post(f"/n/case/{number}/told", form)
    text = look(ada, on, "2026-11-20", f"/n/case/{number}")
    assert "You have been told. The usual time was by Monday 9 November 2026." in text
    assert ARREST not in page(ada)


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({}, "Choose one of these"),
        ({"day": "other"}, "Fill in the day, the month and the year"),
        ({"day": "other"} | boxes("date", "2026-11"), "Fill in the day, the month and the year"),
        ({"day": "other"} | boxes("date", "2026-02-31"), "There is no such day"),
        ({"day": "other"} | boxes("date", "2199-01-01"), "That day has not come yet"),
    ],
)
def test_a_day_that_cannot_be_comes_back(ada, form, says):
    number = happen(ada, CaseStep.ARRESTED, "2026-11-02")
    answer = ada.client.post(f"/n/case/{number}/told", form)
    assert says in page(ada, answer["Location"])


def test_a_chain_of_events_is_followed_by_its_own_news(ada, on):
    about(ada, enhanced="yes")
    for step, day in (
        (CaseStep.REPORTED, "2026-11-16"),
        (CaseStep.ARRESTED, "2026-11-17"),
        (CaseStep.INTERVIEWED, "2026-11-17"),
        (CaseStep.RELEASED, "2026-11-18"),
        (CaseStep.CHARGED, "2026-11-19"),
        (CaseStep.HEARING_SET, "2026-11-20"),
    ):
        happen(ada, step, day)
    text = look(ada, on, "2026-11-20")
    asked, _, come = text.partition("What you should hear")
    for words in ("support service", "was arrested", "interviewed under caution", "let go"):
        assert words in asked
    # A time that was not read in the present Code is never said to have gone by.
    assert "The police: that the other person was charged" in come
    assert "We are not sure of this time" in come
    assert "between Friday 20 November 2026 and Monday 30 November 2026" in come


def test_where_the_unit_tells_the_time_is_a_range_and_why_is_said(ada, on):
    about(ada)
    number = happen(ada, CaseStep.OUTCOME, "2026-11-20")
    text = look(ada, on, "2026-11-20", f"/n/case/{number}")
    assert "You should hear between Friday 20 November 2026 and Monday 30 November 2026" in text
    assert "The time begins when the court tells the unit" in text


def test_some_day_between_two_counts_from_the_last(ada, on):
    about(ada)
    more = {"when": "between"} | boxes("until", "2026-11-18")
    number = happen(ada, CaseStep.ARRESTED, "2026-11-16", **more)
    assert queries.history(ada.owner, number).latest.when == When("2026-11-16/2026-11-18")
    assert "by Wednesday 25 November 2026" in look(ada, on, "2026-11-20")


def test_an_event_of_which_no_day_is_known_can_be_asked_about_at_any_time(ada, on):
    about(ada)
    happen(ada, CaseStep.ARRESTED)
    text = look(ada, on, "2026-11-20")
    assert "No exact day is written down here" in text
    assert "You should hear by" not in text


@pytest.mark.parametrize(
    ("place", "path"), [("scotland", "/scotland"), ("northern-ireland", "/northern-ireland")]
)
def test_elsewhere_the_clock_is_off_and_says_what_there_is(ada, on, place, path):
    about(ada, place)
    number = happen(ada, CaseStep.ARRESTED, "2026-11-02")
    for text in (look(ada, on, "2026-11-20"), page(ada, f"/n/case/{number}")):
        assert ARREST not in text
        assert f'href="{path}"' in text
        assert "You could ask now" not in text
    dates = page(ada, "/n/case/dates")
    assert "Until when you can ask" not in dates


def test_until_she_says_where_nothing_is_worked_out(ada, on):
    happen(ada, CaseStep.ARRESTED, "2026-11-02")
    text = look(ada, on, "2026-11-20")
    assert ARREST not in text
    assert "Say where you reported it" in text
    assert "They were arrested" in text


def test_a_correction_replaces_what_should_follow_and_keeps_both(ada, on):
    about(ada)
    number = happen(ada, CaseStep.ARRESTED, "2026-11-02")
    form = event("2026-11-19", step="interviewed", reason="It was no arrest.")
    answer = ada.client.post(f"/n/case/{number}/change", form)
    assert answer["Location"] == f"/n/case/{number}"
    text = look(ada, on, "2026-11-20")
    assert ARREST not in text
    assert "interviewed under caution" in text
    assert "You could ask now" not in text
    entry = page(ada, f"/n/{number}")
    assert "They were arrested" in entry
    assert "They were interviewed under caution" in entry
    assert "It was no arrest." in entry


def test_a_change_shows_what_was_written(ada):
    more = {"told": "later", "what": "By phone 📞", "where": "Cardiff", "reference": "26/1"}
    more |= {"when": "between"} | boxes("until", "2026-11-05") | boxes("told_date", "2026-11-07")
    number = happen(ada, CaseStep.CHARGED, "2026-11-02", **more)
    before = queries.history(ada.owner, number).latest.body
    text = page(ada, f"/n/case/{number}/change")
    for value in ("By phone 📞", "Cardiff", "26/1"):
        assert value in text
    form = event("2026-11-02", step="charged", reason="nothing", **more)
    ada.client.post(f"/n/case/{number}/change", form)
    assert queries.history(ada.owner, number).latest.body == before


def test_an_event_that_was_deleted_is_followed_by_nothing(ada, on):
    about(ada)
    number = happen(ada, CaseStep.ARRESTED, "2026-11-02")
    ada.client.post(f"/n/{number}/delete")
    assert ARREST not in look(ada, on, "2026-11-20")
    assert ada.client.get(f"/n/case/{number}").status_code == 404


def test_a_rule_that_was_switched_off_is_silent(ada, on):
    about(ada)
    happen(ada, CaseStep.ARRESTED, "2026-11-02")
    happen(ada, CaseStep.INTERVIEWED, "2026-11-02")
    rules.switch_off("R6-ARR", DEE)
    text = look(ada, on, "2026-11-20")
    assert ARREST not in text
    assert "interviewed under caution" in text


def test_a_time_past_its_review_says_check_this(ada, on):
    about(ada)
    number = happen(ada, CaseStep.ARRESTED, "2026-11-02")
    text = look(ada, on, "2027-03-01", f"/n/case/{number}")
    assert "Check this" in text
    assert "Usually by Monday 9 November 2026. We are not sure of this time" in text
    assert "You could ask now" not in text


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"when": ""}, "Choose one of these"),
        ({"told": ""}, "Choose one of these"),
        ({"when": "then"}, "Choose from the answers on this page"),
        ({"when": "day"} | boxes("date", ""), "Fill in the day"),
        (boxes("date", "2026-02-31"), "There is no such day"),
        (boxes("date", "26-02-03"), "Type the year with four numbers"),
        (boxes("date", "2199-01-01"), "That day has not come yet"),
        ({"when": "unknown"}, "You chose “I do not know when” and also filled in a date"),
        ({"when": "between"}, "Fill in the day"),
        ({"when": "between"} | boxes("until", "2026-11-01"), "This day is before the first"),
        (boxes("until", "2026-11-05"), "Leave this empty, or choose"),
        ({"told": "later"}, "Fill in the day"),
        ({"told": "later"} | boxes("told_date", "2026-11-01"), "That is before it happened"),
        ({"told": "later"} | boxes("told_date", "2199-11-01"), "That day has not come yet"),
        ({"what": "x" * 100_001}, "That is too long"),
    ],
)
def test_what_is_wrong_comes_back_with_what_to_do(ada, form, says):
    answer = ada.client.post("/n/case/add/3", event("2026-11-02", **form))
    assert answer.status_code == 303
    assert "/add/3/" in answer["Location"]
    assert says in page(ada, answer["Location"])


def test_nothing_of_another_kind_is_reached_here(ada):
    talk = ada.client.post("/n/contact", {"said": "x", "party": "police", "when": "unknown"})
    assert talk["Location"] == "/n/1/saved"
    for path in ("/n/case/1", "/n/case/1/change", "/n/case/1/told", "/n/case/9", "/n/case/add/99"):
        assert ada.client.get(path).status_code == 404, path


@pytest.mark.parametrize("place", range(1, 18))
def test_every_kind_of_event_can_be_written_and_read(ada, place):
    about(ada)
    answer = ada.client.post(f"/n/case/add/{place}", event("2026-11-02", told="sometime"))
    assert answer.status_code == 303
    text = page(ada, answer["Location"])
    assert "You could ask now" not in text
    page(ada, f"/n/case/add/{place}")
    page(ada, "/n/1")
    page(ada, "/n/case/1/change")
