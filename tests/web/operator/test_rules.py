"""Rules and bank holidays in an operator's browser: looked at, switched off and on, moved."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from fourfold.data import holidays
from fourfold.web.rules import actions, catalogue, queries, rows
from fourfold.web.rules.rows import By
from tests.cast import Runner
from tests.guards.page import PageClient
from tests.web.accounts.steps import problem, send

WHY = {"reason": "The new Code says ten days"}
WEDDING = {"day_day": "4", "day_month": "6", "day_year": "2027", "name": "A wedding"}
READ = {"source": "the proclamation of 3 May 2027"}
SPRING = date(2027, 5, 31)


def text(client: PageClient, path: str) -> str:
    """A page's words, without its tags."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    main = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub("<[^>]+>", " ", main).split())


def at(rule: str, what: str = "") -> str:
    """The address of a rule's page, or of what is done with it."""
    return f"/o/rules/{catalogue.mark_of(rule)}" + (f"/{what}" if what else "")


def switch_off(client: PageClient, rule: str, **reason: str) -> str:
    """Say why, look, and do it; returns where that leads."""
    assert send(client, at(rule, "off"), **reason or WHY) == at(rule, "off/look")
    return send(client, at(rule, "off/look"))


# ------------------------------------------------------------------ rules


def test_every_rule_stands_on_the_list_with_its_days(dee: Runner) -> None:
    page = text(dee.client, "/o/rules")
    assert [each.id for each in catalogue.everything() if f" {each.id} :" not in page] == []
    assert "Every rule is on." in page
    assert "Checked 25 November 2026 · check again by 22 February 2027" in page
    assert "Rules of law : 0 switched off" in text(dee.client, "/o/")


def test_every_rule_has_a_page_that_says_where_it_was_read(dee: Runner) -> None:
    for each in catalogue.everything():
        page = text(dee.client, at(each.id))
        assert "Where it was read" in page
        assert "Switch it off" in page
    page = text(dee.client, at("R6-ARR"))
    assert "Police, working days: 5 standard, 1 enhanced" in page
    assert "Victims&#x27; Code (2021), 12 rights" in page


