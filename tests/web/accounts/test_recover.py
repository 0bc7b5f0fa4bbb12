"""Coming back with the recovery code: she gets in, everybody else is out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from fourfold.vault.recovery import RecoveryCode
from fourfold.web.accounts import actions
from fourfold.web.accounts.models import Record, Unlock
from fourfold.web.accounts.throttle import FREE_TRIES
from fourfold.web.project import sweeping
from fourfold.web.safety.models import SessionRow
from tests.guards.page import PageClient
from tests.web.accounts.steps import (
    Paper,
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


def test_the_code_brings_her_in_and_shuts_everybody_else_out(paper: Paper) -> None:
    other, her = PageClient(), PageClient()
    sign_in(other, paper)
    fresh = recover(her, paper)
    assert is_open(her)
    assert not is_open(other)
    assert sign_in(other, paper) == "/n/open"
    assert sign_in(PageClient(), fresh) == "/n/"
    assert sign_ins(paper) == ["opened", "failed", "recovered", "opened"]


def test_the_code_works_again_and_again(paper: Paper) -> None:
    for _ in range(3):
        recover(PageClient(), paper)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type your recovery code"),
        ("AAAA-BBBB", "This is not a whole recovery code"),
        (RecoveryCode(bytes(16)).to_text(), "No notes open with this code"),
    ],
)
def test_a_wrong_code_is_told(paper: Paper, typed: str, words: str) -> None:
    her = PageClient()
    assert send(her, "/n/recover", code=typed) == "/n/recover"
    assert words in problem(her, "/n/recover")
    assert her.get("/n/recover/words")["Location"] == "/n/recover"


def test_wrong_codes_never_make_the_right_one_wait(paper: Paper) -> None:
    her, wrong = PageClient(), RecoveryCode(bytes(16)).to_text()
    for _ in range(FREE_TRIES + 1):
        send(her, "/n/recover", code=wrong)
    assert "Too many tries" in problem(her, "/n/recover")
    recover(her, paper)


def test_a_code_that_was_replaced_meanwhile_opens_nothing(paper: Paper) -> None:
    thief = PageClient()
    send(thief, "/n/recover", code=paper.code)
    fresh = RecoveryCode(b"sixteen bytes ok")
    actions.replace_code(paper.owner(), fresh, "", timezone.now())
    assert send(thief, "/n/recover/words", choice="generated") == "/n/recover"
    assert "No notes open with this code" in problem(thief, "/n/recover")
    assert not is_open(thief)
    recover(PageClient(), Paper(paper.name, paper.words, fresh.to_text()))


def test_the_page_for_new_words_needs_the_code_first(nobody: PageClient) -> None:
    assert nobody.get("/n/recover/words")["Location"] == "/n/recover"
    assert nobody.post("/n/recover/words", {"choice": "generated"})["Location"] == "/n/recover"
    assert not nobody.cookies


def test_a_weak_new_passphrase_is_refused_and_changes_nothing(paper: Paper) -> None:
    her = PageClient()
    send(her, "/n/recover", code=paper.code)
    path = "/n/recover/words"
    assert send(her, path, choice="own", own="letmein", again="letmein") == path
    assert "This could be guessed" in problem(her, path)
    assert sign_in(PageClient(), paper) == "/n/"


def test_the_code_is_not_left_in_the_visit_afterwards(paper: Paper) -> None:
    her = PageClient()
    recover(her, paper)
    assert her.get("/n/recover/words")["Location"] == "/n/recover"


# ------------------------------------------------------------------ deleting everything


def delete_everything(paper: Paper) -> PageClient:
    her = PageClient()
    sign_in(her, paper)
    end = "/n/settings/end"
    assert send(her, end, sure="on", passphrase=paper.words) == "/n/settings/ended"
    return her


def test_deleting_everything_hides_it_at_once_everywhere(paper: Paper) -> None:
    other = PageClient()
    sign_in(other, paper)
    her = delete_everything(paper)
    assert not is_open(her)
    assert not is_open(other)
    assert sign_in(PageClient(), paper) == "/n/open"
    assert not SessionRow.objects.exclude(record_id=None).exists()
    assert her.get("/n/settings/ended").status_code == 200


def test_a_name_stays_taken_while_its_record_waits(paper: Paper) -> None:
    delete_everything(paper)
    assert not actions.name_is_free(paper.name)


def test_the_code_undoes_it_within_the_wait(paper: Paper) -> None:
    delete_everything(paper)
    sweeping.sweep(timezone.now() + timedelta(days=14))
    fresh = recover(PageClient(), paper)
    sweeping.sweep(timezone.now() + timedelta(days=30))
    assert sign_in(PageClient(), fresh) == "/n/"
    assert sign_ins(paper)[:3] == ["opened", "recovered", "hidden"]


def test_after_the_wait_it_is_destroyed_with_every_row(paper: Paper) -> None:
    delete_everything(paper)
    sweeping.sweep(timezone.now() + timedelta(days=16))
    assert not Record.objects.exists()
    assert not Unlock.objects.exists()
    her = PageClient()
    assert send(her, "/n/recover", code=paper.code) == "/n/recover"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"passphrase": ""}, "Type your passphrase"),
        ({}, "Tick the box if you want to delete everything"),
        ({"sure": "on", "passphrase": "wrong words"}, "That is not your passphrase"),
    ],
)
def test_nothing_is_deleted_without_tick_and_passphrase(
    paper: Paper, values: dict[str, str], words: str
) -> None:
    her = PageClient()
    sign_in(her, paper)
    end = "/n/settings/end"
    assert send(her, end, **({"passphrase": paper.words} | values)) == end
    assert words in problem(her, end)
    assert is_open(her)
