"""The safety plan as its owner sees it: asked, chosen, written, looked at, printed, deleted."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from fourfold.core.plan.plan import Box, Decision
from fourfold.vault.errors import Damaged
from fourfold.web.plan import actions, queries
from fourfold.web.record import drafts, papers
from fourfold.web.record import queries as record
from fourfold.web.record.actions import Posted
from fourfold.web.record.models import EntryRow, LeafRow, PaperRow
from fourfold.web.safety.models import SessionRow
from tests import make
from tests.render.paper import opened, words_of
from tests.web.plan.sending import filled, send, step

PART = {each.id: f"/n/plan/part/{n}" for n, each in enumerate(queries.catalogue().sections, 1)}
SCRIPTS = "Ring Bea 🚪 سلام შენ 你好 नमस्ते Łódź"


def plan(member):
    return queries.plan_of(member.owner)


def text_of(client, path):
    html = client.get(path).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


# ------------------------------------------------------------------ beginning


def test_before_there_is_a_plan_two_ways_are_offered_and_nothing_is_stored(ada):
    said = text_of(ada.client, "/n/plan")
    assert "Answer a few questions" in said
    assert "Plan only for tonight" in said
    assert "Leave it out of what you give to the police" in said
    assert "999" in said
    for path in (
        *PART.values(),
        "/n/plan/ask/1",
        "/n/plan/look",
        "/n/plan/print",
        "/n/plan/delete",
    ):
        assert ada.client.get(path).status_code == 200
    assert not PaperRow.objects.exists()


def test_the_plan_is_no_entry_and_leaves_no_mark_on_the_log(ada):
    make.entry(ada.owner)
    send(ada.client, "/n/plan/words", ring=SCRIPTS)
    assert (EntryRow.objects.count(), LeafRow.objects.count()) == (1, 1)
    assert record.timeline(ada.owner).tally.total == 1
    assert b"Bea" not in bytes(PaperRow.objects.get().sealed)


# ------------------------------------------------------------------ questions


def test_questions_come_a_few_at_a_time_and_lead_to_the_plan(ada):
    path, asked = "/n/plan/ask/1", []
    while "ask" in path:
        asked.append(path)
        path = send(ada.client, path)
    assert path == "/n/plan"
    assert asked == [f"/n/plan/ask/{page}" for page in (1, 2, 3, 4)]
    assert plan(ada).given == {}


def test_what_does_not_arise_is_not_asked(ada):
    send(ada.client, "/n/plan/ask/1", live="yes")
    assert "Do they know where you live?" not in text_of(ada.client, "/n/plan/ask/2")
    send(ada.client, "/n/plan/ask/2", children="no", work="no", study="no")
    assert "share the care" not in text_of(ada.client, "/n/plan/ask/3")
    assert plan(ada).given == {"live": "yes", "children": "no", "work": "no", "study": "no"}


def test_a_page_of_questions_that_is_not_there_is_not_found(ada):
    for path in ("/n/plan/ask/9", "/n/plan/part/99", "/n/plan/look/99", "/n/plan/print/x.pdf"):
        assert ada.client.get(path).status_code == 404


def test_parts_that_may_not_be_about_her_stand_apart_and_can_be_opened(ada):
    send(ada.client, "/n/plan/ask/2", work="no")
    said = text_of(ada.client, "/n/plan")
    assert said.index("Parts that may not be about you") < said.index("At work")
    assert ada.client.get(PART["work"]).status_code == 200


def test_danger_is_shown_also_where_it_was_ruled_out(ada):
    send(ada.client, "/n/plan/ask/1", live="no")
    said = text_of(ada.client, PART["home"])
    assert "I do not say that I plan to leave" in said
    assert "It is shown because it is about danger" in said


def test_who_lives_with_them_is_not_offered_a_new_lock_and_is_warned(ada):
    send(ada.client, "/n/plan/ask/1", live="yes")
    said = text_of(ada.client, PART["home"])
    assert "Change a lock or a code" not in said
    assert "You said that you live with them" in said


# ------------------------------------------------------------------ steps


def test_each_step_stands_with_its_reason_and_its_price(ada):
    for section in queries.catalogue().sections:
        said = text_of(ada.client, PART[section.id])
        steps = queries.catalogue().steps_of(section.id)
        assert said.count("Why:") == said.count("What it can cost:") == len(steps)
        warned = sum(each.tips_off for each in steps)
        assert said.count("The other person may notice, and it may change") == warned


def test_what_she_decides_is_kept_and_can_be_taken_back(ada):
    home = {step("home-door"): "will", step("home-keys"): "done", step("home-room"): "ask"}
    assert (
        send(ada.client, PART["home"], **home, own="Feed the cat\nHide the spare key") == "/n/plan"
    )
    assert plan(ada).decisions == {
        "home-door": Decision.WILL,
        "home-keys": Decision.DONE,
        "home-room": Decision.ASK,
    }
    said = text_of(ada.client, "/n/plan")
    for words in ("If they come to the door", "To ask somebody about first", "Feed the cat"):
        assert words in said
    send(ada.client, PART["home"], **{step("home-keys"): ""})
    assert "home-keys" not in plan(ada).decisions
    assert plan(ada).own_in("home").steps == "Feed the cat\nHide the spare key"


def test_tonight_has_five_steps_and_the_numbers(ada):
    said = text_of(ada.client, PART["tonight"])
    assert said.count("What it can cost:") == 5
    first, last = said.index("What it can cost:"), said.rindex("What it can cost:")
    for number in ("999", "101"):
        assert said.index(number) < first
    assert said.index("National Stalking Helpline") > last


def test_an_answer_that_is_not_offered_is_told_and_nothing_is_lost(ada):
    where = send(ada.client, PART["home"], **{step("home-door"): "maybe"}, own="Feed the cat")
    assert re.fullmatch(PART["home"] + "/[0-9a-f]{32}", where)
    said = text_of(ada.client, where)
    assert "Choose from the answers on this page" in said
    assert "Feed the cat" in said
    assert plan(ada) is None


# ------------------------------------------------------------------ own words and days


def test_own_words_of_any_script_come_back_as_they_were_written(ada):
    send(ada.client, "/n/plan/words", ring=SCRIPTS, word="מילה", other="line\nby line")
    assert plan(ada).words == {Box.RING: SCRIPTS, Box.WORD: "מילה", Box.OTHER: "line\nby line"}
    assert SCRIPTS in ada.client.get("/n/plan").content.decode()


@pytest.mark.parametrize("text", ["a" * 20_001, "ﷺ" * 20_001])
def test_too_many_words_are_kept_as_a_draft(ada, text):
    where = send(ada.client, "/n/plan/words", ring=text)
    assert "That is too long" in text_of(ada.client, where)


def test_days_ahead_and_behind_are_taken_and_the_plan_asks_to_be_looked_at(ada):
    soon = timezone.localdate() + timedelta(days=3)
    day = {"court_day": soon.day, "court_month": soon.month, "court_year": soon.year}
    send(ada.client, "/n/plan/dates", **day, court_note="in Leeds", release_year="2031")
    said = text_of(ada.client, "/n/plan")
    assert "A day is near: A day in court" in said
    assert "in Leeds" in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"court_day": "31", "court_month": "2", "court_year": "2027"}, "There is no such day"),
        ({"court_month": "2"}, "Type the year too"),
        ({"court_year": "27"}, "four numbers"),
        ({"court_note": "in Leeds"}, "Fill in a day too"),
        ({"court_day": "x", "court_month": "y", "court_year": "z"}, "Use a number"),
    ],
)
def test_a_day_that_cannot_be_read_is_told(ada, typed, said):
    where = send(ada.client, "/n/plan/dates", **typed)
    assert said in text_of(ada.client, where)
    assert plan(ada) is None


def test_having_looked_is_noted_with_what_happened_since(ada):
    assert send(ada.client, "/n/plan/again", since=["moved", "child"]) == "/n/plan"
    kept = plan(ada)
    assert kept.looked == timezone.localdate().isoformat()
    assert kept.since == ("moved", "child")
    said = text_of(ada.client, "/n/plan")
    assert "I moved, or they did. Look first at: At home" in said
    send(ada.client, "/n/plan/again", since=[])
    assert "Look first at" not in text_of(ada.client, "/n/plan")


# ------------------------------------------------------------------ devices and accounts


def test_the_check_up_says_first_what_may_tip_somebody_off(ada):
    said = text_of(ada.client, "/n/plan/look")
    for words in (
        "can tell them, often within minutes",
        "a device they have never had",
        "evidence",
    ):
        assert words in said


def test_what_looks_odd_becomes_a_step_to_ask_about(ada):
    where = send(ada.client, "/n/plan/look/1", **{"device-lock": "odd", "device-apps": "not-sure"})
    assert where == "/n/plan/look/2"
    asked = {"phone-code", "phone-spyware", "phone-look"}
    assert {name for name, each in plan(ada).decisions.items() if each is Decision.ASK} == asked
    send(ada.client, where, **{"account-email": "fine"})
    assert set(plan(ada).decisions) == asked


def test_the_check_up_leaves_out_the_car_of_somebody_without_one(ada):
    send(ada.client, "/n/plan/ask/4", car="no")
    assert send(ada.client, "/n/plan/look/5") == "/n/plan/look/7"
    assert send(ada.client, "/n/plan/look/7") == "/n/plan"
    assert "I know who can see the car in its app." in text_of(ada.client, "/n/plan/look/6")


# ------------------------------------------------------------------ two windows, a late post


def test_of_two_windows_on_one_part_the_second_is_told_and_overwrites_nothing(ada):
    first = filled(ada.client, "/n/plan/words", ring="Bea")
    second = filled(ada.client, "/n/plan/words", ring="Cal")
    ada.client.post("/n/plan/words", first)
    where = ada.client.post("/n/plan/words", second)["Location"]
    said = text_of(ada.client, where)
    assert "changed in another window" in said
    assert "Cal" in said
    assert plan(ada).words == {Box.RING: "Bea"}
    assert send(ada.client, where) == "/n/plan"
    assert plan(ada).words == {Box.RING: "Cal"}
    assert drafts.all_of(ada.owner) == []


def test_two_windows_on_two_parts_do_not_disturb_each_other(ada):
    words = filled(ada.client, "/n/plan/words", ring="Bea")
    home = filled(ada.client, PART["home"], **{step("home-door"): "will"})
    assert ada.client.post("/n/plan/words", words)["Location"] == "/n/plan"
    assert ada.client.post(PART["home"], home)["Location"] == "/n/plan"
    assert plan(ada).words == {Box.RING: "Bea"}
    assert plan(ada).decisions == {"home-door": Decision.WILL}
    assert PaperRow.objects.count() == 1


def test_a_form_sent_twice_is_saved_once(ada):
    sent = filled(ada.client, "/n/plan/words", ring="Bea")
    for _ in range(2):
        assert ada.client.post("/n/plan/words", sent)["Location"] == "/n/plan"
    assert papers.the(ada.owner, "plan").version == 1


def test_a_form_sent_after_the_time_out_waits_for_her(ada, settings):
    sent = filled(ada.client, "/n/plan/words", ring="Bea at the corner")
    SessionRow.objects.update(idle_ends=timezone.now() - timedelta(minutes=1))
    assert ada.client.post("/n/plan/words", sent)["Location"] == "/n/open"
    assert not PaperRow.objects.exists()
    ada.open_in(ada.client, settings)
    (draft,) = drafts.all_of(ada.owner)
    assert "Bea at the corner" in text_of(ada.client, draft.address)
    assert send(ada.client, draft.address) == "/n/plan"
    assert plan(ada).words == {Box.RING: "Bea at the corner"}


def test_finish_later_keeps_it_and_its_title_tells_nothing(ada):
    assert send(ada.client, "/n/plan/words", go="the café", later="1") == "/n/"
    said = text_of(ada.client, "/n/")
    assert "Something you began" in said
    assert "café" not in said


# ------------------------------------------------------------------ deleting, damage, other people


def test_deleting_is_at_once_and_for_good(ada):
    send(ada.client, "/n/plan/words", ring="Bea")
    assert "Delete for good" in text_of(ada.client, "/n/plan/delete")
    assert ada.client.post("/n/plan/delete")["Location"] == "/n/plan"
    assert not PaperRow.objects.exists()
    assert "Plan only for tonight" in text_of(ada.client, "/n/plan")
    assert ada.client.post("/n/plan/delete")["Location"] == "/n/plan"


def test_deleting_takes_what_was_typed_and_not_saved_and_no_other_draft(ada):
    send(ada.client, "/n/plan/words", go="the café", later="1")
    ada.client.post("/n/add", make.form("He came back.", later="1"))
    ada.client.post("/n/plan/delete")
    assert [each.content.form for each in drafts.all_of(ada.owner)] == ["record:add"]


def test_a_plan_of_another_schema_is_not_shown_as_if_it_were_whole(ada):
    papers.change_the(ada.owner, "plan", lambda _: {"schema": 9}, Posted(), make.NOW)
    with pytest.raises(Damaged):
        plan(ada)
    assert ada.client.get("/n/plan").status_code == 500


def test_nobody_and_cal_see_nothing_of_it(ada, cal, nobody):
    send(ada.client, "/n/plan/words", ring="Bea")
    assert nobody.get("/n/plan")["Location"] == "/n/open"
    assert nobody.get("/n/plan/print/notes.pdf")["Location"] == "/n/open"
    assert "Bea" not in text_of(cal.client, "/n/plan")
    assert cal.client.get("/n/plan/print/notes.pdf").status_code == 404


def test_removing_what_is_not_there_is_no_mistake(ada):
    actions.remove(ada.owner)
    assert plan(ada) is None


# ------------------------------------------------------------------ on paper


def write_everything(member):
    client = member.client
    send(client, "/n/plan/words", ring="Bea, then Mrs Abernathy")
    send(client, PART["home"], **{step("home-locks"): "will"}, own="Feed the cat")
    chosen = {step("work-desk"): "will", step("work-calls"): "not", step("work-diary"): "will"}
    send(client, PART["work"], **chosen, own="Ask Jo about Tuesdays", tell="His car is red")


def test_the_whole_plan_prints_under_a_plain_first_page_with_prices(ada):
    write_everything(ada)
    answer = ada.client.get("/n/plan/print/notes.pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="notes.pdf"'
    assert answer["Cache-Control"] == "no-store"
    assert words_of(answer.content, 1).split() == ["Notes"]
    said = " ".join(words_of(answer.content).split())
    for words in ("Mrs Abernathy", "Change a lock or a code", "The other person may notice", "999"):
        assert words in said
    assert str(opened(answer.content).docinfo.get("/Title")) == "Notes"


def test_one_part_prints_without_the_rest(ada):
    write_everything(ada)
    said = " ".join(words_of(ada.client.get("/n/plan/print/notes-2.pdf").content).split())
    assert "Feed the cat" in said
    assert "Abernathy" not in said
    assert "reception" not in said


def test_a_sheet_to_give_has_only_what_is_for_its_reader(ada):
    write_everything(ada)
    number = queries.number_of("work")
    answer = ada.client.get(f"/n/plan/print/sheet-{number}.pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="sheet.pdf"'
    said = " ".join(words_of(answer.content).split())
    assert "Please do not say whether I am in" in said
    assert "His car is red" in said
    for hidden in ("Jo about Tuesdays", "Please keep what arrives", "cat", "Abernathy", "calendar"):
        assert hidden not in said


def test_a_sheet_to_give_waits_until_words_that_must_stay_out_are_gone(ada):
    write_everything(ada)
    number = queries.number_of("work")
    assert "a sheet of your safety plan for one person" in text_of(ada.client, "/n/letters/words")
    send(ada.client, "/n/letters/words", lines="HIS CAR")
    said = text_of(ada.client, "/n/plan/print")
    assert "not yet" in said
    assert "“His car”" in said
    assert ada.client.get(f"/n/plan/print/sheet-{number}.pdf").status_code == 404
    assert ada.client.get(f"/n/plan/print/notes-{number}.pdf").status_code == 200
    send(ada.client, "/n/letters/words", lines="her bicycle")
    assert ada.client.get(f"/n/plan/print/sheet-{number}.pdf").status_code == 200


def test_a_part_that_is_for_nobody_else_has_no_sheet(ada):
    write_everything(ada)
    assert ada.client.get("/n/plan/print/sheet-2.pdf").status_code == 404
    assert ada.client.get("/n/plan/print/notes-99.pdf").status_code == 404
    said = ada.client.get("/n/plan/print").content.decode()
    assert re.findall(r"(?:notes|sheet)(?:-[0-9]+)?\.pdf", said) == [
        "notes.pdf",
        "notes-2.pdf",
        f"notes-{queries.number_of('work')}.pdf",
        f"sheet-{queries.number_of('work')}.pdf",
    ]


def test_any_script_can_be_printed_and_nothing_is_lost_silently(ada):
    send(ada.client, "/n/plan/words", ring=SCRIPTS)
    said = words_of(ada.client.get("/n/plan/print/notes.pdf").content)
    assert "Ring Bea" in said
    assert "[U+1F6AA]" in said
    assert "Łódź" in said