def test_a_rule_past_its_day_says_so(dee: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "None is past its day." in text(dee.client, "/o/rules")
    monkeypatch.setattr(timezone, "localdate", lambda: date(2027, 2, 23))
    page = text(dee.client, "/o/rules")
    assert "Past their day, saying “check this”" in page
    assert "R6-ARR : Arrested: that the other person was arrested Check this" in page


def test_a_rule_is_looked_at_a_second_time_before_it_is_off(dee: Runner) -> None:
    assert send(dee.client, at("R6-ARR", "off"), **WHY) == at("R6-ARR", "off/look")
    look = text(dee.client, at("R6-ARR", "off/look"))
    assert "Do you want to switch this rule off?" in look
    assert "Nobody is told this time any more" in look
    assert "Why: The new Code says ten days" in look
    assert queries.off() == frozenset()
    assert send(dee.client, at("R6-ARR", "off/look")) == at("R6-ARR")
    page = text(dee.client, at("R6-ARR"))
    assert "It is switched off now." in page
    assert "Dee · The new Code says ten days" in page
    assert "It is switched off now." not in text(dee.client, at("R6-ARR"))
    assert queries.off() == {"R6-ARR"}
    assert "Rules of law : 1 switched off" in text(dee.client, "/o/")


def test_what_follows_is_said_for_each_kind_of_rule(dee: Runner) -> None:
    for rule, said in (
        ("SPA-2", "An order that hangs on this rule"),
        ("R6-ARR", "Nobody is told this time any more"),
        ("review-cps", "Nobody is shown this limit any more"),
    ):
        send(dee.client, at(rule, "off"), **WHY)
        assert said in text(dee.client, at(rule, "off/look"))


def test_without_a_reason_no_rule_goes_off(dee: Runner) -> None:
    for reason in ("", "   "):
        where = send(dee.client, at("R6-ARR", "off"), reason=reason)
        assert where == at("R6-ARR", "off")
        assert problem(dee.client, where).startswith("Say why")
    where = send(dee.client, at("R6-ARR", "off"), reason="x" * 301)
    assert problem(dee.client, where).startswith("That is too long")
    assert send_nothing(dee, at("R6-ARR", "off/look")) == at("R6-ARR", "off")
    assert queries.off() == frozenset()


def send_nothing(dee: Runner, path: str) -> str:
    """A form that no page offered."""
    answer = dee.client.post(path)
    assert answer.status_code == 303
    return str(answer["Location"])


def test_a_reason_for_one_rule_switches_no_other_off(dee: Runner) -> None:
    send(dee.client, at("R6-ARR", "off"), **WHY)
    assert send_nothing(dee, at("SPA-2", "off/look")) == at("SPA-2", "off")
    assert queries.off() == frozenset()


def test_it_is_switched_on_again_and_the_history_says_by_whom(dee: Runner) -> None:
    switch_off(dee.client, "SPA-2")
    where = send(dee.client, at("SPA-2", "on"), reason="it was right")
    page = text(dee.client, where)
    assert "It is switched on again." in page
    assert "Switched on again" in page
    assert "Dee · it was right" in page
    assert queries.off() == frozenset()
    assert "Switched off : SPA-2" in text(dee.client, "/o/rules")


@pytest.mark.parametrize("rule", ["R6-XYZ", "R6-ARR", "1", "0" * 8])
def test_a_rule_that_is_not_there_is_not_found(rule: str, dee: Runner) -> None:
    for path in ("", "/off", "/off/look", "/on"):
        assert dee.client.get(f"/o/rules/{rule}{path}").status_code == 404


def test_a_rule_that_only_another_version_has_stands_in_the_history_without_a_page(
    dee: Runner,
) -> None:
    by = By("Eve", timezone.now(), "of an older version")
    rows.to_off("OLD-1", by).save()
    rows.to_line("OLD-1", rows.Kind.OFF, by).save()
    page = text(dee.client, "/o/rules")
    assert "Every rule is on." in page
    assert "Switched off : OLD-1" in page
    assert "Rules of law : 0 switched off" in text(dee.client, "/o/")


# ------------------------------------------------------------------ holidays


def test_the_years_are_those_of_the_program(dee: Runner) -> None:
    page = text(dee.client, "/o/holidays")
    assert [year for year in range(2020, 2031) if f" {year} " not in page] == []
    assert "Every day is as the program has it." in page
    for year in holidays.years():
        days = text(dee.client, f"/o/holidays/{year.year}")
        assert days.count("It was moved: take it away") == len(year.days)
        assert [each.name for each in year.days if each.name not in days] == []
    for year_that_is_not in (2019, 2031, 99999999999):
        assert dee.client.get(f"/o/holidays/{year_that_is_not}").status_code == 404


def test_a_year_past_its_day_says_so(dee: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Years to check again" not in text(dee.client, "/o/holidays")
    monkeypatch.setattr(timezone, "localdate", lambda: date(2032, 1, 1))
    assert "Years to check again: 11" in text(dee.client, "/o/holidays")
    assert "Check this" in text(dee.client, "/o/holidays/2027")


def test_a_day_is_added_and_taken_back(dee: Runner) -> None:
    where = send(dee.client, "/o/holidays/add", **WEDDING, **READ)
    assert where == "/o/holidays/2027"
    page = text(dee.client, where)
    assert "It is a holiday now." in page
    assert "Friday 4 June, A wedding Added here · the proclamation of 3 May 2027" in page
    assert not queries.calendar().is_working(date(2027, 6, 4))
    assert "Bank holidays : 1 changed here" in text(dee.client, "/o/")
    assert send(dee.client, "/o/holidays/2027-06-04/undo", reason="a hoax") == where
    assert "It is as the program has it now." in text(dee.client, where)
    assert queries.calendar() == holidays.calendar()
    page = text(dee.client, "/o/holidays")
    assert "Taken back: as the program has it : Friday 4 June 2027, A wedding" in page
    assert "Dee · a hoax · the proclamation of 3 May 2027" in page


def test_a_day_is_taken_away_and_taken_back(dee: Runner) -> None:
    where = send(dee.client, "/o/holidays/2027-05-31/away", **READ)
    page = text(dee.client, where)
    assert "It is a working day now." in page
    assert "Taken away here: a working day" in page
    assert queries.calendar().is_working(SPRING)
    assert "Taken away : Monday 31 May 2027, Spring bank holiday" in text(dee.client, "/o/holidays")
    send(dee.client, "/o/holidays/2027-05-31/undo")
    assert not queries.calendar().is_working(SPRING)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day_day": "5"}, "This is a Saturday or a Sunday"),
        ({"day_day": "31", "day_month": "5"}, "This day is a holiday already"),
        ({"day_year": "2031"}, "Choose a day from 2020 to 2030"),
        ({"day_year": "2019"}, "Choose a day from 2020 to 2030"),
        ({"day_day": "31"}, "This is no day"),
        ({"day_month": "June"}, "This is no day"),
        ({"day_day": "", "day_month": "", "day_year": ""}, "Say which day"),
        ({"name": ""}, "Say what it is for"),
        ({"name": "x" * 101}, "That is too long"),
        ({"source": ""}, "Say where you read of it"),
        ({"source": "   "}, "Say where you read of it"),
        ({"source": "x" * 301}, "That is too long"),
    ],
)
def test_a_day_that_cannot_be_added_is_told_and_nothing_typed_is_lost(
    typed: dict[str, str], said: str, dee: Runner
) -> None:
    sent = WEDDING | READ | typed
    where = send(dee.client, "/o/holidays/add", **sent)
    assert where == "/o/holidays/add"
    page = dee.client.get(where).content.decode()
    assert said in " ".join(re.sub("<[^>]+>", " ", page).split())
    kept = [value for value in sent.values() if value.strip()]
    assert [value for value in kept if f'value="{value}"' not in page] == []
    assert queries.changed() == {}


