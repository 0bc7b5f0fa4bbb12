"""Exit overtakes everybody who waits to sign in. No clock: what counts is who is served first."""

from __future__ import annotations

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
