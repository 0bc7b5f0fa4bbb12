"""What an open record lets its owner change about the way in, each after the passphrase again."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfold.vault.recovery import RecoveryCode
from fourfold.web.accounts.throttle import FREE_TRIES
from tests.guards.page import PageClient
from tests.web.accounts.steps import (
    Paper,
    copied,
    is_open,
    problem,
    recover,
    send,
    sign_in,
    sign_ins,
    start_record,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


@pytest.fixture
def paper(service: Path) -> Paper:
    return start_record(PageClient())


@pytest.fixture
def her(paper: Paper) -> PageClient:
    """Her browser, signed in."""
    client = PageClient()
    sign_in(client, paper)
    return client


def test_a_changed_passphrase_replaces_the_old_and_ends_other_visits(
    paper: Paper, her: PageClient
) -> None:
    other, path = PageClient(), "/n/settings/words"
    sign_in(other, paper)
    before = her.cookies["visit"].value
    (words,) = copied(her, path)
    assert send(her, path, now=paper.words) == "/n/settings/opened"
    assert is_open(her)
    assert her.cookies["visit"].value != before
    assert not is_open(other)
    assert sign_in(other, paper) == "/n/open"
    fresh = Paper(paper.name, words, paper.code)
    assert sign_in(other, fresh) == "/n/"
    recover(PageClient(), fresh)


def test_a_changed_passphrase_of_her_own_is_the_one_that_opens(
    paper: Paper, her: PageClient
) -> None:
    own = "violet tractor sings 14 opera"
    send(her, "/n/settings/words", now=paper.words, choice="own", own=own, again=own)
    assert sign_in(PageClient(), paper, own) == "/n/"


@pytest.mark.parametrize(
    ("path", "box"),
    [("/n/settings/words", "now"), ("/n/settings/key", "passphrase")],
)
def test_a_wrong_passphrase_changes_and_shows_nothing(
    paper: Paper, her: PageClient, path: str, box: str
) -> None:
    shown = copied(her, path)
    assert send(her, path, **{box: "wrong words"}) == path
    assert "That is not your passphrase" in problem(her, path)
    assert copied(her, path) == shown
    assert sign_in(PageClient(), paper) == "/n/"
    assert "failed" in sign_ins(paper)


def test_a_new_code_needs_the_old_one_and_the_passphrase(paper: Paper, her: PageClient) -> None:
    path = "/n/settings/code"
    wrong = RecoveryCode(bytes(16)).to_text()
    (fresh,) = copied(her, path)
    assert send(her, path, code=wrong, passphrase=paper.words) == path
    assert "This is not the code you have now" in problem(her, path)
    assert send(her, path, code=paper.code, passphrase="wrong words") == path
    assert "That is not your passphrase" in problem(her, path)
    assert copied(her, path) == [fresh]
    assert send(her, path, code=paper.code, passphrase=paper.words) == "/n/settings"
    assert send(PageClient(), "/n/recover", code=paper.code) == "/n/recover"
    replaced = recover(PageClient(), Paper(paper.name, paper.words, fresh))
    assert sign_ins(replaced)[:2] == ["recovered", "code"]


def test_wrong_passphrases_for_a_new_code_are_counted(paper: Paper, her: PageClient) -> None:
    path = "/n/settings/code"
    for _ in range(FREE_TRIES):
        send(her, path, code=paper.code, passphrase="wrong words")
    send(her, path, code=paper.code, passphrase=paper.words)
    assert "Too many tries" in problem(her, path)
    assert send(PageClient(), "/n/recover", code=paper.code) == "/n/recover/words"


def test_the_key_is_shown_once(paper: Paper, her: PageClient) -> None:
    path = "/n/settings/key"
    assert copied(her, path) == []
    assert send(her, path, passphrase=paper.words) == path
    assert copied(her, path) == [paper.owner().secrets.identity.to_text()]
    assert copied(her, path) == []


@pytest.mark.parametrize("path", ["words", "code", "end"])
def test_one_step_up_is_good_for_one_action(paper: Paper, her: PageClient, path: str) -> None:
    send(her, "/n/settings/key", passphrase=paper.words)
    values = {"sure": "on", "code": paper.code, "passphrase": "", "now": ""}
    where = f"/n/settings/{path}"
    assert send(her, where, **values) == where
    assert is_open(her)
    assert sign_in(PageClient(), paper) == "/n/"


def test_sign_out_everywhere_ends_every_visit(paper: Paper, her: PageClient) -> None:
    other = PageClient()
    sign_in(other, paper)
    assert "open in 3 browsers" in her.get("/n/settings/opened").content.decode()
    assert her.post("/n/settings/close")["Location"] == "/n/open"
    assert not is_open(her)
    assert not is_open(other)


def test_signing_out_ends_this_visit_only(paper: Paper, her: PageClient) -> None:
    other = PageClient()
    sign_in(other, paper)
    her.post("/n/close")
    assert not is_open(her)
    assert is_open(other)
