"""Amending: what was written first stays, and what changed is shown with its time and reason."""

import pytest

from fourfold.core.record.codes import Afraid, Route
from fourfold.core.record.log import LeafKind
from fourfold.web.record import queries
from fourfold.web.record.models import EntryKeyRow, EntryRow
from tests import make
from tests.web.record.browser import fields


def history(member, number=1):
    return queries.history(member.owner, number)


def test_both_versions_are_kept_and_shown(ada):
    make.entry(ada.owner, "He came at nine.")
    assert ada.client.post("/n/1/amend", make.amendment())["Location"] == "/n/1/saved"
    assert [each.entry.body.what for each in history(ada).versions] == [
        "He came at nine.",
        "It was ten, not nine.",
    ]
    page = ada.client.get("/n/1").content.decode()
    assert page.index("He came at nine.") < page.index("It was ten, not nine.")
    assert "As you wrote it first" in page
    assert "I checked my phone" in page


def test_only_what_changed_is_shown_of_a_later_version(ada):
    make.entry(ada.owner, "He came at nine.", where="Mill Road")
    ada.client.post("/n/1/amend", make.amendment("He came at ten.", where="Mill Road"))
    assert ada.client.get("/n/1").content.decode().count("Mill Road") == 1


def test_something_taken_away_is_shown_as_taken_away(ada):
    make.entry(ada.owner, "He came.", where="Mill Road")
    ada.client.post("/n/1/amend", make.amendment("He came.", where=""))
    page = ada.client.get("/n/1").content.decode()
    assert "Mill Road" in page
    assert "(taken away)" in page


def test_a_reason_is_asked_for(ada):
    make.entry(ada.owner)
    answer = ada.client.post("/n/1/amend", make.amendment() | {"reason": " "})
    assert answer["Location"].startswith("/n/1/amend/")
    assert "Write why, in a few words" in ada.client.get(answer["Location"]).content.decode()
    assert len(history(ada).versions) == 1


def test_the_form_begins_with_what_is_there(ada):
    make.entry(ada.owner, "He came at nine.", where="Mill Road", feelings="tired")
    page = ada.client.get("/n/1/amend").content.decode()
    assert all(words in page for words in ("He came at nine.", "Mill Road", "tired", "21:05"))


@pytest.mark.parametrize("when", ["2026-03-14T21:05", "2026-03~", "2026-03-14/2026-03-20", "XXXX"])
def test_when_stays_as_it_is_unless_changed(ada, when):
    make.entry(ada.owner, when=when)
    as_it_is = fields(ada.client.get("/n/1/amend").content.decode())
    ada.client.post("/n/1/amend", as_it_is | {"what": "Put right.", "reason": "why"})
    assert (history(ada).latest.version, history(ada).latest.when.text) == (2, when)


def test_a_new_time_moves_it_in_the_timeline(ada):
    make.entry(ada.owner, "first", when="2026-01-01")
    make.entry(ada.owner, "second", when="2026-02-01")
    moved = {"when": "then", "date_day": "1", "date_month": "3", "date_year": "2026"}
    ada.client.post("/n/1/amend", make.amendment("first") | moved)
    lines = queries.timeline(ada.owner).selection.lines
    assert [line.number for line in lines] == [1, 2]
    assert [line.version for line in lines] == [2, 1]


def test_what_the_form_does_not_ask_stays(ada):
    make.entry(ada.owner, afraid=Afraid.YES, how=(Route.PHONE,), witnesses=("Bea",))
    ada.client.post("/n/1/amend", make.amendment())
    body = history(ada).latest.body
    assert (body.afraid, body.how, body.witnesses) == (Afraid.YES, (Route.PHONE,), ("Bea",))


def test_more_can_be_added_after_saving(ada):
    make.entry(ada.owner, "He rang.")
    more = {
        "how": ["phone", "at_work"],
        "witnesses": "Bea\n\nthe man from the shop\n",
        "afraid": "not_sure",
        "person": "the neighbour",
        "learnt_month": "4",
        "learnt_year": "2026",
    }
    assert ada.client.post("/n/1/more", make.form() | more)["Location"] == "/n/1/saved"
    latest = history(ada).latest
    body = latest.body
    assert body.how == (Route.PHONE, Route.AT_WORK)
    assert body.witnesses == ("Bea", "the man from the shop")
    assert (body.afraid, body.learnt.text) == (Afraid.NOT_SURE, "2026-04")
    assert body.what == "He rang."
    assert [person.label for person in history(ada).named] == ["the neighbour"]
    assert latest.reason == "Added more"


