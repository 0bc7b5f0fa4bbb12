"""Opening a record: what is said, what is listed, how guesses slow down, what a crowd does."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from fourfold.vault import keys, serverkeys
from fourfold.web.accounts import actions, argon, server
from fourfold.web.accounts.argon import ArgonQueue, QueueFull
from fourfold.web.accounts.models import SignIn, Unlock
from fourfold.web.accounts.throttle import FREE_TRIES, TooSoon
from fourfold.web.safety import session as sessions
from fourfold.web.safety.models import SessionRow
from fourfold.web.safety.ration import Ration
from tests.guards.page import PageClient
from tests.web.accounts.steps import (
    Paper,
    copied,
    is_open,
    problem,
    send,
    sign_in,
    sign_ins,
    start_record,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
NOT_TOGETHER = "The record name and the passphrase do not go together. Check both."


@pytest.fixture
def paper(service: Path) -> Paper:
    return start_record(PageClient())


def from_network(address: str) -> PageClient:
    return PageClient(REMOTE_ADDR=address)


def test_a_wrong_passphrase_and_an_unknown_name_are_told_alike(paper: Paper) -> None:
    one, other = PageClient(), PageClient()
    assert sign_in(one, paper, "wrong words") == "/n/open"
    assert send(other, "/n/open", name="no such 99", passphrase="wrong words") == "/n/open"
    assert problem(one, "/n/open") == problem(other, "/n/open") == NOT_TOGETHER


def test_what_is_wrong_is_said_once(paper: Paper) -> None:
    her = PageClient()
    sign_in(her, paper, "wrong words")
    assert problem(her, "/n/open") == NOT_TOGETHER
    assert problem(her, "/n/open") == ""


@pytest.mark.parametrize(
    "change", [str.upper, str.title, lambda name: f"  {name.replace(' ', '-')} "]
)
def test_a_record_name_may_be_typed_in_any_case(paper: Paper, change: Any) -> None:
    assert send(PageClient(), "/n/open", name=change(paper.name), passphrase=paper.words) == "/n/"


def test_a_passphrase_is_never_sent_back(paper: Paper) -> None:
    her = PageClient()
    send(her, "/n/open", name="", passphrase="typed by mistake")
    page = her.get("/n/open").content.decode()
    assert "typed by mistake" not in page
    assert "Type your record name" in page


def test_the_cookie_is_a_new_one_after_signing_in(paper: Paper) -> None:
    her = PageClient()
    sign_in(her, paper, "wrong words")
    before = her.cookies["visit"].value
    planted = PageClient()
    planted.cookies["visit"] = before
    sign_in(her, paper)
    assert her.cookies["visit"].value != before
    assert not is_open(planted)


# ------------------------------------------------------------------ the list


def test_failed_tries_make_one_line_an_hour_and_opening_always_one(paper: Paper) -> None:
    for _ in range(4):
        sign_in(PageClient(), paper, "wrong words")
    her = PageClient(headers={"User-Agent": "Mozilla/5.0 (Android 14; Mobile) Firefox/140.0"})
    sign_in(her, paper)
    assert sign_ins(paper) == ["opened", "failed"]
    page = her.get("/n/settings/opened").content.decode()
    assert "Firefox, Android" in page
    assert "Wrong passphrase" in page


def test_tries_with_a_name_that_nobody_has_are_listed_nowhere(paper: Paper) -> None:
    send(PageClient(), "/n/open", name="no such 99", passphrase="x")
    assert SignIn.objects.count() == 0


# ------------------------------------------------------------------ guessing


def guess(times: int, paper: Paper, address: str) -> PageClient:
    client = from_network(address)
    for _ in range(times):
        sign_in(client, paper, "wrong words")
    return client


def test_after_five_wrong_tries_a_network_waits_and_others_do_not(paper: Paper) -> None:
    guesser = guess(FREE_TRIES, paper, "203.0.113.5")
    assert sign_in(guesser, paper) == "/n/open"
    assert "Too many tries. Wait 2 seconds" in problem(guesser, "/n/open")
    assert sign_in(from_network("203.0.113.77"), paper) == "/n/open"
    assert sign_in(from_network("198.51.100.7"), paper) == "/n/"


def test_the_wait_is_over_when_it_is_over(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    guesser = guess(FREE_TRIES, paper, "203.0.113.5")
    now = time.monotonic()
    monkeypatch.setattr(actions.time, "monotonic", lambda: now + 3)
    assert sign_in(guesser, paper) == "/n/"


def test_tries_count_before_they_are_found_wrong(paper: Paper) -> None:
    for _ in range(FREE_TRIES):
        actions.begin_sign_in(paper.name, "wrong words", b"network")
    with pytest.raises(TooSoon):
        actions.begin_sign_in(paper.name, "wrong words", b"network")


def test_a_known_and_an_unknown_name_slow_down_alike(paper: Paper) -> None:
    for name in (paper.name, "no such 99"):
        for _ in range(FREE_TRIES):
            actions.begin_sign_in(name, "wrong words", b"network")
        with pytest.raises(TooSoon):
            actions.begin_sign_in(name, "wrong words", b"network")


def test_an_unknown_name_is_derived_with_the_same_salt_each_time(
    paper: Paper, quick: ArgonQueue
) -> None:
    salts = []
    for _ in range(2):
        attempt = actions.begin_sign_in("no such 99", "x", b"network")
        salts.append(quick._jobs[attempt.ticket].requests[0].salt)
    assert salts[0] == salts[1]
    assert len(salts[0]) == 16


def test_a_step_up_shares_the_budget_of_signing_in(paper: Paper) -> None:
    her = PageClient()
    sign_in(her, paper)
    for _ in range(FREE_TRIES):
        send(her, "/n/settings/key", passphrase="wrong words")
    send(her, "/n/settings/key", passphrase=paper.words)
    assert "Too many tries" in problem(her, "/n/settings/key")
    assert sign_in(PageClient(), paper) == "/n/open"


# ------------------------------------------------------------------ a crowd


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise QueueFull

    monkeypatch.setattr(server.queue(), "submit", refuse)


def test_a_full_queue_is_a_page_that_says_when_to_come_back(paper: Paper, full: None) -> None:
    her = PageClient()
    assert sign_in(her, paper) == "/n/open/busy"
    page = her.get("/n/open/busy")
    assert page.status_code == 503
    assert page["Retry-After"] == "30"
    text = page.content.decode()
    assert "Many people are opening their notes" in text
    assert 'href="/n/open"' in text


def test_a_full_queue_writes_no_row_for_a_stranger(paper: Paper, full: None) -> None:
    before = SessionRow.objects.count()
    her = PageClient()
    sign_in(her, paper)
    assert SessionRow.objects.count() == before
    assert "visit" not in her.cookies


def test_a_full_queue_loses_nothing_of_what_she_had_begun(nobody: PageClient, full: None) -> None:
    send(nobody, "/n/start")
    send(nobody, "/n/start/words")
    (code,) = copied(nobody, "/n/start/code")
    assert send(nobody, "/n/start/check", code=code) == "/n/open/busy"
    assert 'href="/n/start/check"' in nobody.get("/n/open/busy").content.decode()
    assert code in nobody.get("/n/start/check").content.decode()


def test_a_full_queue_is_not_a_wrong_try(paper: Paper, full: None) -> None:
    her = PageClient()
    for _ in range(FREE_TRIES + 1):
        assert sign_in(her, paper) == "/n/open/busy"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, quick: ArgonQueue) -> dict[str, bool]:
    """A queue that is not ready until the test says so."""
    state = {"ready": False}
    answer = quick.answer
    monkeypatch.setattr(
        quick, "answer", lambda ticket, _=0: answer(ticket, 5) if state["ready"] else None
    )
    return state


def test_in_a_long_queue_she_waits_on_a_page_with_a_button(
    paper: Paper, slow: dict[str, bool]
) -> None:
    her = PageClient()
    assert sign_in(her, paper) == "/n/open/wait"
    assert send(her, "/n/open/wait") == "/n/open/wait"
    assert not is_open(her)
    slow["ready"] = True
    assert send(her, "/n/open/wait") == "/n/"
    assert is_open(her)


def test_without_anything_to_wait_for_the_waiting_page_leads_to_signing_in(
    nobody: PageClient,
) -> None:
    assert nobody.get("/n/open/wait")["Location"] == "/n/open"
    assert nobody.post("/n/open/wait")["Location"] == "/n/open"


def test_the_waiting_page_of_another_browser_gets_nothing(
    paper: Paper, slow: dict[str, bool]
) -> None:
    her, other = PageClient(), PageClient()
    sign_in(her, paper)
    slow["ready"] = True
    assert other.post("/n/open/wait")["Location"] == "/n/open"
    assert send(her, "/n/open/wait") == "/n/"


def test_a_lost_answer_asks_her_to_try_again(
    paper: Paper, slow: dict[str, bool], quick: ArgonQueue
) -> None:
    her = PageClient()
    sign_in(her, paper)
    quick._jobs.clear()
    slow["ready"] = True
    assert send(her, "/n/open/wait") == "/n/open"
    assert problem(her, "/n/open") == "That took too long. Nothing is lost: please try again."
    assert sign_in(her, paper) == "/n/"


def test_a_process_that_died_asks_her_to_try_again(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> bytes:
        raise BrokenPipeError

    monkeypatch.setattr(argon, "_stop", lambda _: None)
    monkeypatch.setattr(argon, "_ask", die)
    her = PageClient()
    assert sign_in(her, paper) == "/n/open"
    assert "please try again" in problem(her, "/n/open")


# ------------------------------------------------------------------ a new pepper


def test_signing_in_moves_a_record_to_the_newest_pepper(paper: Paper, service: Path) -> None:
    old = server.keys().pepper.id
    new = serverkeys.rotate_pepper(service / "keys")
    server.keys.cache_clear()
    assert sign_in(PageClient(), paper) == "/n/"
    row = Unlock.objects.get(kind="passphrase")
    assert row.pepper_id == new.id != old
    assert bytes(row.record.name_tag) == keys.name_tag(paper.name, new.key)
    assert sign_in(PageClient(), paper) == "/n/"


# ------------------------------------------------------------------ when others fill what they may


@pytest.fixture
def no_room(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """Hers, while visits without a record may write nothing more."""
    monkeypatch.setattr(sessions, "RATION", Ration(total=0, each=0, seconds=60.0))
    assert PageClient().post("/search", {"words": "phone"}).status_code == 503
    return paper


def test_a_flood_of_visits_keeps_nobody_from_her_notes(no_room: Paper) -> None:
    her = PageClient()
    assert sign_in(her, no_room, "wrong words") == "/n/open"
    assert problem(her, "/n/open") == NOT_TOGETHER
    assert sign_in(her, no_room) == "/n/"
    assert is_open(her)


def test_nor_from_coming_back_with_the_code(no_room: Paper) -> None:
    her = PageClient()
    assert send(her, "/n/recover", code=no_room.code) == "/n/recover/words"
    assert send(her, "/n/recover/words") == "/n/recover/done"
    assert is_open(her)
