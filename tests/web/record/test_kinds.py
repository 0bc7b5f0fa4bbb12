"""Writing down what is no incident: saved, shown, printed, changed, and never lost on the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Order, Term
from fourfold.core.record.codes import Area, Direction, Kind, OrderKind, Route
from fourfold.web.packs.facts import facts_of
from fourfold.web.record import actions, drafts, queries, words
from fourfold.web.record.actions import Content, Posted
from fourfold.web.record.models import EntryRow
from fourfold.web.safety.models import SessionRow
from tests import make
from tests.web.record.browser import fields

DAY = {"when": "then", "date_day": "14", "date_month": "3", "date_year": "2026"}
FORMS = {
    "effect": {
        **make.form("I sleep with the light on."),
        **DAY,
        "areas": ["sleep", "routine"],
        "changes": "Another way home",
        "goes_on": "on",
    },
    "message": {
        **make.form(text="I know where you park."),
        **DAY,
        "direction": "to_owner",
        "sender": "+44 7700 900123",
        "recipient": "my work phone",
        "how": ["text", "new_account"],
        "channel": "Signal",
    },
    "thing": {
        **make.form("A card without a name"),
        **DAY,
        "came": "Through the letter box",
        "place": "In a paper bag",
        "police_ref": "PR/7",
    },
    "note": {
        **make.form(text="Ask about the camera."),
        "day_day": "1",
        "day_month": "4",
        "day_year": "2027",
    },
}
SHOWN = {
    "effect": ("I sleep with the light on.", "Since 14 March 2026", "Sleep, What I do each day"),
    "message": ("I know where you park.", "+44 7700 900123", "my work phone", "Signal", "Somebody"),
    "thing": ("A card without a name", "letter box", "In a paper bag", "PR/7", "FF/1"),
    "note": ("Ask about the camera.", "1 April 2027"),
}
PRINTED = {
    "effect": {"Parts of life": "sleep, routine", "What the owner changed": "Another way home"},
    "message": {"From": "+44 7700 900123", "To": "my work phone", "App, site or service": "Signal"},
    "thing": {"Where it is kept": "In a paper bag", "Its label": "FF/1"},
    "note": {},
}
KINDS = sorted(FORMS)


def latest(member, number=1):
    return queries.history(member.owner, number).latest


def fresh(kind, **more):
    return FORMS[kind] | {"key": make.form()["key"]} | more


def page(member, path):
    return member.client.get(path).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_written_is_saved_and_shown(ada, kind):
    answer = ada.client.post(f"/n/add/{kind}", fresh(kind))
    assert (answer.status_code, answer["Location"]) == (303, "/n/1/saved")
    assert latest(ada).kind == kind
    shown = page(ada, "/n/1")
    assert [each for each in SHOWN[kind] if each not in shown] == []
    assert "Only you can see this" in page(ada, "/n/1/saved")


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_written_is_printed(ada, kind):
    ada.client.post(f"/n/add/{kind}", fresh(kind))
    said = {fact.name: fact.words for fact in facts_of(latest(ada), (), {})}
    assert {name: said.get(name) for name in PRINTED[kind]} == PRINTED[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_timeline_says_what_kind_of_thing_it_is(ada, kind):
    make.entry(ada.owner)
    assert str(words.KINDS[Kind(kind)]) not in page(ada, "/n/")
    ada.client.post(f"/n/add/{kind}", fresh(kind))
    assert str(words.KINDS[Kind(kind)]) in page(ada, "/n/")
    assert "Number 2, added" in page(ada, "/n/")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_changed_with_a_reason_and_both_can_be_read(ada, kind):
    ada.client.post(f"/n/add/{kind}", fresh(kind))
    assert 'href="/n/1/amend"' in page(ada, "/n/1")
    own = "what" if "what" in FORMS[kind] and kind not in ("message", "note") else "text"
    as_it_is = fields(page(ada, "/n/1/amend"))
    before = latest(ada).body
    sent = as_it_is | {own: "Put right.", "reason": "I looked again"}
    assert ada.client.post("/n/1/amend", sent)["Location"] == "/n/1/saved"
    history = queries.history(ada.owner, 1)
    assert [each.entry.body.words for each in history.versions] == [before.words, "Put right."]
    assert history.latest.when == before.when
    shown = page(ada, "/n/1")
    assert before.words in shown
    assert "I looked again" in shown


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_changed_is_no_new_version(ada, kind):
    ada.client.post(f"/n/add/{kind}", fresh(kind))
    ada.client.post("/n/1/amend", fields(page(ada, "/n/1/amend")) | {"reason": "I only looked"})
    assert latest(ada).version == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_needs_its_reason(ada, kind):
    ada.client.post(f"/n/add/{kind}", fresh(kind))
    draft = ada.client.post("/n/1/amend", fields(page(ada, "/n/1/amend")))["Location"]
    assert draft.startswith("/n/1/amend/")
    assert "Write why, in a few words" in page(ada, draft)
    assert latest(ada).version == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_is_kept_and_says_what_is_missing(ada, kind):
    draft = ada.client.post(f"/n/add/{kind}", {"key": make.form()["key"]})["Location"]
    assert draft.startswith(f"/n/add/{kind}/")
    assert "Write something, even one word" in page(ada, draft)
    assert not EntryRow.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_finish_later_brings_back_what_was_typed(ada, kind):
    ada.client.post(f"/n/add/{kind}", fresh(kind, later="1"))
    (draft,) = drafts.all_of(ada.owner)
    again = page(ada, draft.address)
    assert "There is a problem" not in again
    ada.client.post(draft.address, fields(again))
    assert latest(ada).kind == kind
    assert drafts.all_of(ada.owner) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_sent_after_the_time_out_waits_for_her(ada, kind, settings):
    SessionRow.objects.update(idle_ends=timezone.now() - timedelta(minutes=1))
    sent = fresh(kind, uploads=make.upload())
    assert ada.client.post(f"/n/add/{kind}", sent)["Location"] == "/n/open"
    ada.open_in(ada.client, settings)
    (draft,) = drafts.all_of(ada.owner)
    ada.client.post(draft.address, fields(page(ada, draft.address)))
    assert latest(ada).kind == kind
    assert [each.name for each in latest(ada).exhibits] == ["photo.jpg"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_form_sent_twice_is_one_entry(ada, kind):
    sent = fresh(kind)
    for _ in range(2):
        assert ada.client.post(f"/n/add/{kind}", sent)["Location"] == "/n/1/saved"
    assert EntryRow.objects.count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_two_tabs_that_change_it_leave_both_versions(ada, kind):
    ada.client.post(f"/n/add/{kind}", fresh(kind))
    one, other = (fields(page(ada, "/n/1/amend")) for _ in range(2))
    own = "text" if kind in ("message", "note") else "what"
    for sent, said in ((one, "first tab"), (other, "second tab")):
        ada.client.post("/n/1/amend", sent | {own: said, "reason": said})
    history = queries.history(ada.owner, 1)
    assert [each.entry.reason for each in history.versions] == ["", "first tab", "second tab"]


def test_the_page_of_kinds_leads_to_every_form(ada):
    shown = page(ada, "/n/add/kinds")
    assert all(f'href="/n/add/{kind}"' in shown for kind in KINDS)
    assert 'href="/n/add/kinds"' in page(ada, "/n/add")


@pytest.mark.parametrize("kind", KINDS)
def test_cal_changes_nothing_of_ada(ada, cal, kind):
    ada.client.post(f"/n/add/{kind}", fresh(kind))
    assert cal.client.post("/n/1/amend", fresh(kind, reason="x")).status_code == 404
    assert latest(ada).version == 1


def test_an_order_says_what_is_known_of_it_and_leads_to_its_own_page(ada):
    rules = (Term(id="a", label="2(a)", words="Not to write"), Term(id="b", words="Not to come"))
    order = Order(
        order_kind=OrderKind.RESTRAINING,
        made=When("2026-03-14"),
        court="Leeds",
        reference="T2026/1",
        until_further_order=True,
        terms=rules,
    )
    actions.add_entry(ada.owner, Content(order), Posted(), make.NOW)
    shown = page(ada, "/n/1")
    for said in ("Leeds", "T2026/1", "Until further order", "2(a) Not to write<br>Not to come"):
        assert said in shown
    assert 'href="/n/orders/1/change"' in shown
    assert ada.client.get("/n/1/amend").status_code == 404


# ------------------------------------------------------------------ what it did to her


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        (DAY | {"goes_on": "on"}, "2026-03-14/.."),
        (DAY, "2026-03-14"),
        ({"when": "about", "date_year": "2025", "goes_on": "on"}, "2025~/.."),
        ({"when": "unknown", "goes_on": "on"}, "XXXX"),
    ],
)
def test_an_effect_goes_on_if_she_says_so(ada, answers, text):
    ada.client.post("/n/add/effect", make.form("Tired", **answers))
    assert latest(ada).when.text == text


def test_an_effect_that_is_over_is_said_to_be_by_taking_away_the_tick(ada):
    ada.client.post("/n/add/effect", make.form("Tired", goes_on="on", **DAY))
    over = fields(page(ada, "/n/1/amend")) | {"reason": "I sleep again"}
    del over["goes_on"]
    ada.client.post("/n/1/amend", over)
    assert (latest(ada).version, latest(ada).when.text) == (2, "2026-03-14")


def test_the_parts_of_life_are_kept(ada):
    ada.client.post("/n/add/effect", make.form("Tired", areas=[area.value for area in Area]))
    assert latest(ada).body.areas == tuple(Area)


# ------------------------------------------------------------------ a message


@pytest.mark.parametrize("direction", list(Direction))
def test_it_is_kept_who_sent_a_message(ada, direction):
    ada.client.post("/n/add/message", fresh("message", direction=direction.value))
    assert latest(ada).body.direction is direction


def test_who_sent_it_is_never_guessed(ada):
    sent = fresh("message")
    del sent["direction"]
    assert "Choose who sent it" in page(ada, ada.client.post("/n/add/message", sent)["Location"])


def test_more_can_be_said_of_a_message_and_changing_it_takes_none_of_that_away(ada):
    ada.client.post("/n/add/message", fresh("message"))
    more = {"how": ["text", "at_work"], "afraid": "yes", "person": "the neighbour"}
    later = {"learnt_month": "4", "learnt_year": "2026"}
    assert "Did anybody else see" not in page(ada, "/n/1/more")
    ada.client.post("/n/1/more", make.form(feelings="cold", **more, **later))
    body = latest(ada).body
    assert (body.received.text, body.feelings) == ("2026-04", "cold")
    changed = fields(page(ada, "/n/1/amend")) | {"text": "I know.", "reason": "shorter"}
    ada.client.post("/n/1/amend", changed)
    assert set(latest(ada).body.how) == {Route.TEXT, Route.AT_WORK}
    assert latest(ada).body.feelings == "cold"
    assert len(latest(ada).people) == 1


# ------------------------------------------------------------------ a thing


def test_a_thing_takes_its_label_from_the_run_of_the_files(ada):
    make.entry(ada.owner, files=(make.kept_file(ada.owner),))
    ada.client.post("/n/add/thing", fresh("thing", uploads=make.upload()))
    assert latest(ada, 2).body.ref == "FF/2"
    assert [each.ref for each in latest(ada, 2).exhibits] == ["FF/3"]


def test_who_has_had_a_thing_is_a_chain(ada):
    ada.client.post("/n/add/thing", fresh("thing"))
    assert 'href="/n/1/has"' in page(ada, "/n/1")
    for who, what in (("my sister", "I gave it to her"), ("PC 1234", "At the front desk")):
        sent = make.form(what, who=who, **DAY)
        assert ada.client.post("/n/1/has", sent)["Location"] == "/n/1/saved"
    assert [(each.who, each.what) for each in latest(ada).body.handling] == [
        ("my sister", "I gave it to her"),
        ("PC 1234", "At the front desk"),
    ]
    shown = page(ada, "/n/1")
    assert "14 March 2026: my sister. I gave it to her" in shown
    assert "Added who has had it" in shown
    said = {fact.name: fact.words for fact in facts_of(latest(ada), (), {})}
    assert "PC 1234: At the front desk" in said["Who has had it"]


def test_a_wrong_step_is_taken_out_by_its_tick(ada):
    ada.client.post("/n/add/thing", fresh("thing"))
    for who in ("one", "two"):
        ada.client.post("/n/1/has", make.form("", who=who, **DAY))
    sent = fields(page(ada, "/n/1/amend"))
    assert sent["steps"] == ["0", "1"]
    ada.client.post("/n/1/amend", sent | {"steps": ["1"], "reason": "That was another thing"})
    assert [each.who for each in latest(ada).body.handling] == ["two"]


def test_it_is_asked_who_has_it(ada):
    ada.client.post("/n/add/thing", fresh("thing"))
    draft = ada.client.post("/n/1/has", make.form("", **DAY))["Location"]
    assert "Write who has it" in page(ada, draft)


def test_only_a_thing_can_be_handed_on(ada):
    make.entry(ada.owner)
    assert ada.client.get("/n/1/has").status_code == 404


# ------------------------------------------------------------------ a note


def test_a_note_needs_no_day_and_may_be_about_one_that_has_not_come(ada):
    ada.client.post("/n/add/note", make.form(text="Ask."))
    assert latest(ada).when.is_unknown
    assert "Date not known" in page(ada, "/n/1")
    ada.client.post("/n/add/note", make.form(text="Ask.", day_year="2199"))
    assert latest(ada, 2).when.text == "2199"


def test_no_such_day_of_a_note_is_asked_about(ada):
    sent = make.form(text="Ask.", day_day="31", day_month="2", day_year="2026")
    draft = ada.client.post("/n/add/note", sent)["Location"]
    assert "There is no such day" in page(ada, draft)