def test_a_person_named_before_is_offered_and_not_made_twice(ada):
    make.entry(ada.owner, person="the neighbour")
    make.entry(ada.owner)
    (person,) = queries.people(ada.owner)
    assert "the neighbour" in ada.client.get("/n/2/more").content.decode()
    ada.client.post("/n/2/more", make.form(people=[person.id]))
    assert history(ada, 2).latest.people == (person.id,)
    assert queries.people(ada.owner) == (person,)


@pytest.mark.parametrize("answer", ["yes", "no", "not_sure", "rather_not_say", ""])
def test_every_answer_about_fear_is_an_answer(ada, answer):
    make.entry(ada.owner)
    ada.client.post("/n/1/more", make.form(afraid=answer))
    assert history(ada).latest.body.afraid == answer


def test_the_form_for_more_shows_what_was_answered(ada):
    make.entry(ada.owner, witnesses=("Bea",), afraid=Afraid.YES, learnt=None)
    page = ada.client.get("/n/1/more").content.decode()
    assert "Bea" in page
    assert 'value="yes" checked' in page


def test_a_day_that_has_not_come_is_not_when_she_found_out(ada):
    make.entry(ada.owner)
    draft = ada.client.post("/n/1/more", make.form(learnt_year="2199"))["Location"]
    assert "has not come yet" in ada.client.get(draft).content.decode()


def test_files_are_only_ever_added(ada):
    make.entry(ada.owner, files=(make.kept_file(ada.owner, name="one.jpg"),))
    ada.client.post("/n/1/amend", make.amendment(uploads=make.upload(name="two.jpg")))
    refs = [(each.ref, each.name) for each in history(ada).latest.exhibits]
    assert refs == [("FF/1", "one.jpg"), ("FF/2", "two.jpg")]
    assert len(history(ada).first.exhibits) == 1


def test_an_amendment_has_a_key_and_a_leaf_of_its_own(ada):
    make.entry(ada.owner)
    ada.client.post("/n/1/amend", make.amendment())
    assert EntryRow.objects.count() == EntryKeyRow.objects.count() == 2
    first, second = history(ada).versions
    assert first.seed != second.seed
    kinds = [(leaf.kind, leaf.id) for leaf in queries.leaves(ada.owner)]
    assert kinds == [(LeafKind.ADD, first.entry.id), (LeafKind.AMEND, first.entry.id)]


def test_sending_an_amendment_twice_amends_once(ada):
    make.entry(ada.owner)
    sent = make.amendment()
    for _ in range(2):
        assert ada.client.post("/n/1/amend", sent)["Location"] == "/n/1/saved"
    assert len(history(ada).versions) == 2


def test_nothing_changed_is_no_new_version(ada):
    make.entry(ada.owner, witnesses=("Bea",), person="the neighbour", when="2026-03~")
    for path in ("/n/1/amend", "/n/1/more"):
        again = fields(ada.client.get(path).content.decode())
        sent = again | {"reason": "I only looked"}
        assert ada.client.post(path, sent)["Location"] == "/n/1/saved"
    assert len(history(ada).versions) == 1


def test_a_date_changed_without_saying_so_is_asked_about(ada):
    make.entry(ada.owner)
    again = fields(ada.client.get("/n/1/amend").content.decode())
    draft = ada.client.post("/n/1/amend", again | {"date_day": "15", "reason": "why"})["Location"]
    assert "also changed the date. Choose one" in ada.client.get(draft).content.decode()


def test_cal_amends_nothing_of_ada(ada, cal):
    make.entry(ada.owner)
    assert cal.client.post("/n/1/amend", make.amendment()).status_code == 404
    assert len(history(ada).versions) == 1


def test_nobody_amends(ada, nobody):
    make.entry(ada.owner)
    assert nobody.post("/n/1/amend", make.amendment())["Location"] == "/n/open"
    assert len(history(ada).versions) == 1
