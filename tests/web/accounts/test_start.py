"""Starting a record: the steps in order, out of order, twice, and with answers gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfold.vault.recovery import RecoveryCode
from fourfold.web.accounts.models import Record, Unlock
from fourfold.web.safety.models import SessionRow
from tests.guards.page import PageClient
from tests.web.accounts.steps import Paper, copied, is_open, problem, send, sign_in, start_record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def test_what_she_wrote_down_opens_her_record_again(service: Path) -> None:
    paper = start_record(PageClient())
    other = PageClient()
    assert sign_in(other, paper) == "/n/"
    assert is_open(other)


def test_a_new_record_is_open_at_once_and_nothing_of_the_paper_is_kept(nobody: PageClient) -> None:
    paper = start_record(nobody)
    assert is_open(nobody)
    assert nobody.get("/n/start/words").status_code == 303
    assert nobody.get("/n/start/code").status_code == 303
    stored = repr(
        [*Record.objects.values(), *Unlock.objects.values(), *SessionRow.objects.values()]
    )
    for secret in (paper.name, paper.words, paper.code):
        assert secret not in stored


def test_every_record_has_three_ways_in_of_which_one_is_perhaps_a_decoy(nobody: PageClient) -> None:
    start_record(nobody)
    assert sorted(Unlock.objects.values_list("kind", flat=True)) == [
        "passphrase",
        "recovery",
        "second",
    ]


@pytest.mark.parametrize("step", ["words", "code", "check"])
def test_a_step_without_the_answers_so_far_leads_to_the_beginning(
    nobody: PageClient, step: str
) -> None:
    answer = nobody.get(f"/n/start/{step}")
    assert (answer.status_code, answer["Location"]) == (303, "/n/start")
    answer = nobody.post(f"/n/start/{step}", {"code": "x"})
    assert (answer.status_code, answer["Location"]) == (303, "/n/start")
    assert not nobody.cookies


@pytest.mark.parametrize("step", ["code", "check"])
def test_a_step_before_the_passphrase_was_chosen_leads_there(nobody: PageClient, step: str) -> None:
    send(nobody, "/n/start")
    assert nobody.get(f"/n/start/{step}")["Location"] == "/n/start/words"
    assert nobody.post(f"/n/start/{step}", {"code": "x"})["Location"] == "/n/start/words"


def test_when_the_visit_ran_out_she_begins_again(nobody: PageClient) -> None:
    send(nobody, "/n/start")
    SessionRow.objects.all().delete()
    assert nobody.get("/n/start/words")["Location"] == "/n/start"
    assert start_record(nobody).name


def test_words_from_a_first_window_are_not_taken_for_those_of_a_second(nobody: PageClient) -> None:
    send(nobody, "/n/start")
    (first, _) = copied(nobody, "/n/start/words")
    send(nobody, "/n/start")
    (second, _) = copied(nobody, "/n/start/words")
    answer = nobody.post("/n/start/words", {"choice": "generated", "written": first})
    assert answer["Location"] == "/n/start/words"
    assert "another window" in problem(nobody, "/n/start/words")
    assert copied(nobody, "/n/start/words")[0] == second != first


OWN = {"choice": "own"}


@pytest.mark.parametrize(
    ("own", "again", "words"),
    [
        ("", "", "Type the words you want to use"),
        ("password1", "password1", "This could be guessed"),
        ("qwertyuiop", "qwertyuiop", "This could be guessed"),
        ("violet tractor sings 14 opera", "violet tractor sings", "The two are not the same"),
    ],
)
def test_a_passphrase_of_her_own_that_will_not_do_is_refused_kindly(
    nobody: PageClient, own: str, again: str, words: str
) -> None:
    send(nobody, "/n/start")
    path = "/n/start/words"
    assert send(nobody, path, choice="own", own=own, again=again) == path
    page = nobody.get(path).content.decode()
    assert words in page
    if own:
        assert own not in page


def test_the_record_name_is_no_passphrase(nobody: PageClient) -> None:
    send(nobody, "/n/start")
    path = "/n/start/words"
    name = copied(nobody, path)[0]
    send(nobody, path, choice="own", own=name, again=name)
    assert "This could be guessed" in problem(nobody, path)


def test_a_passphrase_of_her_own_opens_it(nobody: PageClient) -> None:
    own = "violet tractor sings 14 opera"
    send(nobody, "/n/start")
    name = copied(nobody, "/n/start/words")[0]
    assert send(nobody, "/n/start/words", choice="own", own=own, again=own) == "/n/start/code"
    (code,) = copied(nobody, "/n/start/code")
    send(nobody, "/n/start/check", code=code)
    assert sign_in(PageClient(), Paper(name, own, code)) == "/n/"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type your recovery code"),
        ("not a code", "This is not a whole recovery code"),
        (RecoveryCode(bytes(16)).to_text(), "This is not the code you were shown"),
    ],
)
def test_a_code_typed_wrong_is_told_and_makes_nothing(
    nobody: PageClient, typed: str, words: str
) -> None:
    send(nobody, "/n/start")
    send(nobody, "/n/start/words")
    assert send(nobody, "/n/start/check", code=typed) == "/n/start/check"
    assert words in problem(nobody, "/n/start/check")
    assert not Record.objects.exists()


def test_a_code_typed_in_small_letters_with_spaces_is_the_code(nobody: PageClient) -> None:
    send(nobody, "/n/start")
    send(nobody, "/n/start/words")
    (code,) = copied(nobody, "/n/start/code")
    typed = code.lower().replace("-", " ").replace("0", "o")
    assert send(nobody, "/n/start/check", code=typed) == "/n/add"


def test_the_last_button_pressed_twice_makes_one_record_and_says_so(nobody: PageClient) -> None:
    send(nobody, "/n/start")
    name, words = copied(nobody, "/n/start/words")
    send(nobody, "/n/start/words")
    (code,) = copied(nobody, "/n/start/code")
    before = SessionRow.objects.get()
    cookie = nobody.cookies["visit"].value
    assert send(nobody, "/n/start/check", code=code) == "/n/add"
    # The second press was on its way with what the browser had then.
    before.save(force_insert=True)
    second = PageClient()
    second.cookies["visit"] = cookie
    answer = second.post("/n/start/check", {"code": code})
    assert answer["Location"] == "/n/open"
    assert "Your notes are ready" in problem(second, "/n/open")
    assert Record.objects.count() == 1
    assert sign_in(second, Paper(name, words, code)) == "/n/"
