"""Before a letter leaves, she is shown what could say where she is; her list stops it for good."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

import pytest

from fourfold.core.letters.outline import LetterKind
from fourfold.render.errors import JobFailed, NotTypeset
from fourfold.web.guidance.shelf import SHELF
from fourfold.web.letters import queries
from fourfold.web.safety import bodies
from tests.cast import Member
from tests.render.paper import words_of
from tests.web.letters.conftest import new
from tests.web.letters.test_write import begin, page_of
from tests.web.record.browser import fields


def letter(member: Member, text: str) -> str:
    """A letter with this text in a box; returns its address."""
    where = begin(member, new(LetterKind.REVIEW))
    change(member, where, text)
    return where


def change(member: Member, where: str, text: str) -> None:
    answer = member.client.post(where, fields(page_of(member, where)) | {"part_0": text})
    assert answer["Location"] == f"{where}/look"


def list_out(member: Member, *lines: str) -> None:
    form = fields(page_of(member, "/n/letters/words")) | {"lines": "\r\n".join(lines)}
    assert member.client.post("/n/letters/words", form)["Location"] == "/n/letters"


def leads_away(member: Member, where: str) -> bool:
    """Whether neither text nor file is given out."""
    answers = [member.client.get(f"{where}/{each}") for each in ("text", "print")]
    return all(each.status_code == 303 and each["Location"] == f"{where}/look" for each in answers)


def test_a_letter_with_nothing_to_find_can_be_taken_away(ada: Member) -> None:
    where = letter(ada, "CR 14/26")
    page = page_of(ada, f"{where}/look")
    assert "No postcode, telephone number or email address was found" in page
    assert "CR 14/26" in page_of(ada, f"{where}/text")


def test_what_was_found_has_to_be_looked_at_one_by_one(ada: Member) -> None:
    where = letter(ada, "07700 900123 and SW1A 1AA")
    page = page_of(ada, f"{where}/look")
    assert "A telephone number: 07700 900123" in page
    assert "A postcode: SW1A 1AA" in page
    assert leads_away(ada, where)
    ada.client.post(f"{where}/look", {"may_stay": ["phone:07700900123"]})
    assert "Tick each one that may stay" in page_of(ada, f"{where}/look")
    assert leads_away(ada, where)
    both = ["phone:07700900123", "postcode:sw1a1aa"]
    assert ada.client.post(f"{where}/look", {"may_stay": both})["Location"] == f"{where}/look"
    assert "You said that what was found may stay" in page_of(ada, f"{where}/look")
    assert not leads_away(ada, where)


def test_only_something_new_is_asked_about_again(ada: Member) -> None:
    where = letter(ada, "07700 900123")
    ada.client.post(f"{where}/look", {"may_stay": ["phone:07700900123"]})
    change(ada, where, "+ (07700) 900 123, or M1 1AE")
    page = page_of(ada, f"{where}/look")
    assert "M1 1AE" in page
    assert "phone:07700900123" not in page


def test_what_no_page_offered_cannot_be_allowed(ada: Member) -> None:
    where = letter(ada, "07700 900123")
    ada.client.post(f"{where}/look", {"may_stay": ["phone:07700900123", "kept_out:x", "phone:1"]})
    assert "The letter has changed. Look again" in page_of(ada, f"{where}/look")
    assert leads_away(ada, where)


def test_words_of_her_list_stop_every_letter_until_they_are_out(ada: Member) -> None:
    where = letter(ada, "I am at 12 PLUM-LANE now")
    list_out(ada, "12 Plum Lane", "", "Oak School")
    page = page_of(ada, f"{where}/look")
    assert "Take these out first" in page
    assert "12 PLUM-LANE" in page
    ada.client.post(f"{where}/look", {"may_stay": ["", "kept_out:12plumlane"]})
    assert leads_away(ada, where)
    change(ada, where, "I have moved")
    assert "Nothing on your list is in it" in page_of(ada, f"{where}/look")
    assert not leads_away(ada, where)


def test_the_list_is_kept_line_by_line_and_can_be_emptied(ada: Member) -> None:
    list_out(ada, " Plum Lane ", "", "Plum Lane", "סוד")
    assert queries.stay_out(ada.owner) == ("Plum Lane", "סוד")
    assert "Plum Lane\nסוד" in page_of(ada, "/n/letters/words")
    assert "There are 2 lines on your list" in page_of(ada, "/n/letters")
    list_out(ada)
    assert queries.stay_out(ada.owner) == ()


def test_half_a_form_does_not_empty_the_list(ada: Member) -> None:
    list_out(ada, "Plum Lane")
    ada.client.post("/n/letters/words", {"key": secrets.token_hex(16)})
    assert queries.stay_out(ada.owner) == ("Plum Lane",)


def test_a_line_that_another_window_added_stays_on_the_list(ada: Member) -> None:
    list_out(ada, "Plum Lane")
    there = fields(page_of(ada, "/n/letters/words"))
    list_out(ada, "Plum Lane", "Oak School")
    ada.client.post("/n/letters/words", there | {"lines": "07700 900123"})
    assert queries.stay_out(ada.owner) == ("07700 900123", "Oak School")


def test_a_draft_of_the_list_takes_off_only_what_she_saw(ada: Member) -> None:
    there = fields(page_of(ada, "/n/letters/words"))
    ada.client.post("/n/letters/words", there | {"lines": "Plum Lane", "later": "1"})
    list_out(ada, "Oak School")
    again = f"/n/letters/words/{there['key'][0]}"
    ada.client.post(again, fields(page_of(ada, again)))
    assert queries.stay_out(ada.owner) == ("Plum Lane", "Oak School")


def test_the_list_can_be_finished_later(ada: Member) -> None:
    form = {"key": secrets.token_hex(16), "lines": "Plum Lane", "later": "1"}
    ada.client.post("/n/letters/words", form)
    assert queries.stay_out(ada.owner) == ()
    again = f"/n/letters/words/{form['key']}"
    ada.client.post(again, fields(page_of(ada, again)))
    assert queries.stay_out(ada.owner) == ("Plum Lane",)
    assert ada.client.get(again).status_code == 404


def test_an_entry_that_is_gone_is_told_and_its_words_stay_hers(ada: Member) -> None:
    ada.client.post("/n/add", {"what": "He rang.", "when": "unknown", "key": "b" * 32})
    where = begin(ada, new(LetterKind.REVIEW), of_incident=["1"])
    assert "no longer in your notes" not in page_of(ada, f"{where}/look")
    ada.client.post("/n/1/delete")
    assert "no longer in your notes" in page_of(ada, f"{where}/look")
    assert "He rang." in page_of(ada, f"{where}/text")


def test_the_file_is_a_pdf_with_a_name_that_tells_nothing(ada: Member, settings: Any) -> None:
    where = letter(ada, "Ada’s own words")
    answer = ada.client.get(f"{where}/print")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('attachment; filename="document-20')
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    told = words_of(answer.content)
    assert "Ada’s own words" in told
    assert "draft in my own words" in told
    assert settings.SERVICE_NAME not in told


@pytest.mark.parametrize("error", [JobFailed("press"), NotTypeset("letter")])
def test_a_file_that_cannot_be_made_loses_nothing(
    ada: Member, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> bytes:
        raise error

    monkeypatch.setattr(SHELF, "own", fails)
    where = letter(ada, "words")
    answer = ada.client.get(f"{where}/print")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "It is not lost" in answer.content.decode()


def test_when_too_many_wait_she_is_asked_to_come_back(ada: Member) -> None:
    where = letter(ada, "words")
    taken = [bodies.OWN_SHEETS.take(object()) for _ in range(bodies.OWN_SHEETS.total)]
    try:
        assert ada.client.get(f"{where}/print").status_code == 503
    finally:
        for place in taken:
            assert place
            place.give_back()


def test_what_is_past_its_review_day_says_so_and_shows_no_figure_as_current() -> None:
    outline = queries.BOOK.outlines[LetterKind.REVIEW]
    later = date(2030, 1, 1)
    told = queries.told(outline.warnings, later)
    assert [each.check_this for each in told] == [bool(s.source) for s in outline.warnings]
    assert "check this: last checked on" in told[0].text
    assert all(each.check_this for each in queries.where_from(outline, later))
    now = queries.told(outline.warnings, date(2026, 11, 25))
    assert not any(each.check_this for each in now)
    assert "3 months" in now[0].text
