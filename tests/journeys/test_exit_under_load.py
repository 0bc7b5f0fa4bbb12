"""Exit overtakes everybody who waits to sign in. No clock: what counts is who is served first."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from hashlib import sha256

import pytest

from tests.journeys.conftest import Service
from tests.journeys.crowd import Crowd
from tests.web.visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
PEOPLE = 200


def test_two_hundred_exits_are_answered_while_two_hundred_sign_ins_wait(service: Service) -> None:
    visitors = [with_a_visit(Visitor(service.address)) for _ in range(PEOPLE)]
    with Crowd(service.address, PEOPLE) as crowd:
        crowd.wait_until_queued(PEOPLE - 4)
        assert crowd.finished < PEOPLE, "nobody is left to overtake"
        let_through = [sign_ins_during_exit(crowd, visitor) for visitor in visitors]
    assert crowd.faults == []
    assert max(let_through) < PEOPLE // 2, "Exit waited in line"
    assert {visitor.cookies["visit"][:5] for visitor in visitors} == {"left."}


def test_exit_does_not_wait_for_whoever_writes_and_the_visit_ends_afterwards(
    service: Service,
) -> None:
    visitor = with_a_visit(Visitor(service.address))
    name = sha256(b"fourfold session row\0" + visitor.cookies["visit"].encode()).hexdigest()
    with closing(sqlite3.connect(service.data / "fourfold.sqlite3", isolation_level=None)) as other:
        assert is_kept(other, name)
        other.execute("BEGIN IMMEDIATE")
        assert visitor.get("/leave").status == 302
        assert is_kept(other, name), "nothing was in its way"
        other.execute("ROLLBACK")
        given_up = time.monotonic() + 60
        while is_kept(other, name) and time.monotonic() < given_up:
            time.sleep(0.05)
        assert not is_kept(other, name)


def is_kept(database: sqlite3.Connection, name: str) -> bool:
    found = database.execute("SELECT 1 FROM safety_sessionrow WHERE key_hash = ?", (name,))
    return found.fetchone() is not None


def sign_ins_during_exit(crowd: Crowd, visitor: Visitor) -> int:
    """How many came to their end between an Exit and its answer: in line it would be nearly all."""
    before = crowd.finished
    assert visitor.get("/leave").status == 302
    return crowd.finished - before


def with_a_visit(visitor: Visitor) -> Visitor:
    """Somebody whom the server knows: Exit has a row to delete."""
    visitor.send("/n/open", name="", passphrase="")
    assert len(visitor.cookies["visit"]) == 43
    return visitor
