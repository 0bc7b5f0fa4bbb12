"""Signing in as an operator: three things at once, one answer to whatever is wrong, one visit."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from fourfold.vault import serverkeys
from fourfold.vault.errors import WrongKey
from fourfold.web.accounts import argon, server, throttle
from fourfold.web.accounts.argon import QueueFull
from fourfold.web.accounts.throttle import FREE_TRIES
from fourfold.web.operator import actions, codes, queries, rows
from fourfold.web.operator.models import Operator, OperatorSignIn, WrongTries
from fourfold.web.safety.models import SessionRow
from fourfold.web.safety.session import Session
from tests.cast import Member, Runner, make_runner
from tests.guards.page import PageClient
from tests.web.accounts.steps import is_open, problem, send
from tests.web.operator.steps import WRONG, code, is_in, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick", "clock")]


def from_network(address: str) -> PageClient:
    return PageClient(REMOTE_ADDR=address)


# ------------------------------------------------------------------ right and wrong


def test_name_passphrase_and_code_together_open_the_overview(dee: Runner) -> None:
    her = PageClient()
    assert sign_in(her, dee) == "/o/"
    assert is_in(her)


@pytest.mark.parametrize("typed", ["dee", " DEE ", "d-e-e"])
def test_a_name_may_be_typed_in_any_case(dee: Runner, typed: str) -> None:
    assert sign_in(PageClient(), dee, name=typed) == "/o/"


def test_a_code_may_be_typed_in_groups(dee: Runner) -> None:
    shown = code(dee)
    assert sign_in(PageClient(), dee, code=f" {shown[:3]} {shown[3:]} ") == "/o/"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Eve"},
        {"passphrase": "thimble orchard trombone"},
        {"code": "000000"},
        {"code": "not a code"},
        {"code": "１２３４５６"},
        {"name": "Eve", "passphrase": "x", "code": "1"},
    ],
    ids=str,
)
def test_whatever_is_wrong_the_answer_is_the_same(dee: Runner, wrong: dict[str, str]) -> None:
    client = PageClient()
    assert sign_in(client, dee, **wrong) == "/o/open"
    assert problem(client, "/o/open") == WRONG
    assert not is_in(client)


def test_an_unknown_name_costs_the_same_derivation(
    dee: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    derive = argon._ask

    def note(child: Any, request: Any) -> bytes:
        asked.append(request)
        return derive(child, request)

    monkeypatch.setattr(argon, "_ask", note)
    for name in ("Dee", "Eve", "eve", "Flo"):
        sign_in(PageClient(), dee, name=name, code="000000")
    known, unknown, again, other = asked
    assert {(len(each.salt), each.params) for each in asked} == {(16, known.params)}
    assert unknown.salt == again.salt != other.salt


def test_neither_passphrase_nor_code_is_ever_sent_back(dee: Runner) -> None:
    client = PageClient()
    send(client, "/o/open", name="", passphrase="typed by mistake", code="909090")
    page = client.get("/o/open").content.decode()
    assert "Type your name" in page
    assert "typed by mistake" not in page
    assert "909090" not in page


# ------------------------------------------------------------------ a code works once


@pytest.mark.parametrize(
    ("steps", "leads"), [(-2, "/o/open"), (-1, "/o/"), (1, "/o/"), (2, "/o/open")]
)
def test_a_code_of_the_step_before_or_after_is_taken_and_no_other(
    dee: Runner, steps: int, leads: str
) -> None:
    assert sign_in(PageClient(), dee, code=code(dee, steps)) == leads


def test_a_code_works_once(dee: Runner) -> None:
    assert sign_in(PageClient(), dee) == "/o/"
    other = PageClient()
    assert sign_in(other, dee) == "/o/open"
    assert problem(other, "/o/open") == WRONG


def test_nor_does_one_from_before_it(dee: Runner) -> None:
    assert sign_in(PageClient(), dee, code=code(dee, 1)) == "/o/"
    assert sign_in(PageClient(), dee, code=code(dee)) == "/o/open"
    assert sign_in(PageClient(), dee, code=code(dee, 1)) == "/o/open"


def test_the_next_code_works_again(dee: Runner, clock: Any) -> None:
    assert sign_in(PageClient(), dee) == "/o/"
    clock(seconds=30)
    assert sign_in(PageClient(), dee) == "/o/"


def test_of_two_that_send_one_code_at_once_one_is_let_in(dee: Runner) -> None:
    now = timezone.now()
    typed = actions.Typed(dee.name, dee.words, code(dee))
    both = [actions.begin_sign_in(typed, bytes([n]) * 16, now) for n in range(2)]
    found = []
    for doing in both:
        derived = server.queue().answer(doing["ticket"], 5.0)
        assert derived
        found.append(actions.finish_sign_in(doing, derived[0], "", now))
    assert [bool(each) for each in found] == [True, False]


def test_a_wrong_passphrase_does_not_use_up_the_code(dee: Runner) -> None:
    sign_in(PageClient(), dee, passphrase="wrong words")
    assert sign_in(PageClient(), dee) == "/o/"


def test_a_code_counts_as_of_when_it_was_sent_however_long_the_queue_is(dee: Runner) -> None:
    now = timezone.now()
    step = str(codes.step_at(now) - 20)
    typed = actions.Typed(dee.name, dee.words, code(dee, -20))
    doing = actions.begin_sign_in(typed, b"n" * 16, now) | {"step": step}
    derived = server.queue().answer(doing["ticket"], 5.0)
    assert derived
    assert actions.finish_sign_in(doing, derived[0], "", now)


# ------------------------------------------------------------------ guessing


def test_guesses_from_one_network_wait_whichever_name_they_are_for(dee: Runner) -> None:
    client = from_network("203.0.113.5")
    for n in range(FREE_TRIES):
        sign_in(client, dee, name=f"guess {n}", code="000000")
    sign_in(client, dee)
    assert problem(client, "/o/open").startswith("Too many tries. Wait 2 seconds")
    assert not is_in(client)


def test_other_networks_are_not_made_to_wait(dee: Runner) -> None:
    for _ in range(FREE_TRIES + 1):
        sign_in(from_network("203.0.113.5"), dee, passphrase="wrong words")
    assert sign_in(from_network("198.51.100.7"), dee) == "/o/"


def test_somebody_with_the_passphrase_cannot_try_codes_from_everywhere(dee: Runner) -> None:
    for n in range(FREE_TRIES):
        sign_in(from_network(f"203.0.{n}.5"), dee, code="000000")
    thief = from_network("203.0.200.5")
    assert sign_in(thief, dee) == "/o/open"
    assert problem(thief, "/o/open") == WRONG


def test_and_is_not_slowed_for_good(dee: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(FREE_TRIES):
        sign_in(from_network(f"203.0.{n}.5"), dee, code="000000")
    monkeypatch.setattr(throttle, "FIRST_WAIT", 0.0)
    assert sign_in(from_network("198.51.100.7"), dee) == "/o/"


def test_a_full_queue_says_when_to_come_back(dee: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_full(*_given: object) -> str:
        raise QueueFull

    monkeypatch.setattr(server.queue(), "submit", is_full)
    client = PageClient()
    assert sign_in(client, dee) == "/n/open/busy"
    assert client.get("/n/open/busy").status_code == 503


# ------------------------------------------------------------------ one visit, one purpose


def test_signing_in_as_an_operator_closes_the_notes_in_that_browser(
    ada: Member, dee: Runner
) -> None:
    before = ada.client.cookies["visit"].value
    assert sign_in(ada.client, dee) == "/o/"
    assert ada.client.cookies["visit"].value != before
    assert not is_open(ada.client)
    assert SessionRow.objects.filter(record_id=ada.record.pk).count() == 0
    planted = PageClient()
    planted.cookies["visit"] = before
    assert not is_open(planted)
    assert not is_in(planted)


def test_a_wrong_try_leaves_open_notes_open(ada: Member, dee: Runner) -> None:
    sign_in(ada.client, dee, code="000000")
    assert is_open(ada.client)
    assert not is_in(ada.client)


def test_opening_notes_ends_an_operators_visit(ada: Member, dee: Runner, settings: Any) -> None:
    cookie = dee.client.cookies["visit"].value
    session = Session(cookie)
    session.open(ada.record.pk, ada.identity.secret)
    dee.client.cookies["visit"] = session.set_cookie
    assert is_open(dee.client)
    assert not is_in(dee.client)
    assert "operator" not in session.state
    planted = PageClient()
    planted.cookies["visit"] = cookie
    assert not is_in(planted)


def test_what_marks_an_operator_is_worth_nothing_beside_open_notes(
    ada: Member, dee: Runner
) -> None:
    operators, hers = (Session(each.client.cookies["visit"].value) for each in (dee, ada))
    hers.state["operator"] = operators.state["operator"]
    hers.save()
    assert is_open(ada.client)
    assert not is_in(ada.client)


def test_a_visit_that_somebody_made_up_in_the_database_is_none(dee: Runner) -> None:
    made_up = Session(None)
    made_up.start_over(3600, 600)
    true = Session(dee.client.cookies["visit"].value).state["operator"]
    client = PageClient()
    client.cookies["visit"] = made_up.set_cookie
    for state in (true, true | {"proof": "0" * 64}, true | {"since": true["since"] + 1}):
        made_up.state["operator"] = state
        made_up.save()
        assert not is_in(client)


def test_it_ends_after_ten_minutes_without_activity(dee: Runner, clock: Any) -> None:
    clock(minutes=9)
    assert is_in(dee.client)
    clock(minutes=18)
    assert is_in(dee.client)
    clock(minutes=29)
    assert not is_in(dee.client)


def test_it_ends_after_an_hour_in_any_case(dee: Runner, clock: Any) -> None:
    for minutes in range(8, 60, 8):
        clock(minutes=minutes)
        assert is_in(dee.client)
    clock(minutes=60)
    assert not is_in(dee.client)


def test_the_hour_cannot_be_drawn_out_in_the_database(dee: Runner, clock: Any) -> None:
    later = timezone.now().replace(year=2040)
    SessionRow.objects.update(ends=later, idle_ends=later)
    clock(minutes=61)
    assert not is_in(dee.client)


def test_signing_out_ends_it_for_every_copy_of_the_cookie(dee: Runner, settings: Any) -> None:
    copied = PageClient()
    copied.cookies["visit"] = dee.client.cookies["visit"].value
    assert dee.client.post("/o/close")["Location"] == "/o/open"
    assert not is_in(copied)


def test_leaving_ends_it(dee: Runner) -> None:
    dee.client.get("/leave")
    assert not SessionRow.objects.exists()


def test_a_removed_operator_is_out_at_once(dee: Runner) -> None:
    assert actions.remove("dee")
    assert not is_in(dee.client)
    assert dee.client.post("/o/feedback/1/mark")["Location"] == "/o/open"


def test_one_added_again_under_the_name_is_somebody_else(dee: Runner) -> None:
    actions.remove("dee")
    again = make_runner("Dee", dee.words)
    assert not is_in(dee.client)
    assert sign_in(PageClient(), dee) == "/o/open"
    assert sign_in(PageClient(), again) == "/o/"


# ------------------------------------------------------------------ the list


def test_a_sign_in_is_listed_with_its_browser(dee: Runner) -> None:
    agent = "Mozilla/5.0 (Android 14; Mobile) Firefox/140.0"
    sign_in(PageClient(headers={"User-Agent": agent}), dee)
    (line,) = queries.sign_ins()
    assert (line.who, line.seen) == ("Dee", "Firefox, Android")
    page = dee.client.get("/o/opened").content.decode()
    assert "Firefox, Android" in page
    assert "There were none." in page


def test_wrong_tries_are_counted_by_the_hour_and_a_known_passphrase_stands_out(
    dee: Runner, clock: Any
) -> None:
    now = timezone.now()
    clock(seconds=3600 - now.minute * 60 - now.second)
    for wrong in ({"name": "Eve"}, {"passphrase": "wrong words"}, {"code": "000000"}):
        sign_in(PageClient(), dee, **wrong)
    (hour,) = WrongTries.objects.all()
    assert (hour.wrong, hour.only_code) == (3, 1)
    dee.open_in(dee.client, settings=type("S", (), {"VISIT_COOKIE": "visit"}))
    page = " ".join(dee.client.get("/o/opened").content.decode().split())
    assert "3 wrong tries" in page
    assert "in 1 of them only the code was wrong" in page


def test_what_was_typed_wrongly_is_kept_nowhere(dee: Runner) -> None:
    sign_in(PageClient(), dee, name="my passphrase by mistake", passphrase="another secret")
    for row in (*SessionRow.objects.values(), *WrongTries.objects.values()):
        assert "mistake" not in repr(row)
        assert "another secret" not in repr(row)


def test_lines_older_than_400_days_go(dee: Runner, clock: Any) -> None:
    sign_in(PageClient(), dee, code="000000")
    sign_in(PageClient(), dee)
    clock(days=401)
    sign_in(PageClient(), dee)
    assert (OperatorSignIn.objects.count(), WrongTries.objects.count()) == (1, 0)


# ------------------------------------------------------------------ the rows


def test_a_stolen_row_tells_neither_name_nor_secret(dee: Runner) -> None:
    sign_in(PageClient(), dee)
    for table in (Operator, OperatorSignIn):
        (row,) = table._default_manager.values()
        everything = repr(row).encode() + b"".join(v for v in row.values() if type(v) is bytes)
        assert b"Dee" not in everything
        assert dee.secret.encode() not in everything


def test_another_installations_keys_open_no_row(
    dee: Runner, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = serverkeys.create(tmp_path / "others")
    monkeypatch.setattr(server, "keys", lambda: others)
    assert not actions.is_known("Dee")
    with pytest.raises(WrongKey):
        rows.from_row(Operator.objects.get())


def test_a_name_is_there_once_however_it_is_written(dee: Runner) -> None:
    with pytest.raises(actions.NameTaken):
        make_runner("d e e", "other words")
    assert actions.names() == ["Dee"]
    assert not actions.remove("Eve")


def test_nobody_who_writes_to_the_database_can_put_a_passphrase_of_their_own_there(
    dee: Runner,
) -> None:
    eve = make_runner("Eve", "words that Eve knows")
    hers, other = Operator.objects.exclude(pk=dee_row(dee).pk).get(), dee_row(dee)
    assert {each.name for each in Operator._meta.concrete_fields} == {
        *("id", "name_tag", "sealed", "last_step")
    }
    # A whole row of another operator is that operator, with that operator's codes.
    Operator.objects.filter(pk=other.pk).update(sealed=hers.sealed)
    assert sign_in(PageClient(), dee) == "/o/open"
    assert sign_in(PageClient(), dee, passphrase=eve.words) == "/o/open"


def dee_row(dee: Runner) -> Operator:
    return next(row for row in Operator.objects.all() if rows.from_row(row).secret == dee.secret)
