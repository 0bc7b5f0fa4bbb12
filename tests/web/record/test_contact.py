"""Talks with the police or a service: what was said, promised, and put right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Contact
from fourfold.core.record.codes import Party, Route, StopPoint
from fourfold.web.record import actions, drafts, queries
from fourfold.web.record.actions import Content, Posted
from fourfold.web.safety.models import SessionRow
from tests import make


def talk(said="She took a statement. 🚓 سلام", **more):
    form = make.form(said=said, party="police") | more
    form.pop("what")
    return form


def body(member, number=1):
    return queries.history(member.owner, number).latest.body


def day(name, day, month, year):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


def test_who_and_what_is_enough(ada):
    answer = ada.client.post("/n/contact", talk())
    assert (answer.status_code, answer["Location"]) == (303, "/n/1/saved")
    assert body(ada) == Contact(
        said="She took a statement. 🚓 سلام", when=When("XXXX"), party=Party.POLICE
    )


def test_everything_that_can_be_said_is_kept_and_shown(ada):
    more = day("promised_by", "1", "12", "2026") | {
        "who": "PC 123 Jones",
        "organisation": "Gwent Police",
        "reference": "2600000000",
        "promised": "Ring me about the phone.",
        "how": ["phone", "email"],
        "mark": "reported",
    }
    ada.client.post("/n/contact", talk(**more))
    found = body(ada)
    assert (found.who, found.organisation) == ("PC 123 Jones", "Gwent Police")
    assert found.promised_by == When("2026-12-01")
    assert found.how == (Route.PHONE, Route.EMAIL)
    assert found.stop_point is StopPoint.REPORTED
    page = ada.client.get("/n/1").content.decode()
    for text in ("PC 123 Jones", "1 December 2026", "The police", "You reported something"):
        assert text in page


def test_a_promise_that_was_saved_leads_to_what_she_was_promised(ada):
    ada.client.post("/n/contact", talk(promised="Ring me by Tuesday."))
    ada.client.post("/n/contact", talk())
    pages = [ada.client.get(f"/n/{number}/saved").content.decode() for number in (1, 2)]
    assert ["/n/case/promises" in page for page in pages] == [True, False]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"party": ""}, "Choose who it was"),
        ({"party": "martians"}, "Choose from the answers on this page"),
        ({"said": " "}, "Write something"),
        ({"when": ""}, "Choose when it happened"),
        (day("promised_by", "31", "2", "2026"), "There is no such day"),
        (day("promised_by", "3", "", ""), "Type the month too"),
        ({"when": "then"} | day("date", "1", "1", "2199"), "That day has not come yet"),
        ({"mark": "asked"}, "Choose from the answers on this page"),
    ],
)
def test_what_is_wrong_comes_back_with_what_to_do(ada, more, says):
    answer = ada.client.post("/n/contact", talk(**more))
    assert answer.status_code == 303
    page = ada.client.get(answer["Location"]).content.decode()
    assert says in page
    assert not queries.timeline(ada.owner).tally.total


def test_a_change_keeps_both_versions_and_the_time(ada):
    ada.client.post("/n/contact", talk() | {"when": "then"} | day("date", "3", "11", "2026"))
    page = ada.client.get("/n/1/contact").content.decode()
    assert "She took a statement." in page
    changed = talk("He took a statement.", when="same", reason="It was a man.")
    ada.client.post("/n/1/contact", changed)
    history = queries.history(ada.owner, 1)
    assert [each.entry.body.said[:2] for each in history.versions] == ["Sh", "He"]
    assert history.latest.when == When("2026-11-03")
    assert history.latest.reason == "It was a man."


def test_a_change_keeps_what_the_form_does_not_ask(ada):
    contact = Contact(
        said="x",
        when=When("2026-11-01/2026-11-03"),
        party=Party.COURT,
        how=(Route.APP,),
        checkpoint="9 2026-11-20 ABCD-EFGH",
        linked=("a" * 32,),
    )
    actions.add_entry(ada.owner, Content(contact), Posted(), make.NOW)
    ada.client.post("/n/1/contact", talk("y", party="court", when="same", reason="z", how="phone"))
    found = body(ada)
    assert (found.checkpoint, found.linked) == (contact.checkpoint, contact.linked)
    assert found.when == contact.when
    assert found.how == (Route.PHONE, Route.APP)


def test_only_a_talk_is_changed_here(ada):
    make.entry(ada.owner)
    assert ada.client.get("/n/1/contact").status_code == 404
    assert ada.client.get("/n/9/contact").status_code == 404


def test_one_that_came_late_waits_as_a_draft(ada, settings):
    SessionRow.objects.update(idle_ends=timezone.now() - timedelta(minutes=1))
    assert ada.client.post("/n/contact", talk())["Location"] == "/n/open"
    ada.open_in(ada.client, settings)
    (draft,) = drafts.all_of(ada.owner)
    assert draft.content.form == "record:contact"
    assert draft.title.startswith("She took a statement.")
    assert "She took a statement." in ada.client.get(draft.address).content.decode()