def test_a_day_is_changed_once(dee: Runner) -> None:
    actions.add_holiday(date(2027, 6, 4), "Another", "a source", By("Eve", timezone.now()))
    where = send(dee.client, "/o/holidays/add", **WEDDING, **READ)
    assert problem(dee.client, where).startswith("This day was changed here already")
    actions.take_away(SPRING, "a source", By("Eve", timezone.now()))
    assert send(dee.client, "/o/holidays/2027-05-31/away", **READ) == "/o/holidays/2027"
    assert queries.changed()[SPRING].source == "a source"


def test_without_a_source_no_day_is_taken_away(dee: Runner) -> None:
    where = send(dee.client, "/o/holidays/2027-05-31/away", source="")
    assert where == "/o/holidays/2027-05-31/away"
    assert problem(dee.client, where).startswith("Say where you read of it")
    assert queries.changed() == {}


@pytest.mark.parametrize(
    "day", ["2027-06-04", "2027-06-05", "2031-01-01", "2027-02-30", "20270531", "tomorrow"]
)
def test_a_day_that_is_no_holiday_has_no_page_to_take_it_away(day: str, dee: Runner) -> None:
    assert dee.client.get(f"/o/holidays/{day}/away").status_code == 404
    assert dee.client.post(f"/o/holidays/{day}/away", READ).status_code == 404


def test_there_is_nothing_to_take_back_on_other_days(dee: Runner) -> None:
    for answer in (dee.client.get(UNDO), dee.client.post(UNDO)):
        assert (answer.status_code, answer["Location"]) == (302 + (answer.status_code > 302), LIST)
    assert dee.client.get("/o/holidays/tomorrow/undo").status_code == 404


UNDO, LIST = "/o/holidays/2027-05-31/undo", "/o/holidays"


def test_words_are_shown_as_words(dee: Runner) -> None:
    attack = "<script>alert(1)</script>"
    switch_off(dee.client, "R6-ARR", reason=attack)
    send(dee.client, "/o/holidays/add", **WEDDING | {"name": attack, "source": attack})
    for path in ("/o/rules", at("R6-ARR"), "/o/holidays", "/o/holidays/2027", UNDO_IT):
        page: Any = dee.client.get(path).content
        assert b"<script>alert" not in page
        assert b"&lt;script&gt;alert" in page


UNDO_IT = "/o/holidays/2027-06-04/undo"


def test_a_way_back_leads_somewhere(dee: Runner) -> None:
    send(dee.client, "/o/holidays/add", **WEDDING, **READ)
    send(dee.client, at("R6-ARR", "off"), **WHY)
    for path in (
        *(at("R6-ARR", "off"), at("R6-ARR", "off/look"), at("R6-ARR", "on")),
        *("/o/holidays/add", "/o/holidays/2027-05-31/away", UNDO_IT),
    ):
        assert 'href=""' not in dee.client.get(path).content.decode(), path
