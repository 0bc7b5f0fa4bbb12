"""A letter is made of what she ticks, is hers to change, and is kept whatever happens."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from fourfold.core.kernel.when import When
from fourfold.core.letters.letter import LONGEST
from fourfold.core.letters.outline import LetterKind
from fourfold.core.record.body import Contact, Effect, Incident, Note, Order
from fourfold.core.record.codes import OrderKind, Party
from fourfold.web.letters import forms, queries
from fourfold.web.record import actions, drafts, papers, removal
from fourfold.web.record.actions import Content, Posted
from fourfold.web.record.models import LeafRow, PaperRow
from fourfold.web.safety.models import SessionRow
from tests import make
from tests.cast import Member
from tests.web.letters.conftest import new
from tests.web.record.browser import fields

STATEMENT = new(LetterKind.STATEMENT)


def add(member: Member, body: Any) -> int:
    return actions.add_entry(member.owner, Content(body), Posted(), make.NOW)


def begin(member: Member, address: str = STATEMENT, **answers: Any) -> str:
    """Send the first form; returns where it leads."""
    answer = member.client.post(address, {"key": secrets.token_hex(16)} | answers)
    assert answer.status_code == 303
    return str(answer["Location"])


def letter_of(member: Member, number: int = 1) -> dict[str, str]:
    """What stands in each section."""
    kept = queries.find(member.owner, number)
    assert kept
    return {part.section: part.text for part in kept.letter.parts}


def page_of(member: Member, path: str) -> str:
    answer = member.client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_every_kind_has_a_page_that_says_what_to_know_first(ada: Member) -> None:
    for kind in LetterKind:
        page = page_of(ada, new(kind))
        assert "Know this first" in page
        assert "Where these facts come from" in page
        assert "999" in page
    assert ada.client.get(f"/n/letters/new/{len(LetterKind) + 1}").status_code == 404


def test_no_address_tells_what_is_written(ada: Member) -> None:
    page = page_of(ada, "/n/letters/new")
    own = re.findall(r'href="(/n/[^"]*)"', page)
    assert [each for each in own if re.search("[a-z]{4}-|statement|police|court", each)] == []


def test_what_is_ticked_goes_in_with_its_day_and_number(ada: Member) -> None:
    add(ada, make.incident("He rang the bell.", when=When("2026-03~")))
    add(ada, make.incident("He was by the gate.", when=When("2026-05-01"), where="Plum Lane"))
    add(ada, make.incident("Not this one.", when=When("2026-01")))
    add(ada, Effect(what="I sleep badly.", when=When("2026-04")))
    add(ada, Contact(said="They took it down.", when=When("2026-05-02"), party=Party.POLICE))
    where = begin(
        ada,
        of_incident=["1", "2"],
        of_effect=["4"],
        of_contact=["5"],
        ticked=["no-contact"],
        ask_we="He was my neighbour.",
    )
    assert where == "/n/letters/1"
    told = letter_of(ada)
    assert told["newest"] == "1 May 2026 (entry 2).\nHe was by the gate."
    assert told["before"] == "About March 2026 (entry 1).\nHe rang the bell."
    assert told["effect"] == "April 2026 (entry 4).\nI sleep badly."
    assert "They took it down." in told["others"]
    assert told["we"] == "He was my neighbour."
    assert "- not to contact me in any way" in told["ask"]
    assert "Plum" not in str(told)
    assert "Not this one" not in str(told)


def test_places_go_in_only_when_she_ticks_that(ada: Member) -> None:
    add(ada, make.incident("By the gate.", where="Plum Lane"))
    begin(ada, of_incident=["1"], places="on")
    assert "Where: Plum Lane" in letter_of(ada)["newest"]


def test_an_order_to_tick_is_named_by_its_kind_and_court(ada: Member) -> None:
    bail = OrderKind.POLICE_BAIL
    add(ada, Order(order_kind=bail, made=When("2026-05-01"), court="Leeds", reference="B7"))
    page = page_of(ada, new(LetterKind.REVIEW))
    assert "1 May 2026: Police bail with conditions, Leeds, B7" in page


def test_a_note_to_herself_and_something_deleted_are_not_offered(ada: Member) -> None:
    add(ada, Note(text="Only for me"))
    hidden = add(ada, make.incident("Taken away"))
    removal.hide_entry(ada.owner, hidden, timezone.now())
    page = page_of(ada, STATEMENT)
    assert "Only for me" not in page
    assert "Taken away" not in page
    assert "There is nothing in your notes yet" in page


def test_something_deleted_meanwhile_keeps_the_form_and_says_so(ada: Member) -> None:
    number = add(ada, make.incident("Taken away"))
    removal.hide_entry(ada.owner, number, timezone.now())
    add(ada, make.incident("Still here"))
    draft = begin(ada, of_incident=["1", "2"], ask_we="My neighbour")
    page = page_of(ada, draft)
    assert "Something you ticked is no longer there" in page
    assert "My neighbour" in page
    assert not PaperRow.objects.exists()


def test_without_any_notes_a_letter_can_still_be_begun(ada: Member) -> None:
    assert begin(ada, new(LetterKind.REVIEW)) == "/n/letters/1"
    assert "I ask for a review" in letter_of(ada)["request"]


def test_of_very_many_notes_the_newest_can_be_ticked_and_all_be_named(
    ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "MOST_TICKS", 2)
    for day in (1, 2, 3, 4):
        add(ada, make.incident(f"Day {day}", when=When(f"2026-03-0{day}")))
    page = page_of(ada, STATEMENT)
    assert "Day 4" in page
    assert "Day 2" not in page
    begin(ada, of_incident=["4"], others="1 to 2")
    assert letter_of(ada)["before"].count("(entry ") == 2
    for typed, said in (("9", "nothing with the number 9"), ("two", "Use numbers")):
        assert said in page_of(ada, begin(ada, others=typed))


def test_more_than_a_letter_holds_is_kept_and_told(ada: Member) -> None:
    for _ in range(3):
        add(ada, make.incident("x" * (LONGEST // 2)))
    draft = begin(ada, of_incident=["1", "2", "3"])
    assert "That is too much for one letter" in page_of(ada, draft)
    assert not PaperRow.objects.exists()


def test_at_so_many_letters_one_more_is_kept_as_a_draft_and_told(
    ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST", 1)
    begin(ada)
    where = begin(ada, ask_we="We were married.")
    page = page_of(ada, where)
    assert "There are many letters already" in page
    assert "We were married." in page
    assert len(queries.all_of(ada.owner)) == 1
    ada.client.post("/n/letters/1/delete")
    assert ada.client.post(where, fields(page)).headers["Location"] == "/n/letters/2"


def test_a_letter_is_changed_box_by_box_and_leads_on_to_be_looked_over(ada: Member) -> None:
    where = begin(ada, new(LetterKind.REVIEW))
    form = fields(page_of(ada, where))
    answer = ada.client.post(where, form | {"part_0": "CR/1", "part_3": "Two messages.\n\nA"})
    assert (answer.status_code, answer["Location"]) == (303, "/n/letters/1/look")
    assert letter_of(ada)["reference"] == "CR/1"
    assert letter_of(ada)["missed"] == "Two messages.\n\nA"
    assert "Two messages." in page_of(ada, where)


def test_nothing_of_a_letter_is_in_the_log_the_timeline_or_in_clear(ada: Member) -> None:
    begin(ada, ask_we="Peregrine next door")
    assert not LeafRow.objects.exists()
    assert "Peregrine" not in page_of(ada, "/n/")
    assert b"Peregrine" not in bytes(PaperRow.objects.get().sealed)


def test_the_same_form_sent_twice_makes_one_letter(ada: Member) -> None:
    key = "a" * 32
    assert begin(ada, key=key) == begin(ada, key=key) == "/n/letters/1"
    assert PaperRow.objects.count() == 1


def test_of_two_tabs_the_second_overwrites_nothing(ada: Member) -> None:
    where = begin(ada, new(LetterKind.REVIEW))
    one, two = (fields(page_of(ada, where)) for _ in range(2))
    ada.client.post(where, one | {"part_0": "first tab"})
    answer = ada.client.post(where, two | {"part_0": "second tab"})
    draft = str(answer["Location"])
    assert draft.startswith("/n/letters/1/draft/")
    page = page_of(ada, draft)
    assert "changed in another window" in page
    assert "second tab" in page
    assert letter_of(ada)["reference"] == "first tab"
    ada.client.post(draft, fields(page))
    assert letter_of(ada)["reference"] == "second tab"


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 30, "-1"])
def test_a_version_that_was_tampered_with_saves_nothing(ada: Member, version: str) -> None:
    where = begin(ada, new(LetterKind.REVIEW))
    form = fields(page_of(ada, where)) | {"part_0": "tampered", "version": version}
    assert "/draft/" in str(ada.client.post(where, form)["Location"])
    assert letter_of(ada)["reference"] == ""


def test_a_box_that_did_not_arrive_keeps_its_words(ada: Member) -> None:
    where = begin(ada, new(LetterKind.REVIEW))
    form = fields(page_of(ada, where))
    del form["part_2"]
    ada.client.post(where, form)
    assert "I ask for a review" in letter_of(ada)["request"]


def test_what_is_too_long_comes_back_whole(ada: Member) -> None:
    where = begin(ada, new(LetterKind.REVIEW))
    much = {"part_0": "a" * (LONGEST - 9), "part_3": "b" * 90}
    page = page_of(ada, str(ada.client.post(where, fields(page_of(ada, where)) | much)["Location"]))
    assert "This letter is too long" in page
    assert "a" * (LONGEST - 9) in page


def test_a_form_sent_after_the_time_out_waits_for_her(ada: Member, settings: Any) -> None:
    where = begin(ada, new(LetterKind.REVIEW))
    form = fields(page_of(ada, where)) | {"part_0": "typed for long"}
    SessionRow.objects.update(idle_ends=timezone.now() - timedelta(minutes=1))
    assert ada.client.post(where, form)["Location"] == "/n/open"
    ada.open_in(ada.client, settings)
    (draft,) = drafts.all_of(ada.owner)
    page = page_of(ada, draft.address)
    assert "typed for long" in page
    ada.client.post(draft.address, fields(page))
    assert letter_of(ada)["reference"] == "typed for long"
    assert drafts.all_of(ada.owner) == []


def test_finish_later_keeps_a_first_form_too(ada: Member) -> None:
    assert begin(ada, ask_we="My neighbour", later="1") == "/n/"
    (draft,) = drafts.all_of(ada.owner)
    page = page_of(ada, draft.address)
    assert "My neighbour" in page
    assert "There is a problem" not in page


def test_a_letter_is_deleted_for_good_with_its_drafts(ada: Member) -> None:
    where = begin(ada, new(LetterKind.REVIEW))
    ada.client.post(where, fields(page_of(ada, where)) | {"part_0": "x", "later": "1"})
    assert "nobody can bring it back" in page_of(ada, f"{where}/delete")
    assert ada.client.post(f"{where}/delete")["Location"] == "/n/letters"
    assert not PaperRow.objects.exists()
    assert drafts.all_of(ada.owner) == []
    for path in (where, f"{where}/look", f"{where}/text", f"{where}/print", f"{where}/delete"):
        assert ada.client.get(path).status_code == 404, path


def test_what_is_no_letter_is_not_shown_as_one(ada: Member) -> None:
    plan = papers.add(ada.owner, "plan", {"a": 1}, Posted(), make.NOW)
    assert ada.client.get(f"/n/letters/{plan}").status_code == 404
    broken = papers.add(ada.owner, queries.LETTER, {"schema": 9}, Posted(), make.NOW)
    assert ada.client.get(f"/n/letters/{broken}").status_code == 500


def test_a_letter_of_somebody_else_is_not_there(ada: Member, cal: Member) -> None:
    begin(ada)
    assert cal.client.get("/n/letters/1").status_code == 404


def test_what_she_typed_is_never_taken_for_markup(ada: Member) -> None:
    attack = '</textarea><script>alert(1)</script>"><b>'
    add(ada, Incident(what=attack, when=When("2026-03")))
    where = begin(ada, of_incident=["1"], ask_we=attack)
    assert "<script>alert" not in page_of(ada, where)
    assert attack in letter_of(ada)["newest"]
