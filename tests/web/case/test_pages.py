"""Promises, days that matter, the file for a calendar, the day in court; late posts and copies."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

import icalendar
import pytest
from django.utils import timezone

from fourfold.core.kernel.when import When
from fourfold.core.letters.outline import LetterKind
from fourfold.core.record.body import Order
from fourfold.core.record.codes import Act, CaseStep, OrderKind
from fourfold.web.case import choices
from fourfold.web.packs.facts import facts_of
from fourfold.web.record import actions, drafts, papers, queries
from fourfold.web.record.actions import Content, Posted
from fourfold.web.record.models import LeafRow
from fourfold.web.safety.models import SessionRow
from tests import make
from tests.web.case.make import PLACES, about, boxes, event, happen, page
from tests.web.letters.conftest import new

# ------------------------------------------------------------------ promises


@pytest.mark.parametrize(
    ("by", "today", "says"),
    [
        ("2026-11-24", "2026-11-23", "you would hear by Tuesday 24 November 2026."),
        ("2026-11-24", "2026-11-24", "you would hear by Tuesday 24 November 2026."),
        ("2026-11-24", "2026-11-25", "by Tuesday 24 November 2026. You could ask now."),
        ("", "2026-12-25", "No day was named. You can ask at any time."),
    ],
)
def test_a_promise_is_said_by_its_weekday_and_softly(ada, on, by, today, says):
    may_ask = "You could ask now" in says
    more = {"promised_by": When(by)} if by else {}
    make.talk(ada.owner, promised="Ring me about the phone", **more)
    on(today)
    text = page(ada, "/n/case/promises")
    assert says in text
    assert "Ring me about the phone" in text
    assert ("you said what you would do, and by when." in text) is may_ask
    assert ("you said what you would do. I have not heard yet." in text) is (not by)
    assert ("Words to ask with" in text) is (may_ask or not by)
    assert ("Ring me about the phone" in page(ada)) is may_ask


def test_a_promise_that_came_is_ticked_and_leaves_no_mark_on_the_log(ada):
    number = make.talk(ada.owner, promised="Ring me", promised_by=When("2026-11-10"))
    answer = ada.client.post(f"/n/case/{number}/heard", {"day": "today"})
    assert (answer.status_code, answer["Location"]) == (303, "/n/case/promises")
    assert "It came on" in page(ada, "/n/case/promises")
    assert LeafRow.objects.count() == 1
    form = {"day": "other"} | boxes("date", "2026-11-09")
    ada.client.post(f"/n/case/{number}/heard", form)
    assert "It came on Monday 9 November 2026." in page(ada, "/n/case/promises")
    assert len(papers.all_of(ada.owner)) == 1


def test_only_a_talk_can_be_ticked(ada):
    number = make.entry(ada.owner)
    assert ada.client.get(f"/n/case/{number}/heard").status_code == 404
    assert ada.client.get("/n/case/77/heard").status_code == 404


def test_a_talk_without_a_promise_is_no_promise(ada):
    make.talk(ada.owner)
    assert "Nothing is here yet" in page(ada, "/n/case/promises")


# ------------------------------------------------------------------ days that matter


def test_days_to_ask_come_from_what_she_wrote_and_say_from_where(ada, on):
    about(ada, problem_year="2026", problem_month="11", problem_day="1")
    make.entry(ada.owner, when="2026-11-10", acts=(Act.THREAT,))
    happen(
        ada, CaseStep.NOT_CHARGED, "2026-11-02", told="later", **boxes("told_date", "2026-11-05")
    )
    happen(ada, CaseStep.OUTCOME, "2026-11-04")
    on("2026-11-20")
    text = page(ada, "/n/case/dates")
    for said in (
        "Do not wait until you have enough",
        "Until Sunday 9 May 2027",  # six months from the newest event, less a day
        "If the police decided: ask the police to look again at their decision",
        "Until Thursday 4 February 2027",
        "If prosecutors decided: ask prosecutors to look again",
        "The usual day was Thursday 19 November 2026",
        "Until Tuesday 1 December 2026",  # 28 days from the sentence, with that day as the first
        "Until Thursday 9 November 2028",
        "Until Sunday 31 October 2027",
        "More serious charges have no such limit",
        "There may be exceptions: ask all the same.",
        'href="/n/1"',
    ):
        assert said in text, said
    assert "too late" not in text.lower()


@pytest.mark.parametrize("place", ["scotland", "northern-ireland"])
def test_where_other_rules_hold_no_limit_is_shown_or_offered_for_a_calendar(ada, on, place):
    about(ada, place=place)
    make.entry(ada.owner, when="2026-11-10", acts=(Act.THREAT,))
    happen(ada, CaseStep.NOT_CHARGED, "2026-11-02")
    on("2026-11-20")
    text = page(ada, "/n/case/dates")
    assert "a week is left" not in text
    assert "Until when you can ask" not in text
    assert "A file for your calendar" not in text


@pytest.mark.parametrize("path", ["/n/case/rights", "/n/case/asks", "/n/case/day"])
def test_pages_of_one_law_lead_to_what_holds_elsewhere(ada, path):
    text = page(ada, path)
    assert 'href="/scotland"' in text
    assert 'href="/northern-ireland"' in text


def test_nothing_to_count_from_says_what_would_be(ada):
    assert "Nothing in your notes tells a day" in page(ada, "/n/case/dates")


def test_an_order_is_remembered_three_months_before_its_end(ada, on):
    order = Order(
        order_kind=OrderKind.NON_MOLESTATION, made=When("2026-05-01"), ends=When("2027-05-01")
    )
    over = Order(order_kind=OrderKind.RESTRAINING, made=When("2024-05-01"), ends=When("2025-05-01"))
    for each in (order, over):
        actions.add_entry(ada.owner, Content(each), Posted(), make.NOW)
    on("2026-11-20")
    text = page(ada, "/n/case/dates")
    assert "An order ends on Saturday 1 May 2027" in text
    assert "three months before: Monday 1 February 2027" in text
    assert "2025" not in text
    on("2027-02-01")
    text = page(ada, "/n/case/dates")
    assert "Talk to an advocate or a solicitor now." in text
    assert "three months before" not in text


def test_less_than_three_months_before_an_end_it_says_now_and_opens_that_order(ada, on):
    order = Order(
        order_kind=OrderKind.NON_MOLESTATION, made=When("2026-05-01"), ends=When("2027-02-01")
    )
    actions.add_entry(ada.owner, Content(order), Posted(), make.NOW)
    on("2026-11-20")
    text = page(ada, "/n/case/dates")
    assert "Talk to an advocate or a solicitor now." in text
    assert "three months before" not in text
    assert 'href="/n/orders/1"' in text


def test_who_was_told_that_it_was_her_finds_what_to_do_first(ada):
    assert "/reported" in page(ada, "/n/case/asks").partition("Meanwhile")[0]


@pytest.mark.parametrize("step", [CaseStep.RELEASED, CaseStep.BAIL_CHANGED, CaseStep.BAIL_HEARING])
def test_when_they_may_be_free_the_plan_for_tonight_comes_first(ada, step):
    number = happen(ada, step, "2026-11-19")
    text = page(ada, f"/n/case/{number}")
    assert text.index("/n/plan/part/1") < text.index("Have you heard?")
    assert "/n/plan/part/1" in page(ada, "/n/case/add")


@pytest.mark.parametrize("step", [CaseStep.HEARING_SET, CaseStep.MUST_GIVE_EVIDENCE])
def test_of_a_hearing_to_come_it_asks_for_the_day_it_was_decided(ada, step):
    said = "not the day in court"
    assert said in page(ada, f"/n/case/add/{PLACES[step]}")
    others = page(ada, f"/n/case/add/{PLACES[CaseStep.REPORTED]}")
    assert said not in others
    assert "The day in court" not in others


def test_what_happened_today_needs_no_date(ada, on):
    on("2026-11-20")
    number = happen(ada, CaseStep.RELEASED, when="today")
    assert "20 November 2026" in page(ada, f"/n/case/{number}")
    both = event("2026-11-19", when="today")
    at = ada.client.post(f"/n/case/add/{PLACES[CaseStep.RELEASED]}", both)["Location"]
    assert "There is a problem" in page(ada, at)


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("asks", (LetterKind.REVIEW, LetterKind.COMPLAINT)),
        ("day", (LetterKind.SPECIAL_MEASURES,)),
        ("rights", (LetterKind.ENHANCED_RIGHTS, LetterKind.PERSONAL_STATEMENT)),
    ],
)
def test_each_page_leads_straight_to_its_letters(ada, path, kinds):
    text = page(ada, f"/n/case/{path}")
    for kind in kinds:
        assert f'href="{new(kind)}"' in text


def days_of(client, *picked, title="Reminder"):
    answer = client.post("/n/case/dates", {"days": picked, "title": title})
    assert answer.status_code == 303
    return answer


def test_the_file_has_the_days_and_neutral_words_and_nothing_else(ada, on):
    about(ada)
    happen(ada, CaseStep.ARRESTED, "2026-11-19")
    happen(ada, CaseStep.INTERVIEWED, "2026-11-19")
    make.talk(ada.owner, promised="Ring me", promised_by=When("2026-11-27"))
    on("2026-11-20")
    text = page(ada, "/n/case/dates")
    assert "Many calendars are shared" in text
    assert "Friday 27 November 2026: The police, if you have not heard" in text
    assert "Monday 30 November 2026: ask about what you were promised: Ring me" in text
    chosen = ("2026-11-27 0", "2026-11-27 1", "2026-11-30 2")
    assert days_of(ada.client, *chosen, title="Diń, ńer; 7 🌿")["Location"] == "/n/case/dates/file"
    answer = ada.client.get("/n/case/dates/file")
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["Content-Disposition"] == 'attachment; filename="calendar.ics"'
    found = icalendar.Calendar.from_ical(answer.content)
    events = found.walk("VEVENT")
    assert [each.decoded("DTSTART") for each in events] == [date(2026, 11, 27), date(2026, 11, 30)]
    assert {str(each["SUMMARY"]) for each in events} == {"Diń, ńer; 7 🌿"}
    for word in (b"police", b"fourfold", b"arrest", b"/n/", b"R6"):
        assert word not in answer.content.lower()


def test_of_two_days_to_ask_the_same_people_each_says_about_what(ada, on):
    about(ada)
    for step in (CaseStep.ARRESTED, CaseStep.INTERVIEWED):
        happen(ada, step, "2026-11-19")
    on("2026-11-20")
    text = page(ada, "/n/case/dates")
    labels = [each for each in text.splitlines() if "The police, if you have not heard: " in each]
    for what in ("that the other person was arrested", "that the other person was interviewed"):
        assert sum(what in each for each in labels) == 1


def test_no_file_without_a_choice(ada):
    assert ada.client.get("/n/case/dates/file")["Location"] == "/n/case/dates"


@pytest.mark.parametrize(
    ("picked", "title", "says"),
    [
        ((), "Reminder", "Choose at least one day"),
        (("2026-01-01 9",), "Reminder", "Choose from the answers on this page"),
        (("2026-11-27 0",), "", "Write one word"),
        (("2026-11-27 0",), "x" * 61, "That is too long"),
    ],
)
def test_a_choice_that_cannot_be_comes_back(ada, on, picked, title, says):
    about(ada)
    happen(ada, CaseStep.ARRESTED, "2026-11-19")
    on("2026-11-20")
    assert days_of(ada.client, *picked, title=title)["Location"] == "/n/case/dates"
    assert says in page(ada, "/n/case/dates")


# ------------------------------------------------------------------ her own words


def test_notes_for_the_day_in_court_come_back_and_are_in_no_copy(ada):
    form = {
        "key": secrets.token_hex(16),
        "asked": ["screen", "link"],
        "agreed": ["screen"],
        "plan": "Back door at 9 🚪",
        "reach": "Work phone, say “Tilly”",
        "seen": choices.mark(choices.court(ada.owner)),
    }
    answer = ada.client.post("/n/case/day/notes", form)
    assert (answer.status_code, answer["Location"]) == (303, "/n/case/day")
    text = page(ada, "/n/case/day")
    assert "Back door at 9 🚪" in text
    assert "Work phone, say “Tilly”" in text
    assert text.count("Agreed</strong>") == 1
    assert text.count("Asked for</strong>") == 1
    assert "Back door at 9 🚪" in page(ada, "/n/case/day/notes")
    assert not queries.snapshot(ada.owner).versions
    seen = choices.mark(choices.court(ada.owner))
    ada.client.post("/n/case/day/notes", {"plan": "Front door", "seen": seen})
    assert choices.court(ada.owner).plan == "Front door"
    assert len(papers.all_of(ada.owner)) == 1


def test_of_two_windows_the_second_says_so_and_overwrites_no_notes_for_the_day(ada):
    seen = choices.mark(choices.court(ada.owner))
    ada.client.post("/n/case/day/notes", {"plan": "Back door", "seen": seen})
    answer = ada.client.post("/n/case/day/notes", {"plan": "Front door", "seen": seen})
    assert choices.court(ada.owner).plan == "Back door"
    text = page(ada, answer["Location"])
    assert "changed in another window" in text
    assert "Front door" in text
    seen = choices.mark(choices.court(ada.owner))
    assert seen in text
    ada.client.post(answer["Location"], {"plan": "Front door", "seen": seen})
    assert choices.court(ada.owner).plan == "Front door"


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({}, "Choose one of these"),
        ({"place": "france", "enhanced": "no"}, "Choose from the answers on this page"),
        ({"place": "scotland", "enhanced": "no"} | boxes("problem", "2026-02-31"), "no such day"),
        ({"place": "scotland", "enhanced": "no"} | boxes("problem", "2199-02-01"), "not come yet"),
    ],
)
def test_where_it_was_reported_is_asked_again_when_it_cannot_be(ada, form, says):
    answer = ada.client.post("/n/case/about", form)
    assert says in page(ada, answer["Location"])


def test_where_it_was_reported_stands_in_the_form(ada):
    about(ada, "england-and-wales", "yes", **boxes("problem", "2026-11-03"))
    told = choices.about(ada.owner)
    assert (told.place.value, told.is_enhanced) == ("england-and-wales", True)
    assert told.problem == date(2026, 11, 3)
    about(ada, "scotland", "unknown")
    assert choices.about(ada.owner).is_enhanced is None
    assert len(papers.all_of(ada.owner)) == 1


def test_rights_are_asked_for_and_promised_to_nobody(ada):
    for path in ("/n/case/rights", "/n/case/asks", "/n/case/day", "/n/case/about"):
        text = page(ada, path).lower()
        assert "you are entitled" not in text
        assert "you qualify" not in text
    assert "Read on 25 November 2026" in page(ada, "/n/case/rights")


def test_past_its_review_a_page_says_check_this(ada, on):
    on("2028-01-01")
    for path in ("/n/case/rights", "/n/case/asks", "/n/case/day"):
        assert "Check this" in page(ada, path)


# ------------------------------------------------------------------ late posts, copies


@pytest.mark.parametrize(
    ("path", "form", "name"),
    [
        ("/n/case/add/3", event("2026-11-02", what="He rang"), "case:event-add"),
        ("/n/case/about", {"place": "scotland", "enhanced": "no"}, "case:about"),
        ("/n/case/day/notes", {"plan": "Back door"}, "case:court-notes"),
        ("/n/case/1/told", {"day": "today"}, "case:news"),
        ("/n/case/1/change", event("2026-11-02", step="charged", reason="x"), "case:event-change"),
        ("/n/case/2/heard", {"day": "today"}, "case:came"),
    ],
)
def test_a_form_that_came_late_waits_as_a_draft(ada, settings, path, form, name):
    happen(ada, CaseStep.ARRESTED, "2026-11-02")
    make.talk(ada.owner, promised="Ring me")
    SessionRow.objects.update(idle_ends=timezone.now() - timedelta(minutes=1))
    assert ada.client.post(path, form)["Location"] == "/n/open"
    ada.open_in(ada.client, settings)
    (draft,) = drafts.all_of(ada.owner)
    assert draft.content.form == name
    assert "We kept what you typed" in page(ada, draft.address)


def test_the_same_form_sent_twice_makes_one_event(ada):
    form = event("2026-11-02")
    places = {ada.client.post("/n/case/add/3", form)["Location"] for _ in range(2)}
    assert places == {"/n/case/1"}
    assert queries.timeline(ada.owner).tally.total == 1


def test_a_copy_to_hand_over_has_the_event_and_when_she_was_told(ada):
    number = happen(ada, CaseStep.CHARGED, "2026-11-02", told="same", where="Cardiff")
    entry = queries.history(ada.owner, number).latest
    said = {fact.name: fact.words for fact in facts_of(entry, ())}
    assert said["What it was"] == "charged"
    assert said["When the owner was told"] == "2 November 2026"
    assert said["Where"] == "Cardiff"
    assert not entry.is_counted
    assert entry.is_offered
