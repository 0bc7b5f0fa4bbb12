"""What the forms of orders held send, and orders in a record."""

from __future__ import annotations

import secrets
from typing import Any

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Order, Term
from fourfold.core.record.codes import OrderKind
from fourfold.core.record.entry import Entry
from fourfold.web.accounts.access import Owner
from fourfold.web.record import actions, queries
from fourfold.web.record.actions import Content, Posted
from tests import make
from tests.cast import Member

RULES = "1. Not to contact her\n2(a) Not to come within 100 metres of her home"


def day(name: str, text: str) -> dict[str, str]:
    """The three boxes of a day: "14 3 2026"; fewer words are a month and year, or a year."""
    parts = ["", "", "", *text.split()][-3:]
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True))


def form(**more: Any) -> dict[str, Any]:
    """What the form for an order sends."""
    answers = {
        "order_kind": "non_molestation",
        "terms": RULES,
        "until": "unknown",
        "key": secrets.token_hex(16),
    }
    return answers | more


def order(owner: Owner, kind: OrderKind = OrderKind.NON_MOLESTATION, **more: Any) -> Entry:
    """An order in a record, of 1 March 2026 with two rules, given to them on 5 March."""
    texts = {"made": "2026-03-01", "served": "2026-03-05"} | more
    times = {name: When(texts.pop(name)) for name in ("made", "served", "ends") if texts.get(name)}
    terms = (
        Term(id="t1", words="Not to contact her", label="1."),
        Term(id="t2", words="Not to come within 100 metres of her home", label="2(a)"),
    )
    names = {"court": "Family Court at Leeds", "reference": "LS26P01234", "terms": terms}
    texts.pop("served", None)
    body = Order(**{"order_kind": kind} | names | texts | times)
    number = actions.add_entry(owner, Content(body), Posted(), make.NOW)
    return latest(owner, number)


def latest(owner: Owner, number: int) -> Entry:
    """An entry as it is now."""
    history = queries.history(owner, number)
    assert history
    return history.latest


def page(member: Member, path: str) -> str:
    """A page's text."""
    answer = member.client.get(path)
    assert answer.status_code == 200, path
    text: str = answer.content.decode()
    return text


def post(member: Member, path: str, data: dict[str, Any]) -> str:
    """Send a form; where it leads."""
    answer = member.client.post(path, data)
    assert answer.status_code == 303, path
    leads_to: str = answer["Location"]
    return leads_to
