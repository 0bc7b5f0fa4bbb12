"""Asking the open directory, and a few invented services to ask it for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client

from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status
from fourfold.core.support.hours import Opening
from fourfold.core.support.service import Audience, Need, Service

CHECKED, REVIEW = date(2026, 11, 1), date(2027, 2, 1)
ENGLAND = Jurisdiction.ENGLAND_AND_WALES


def ask(path: str, **query: str) -> HttpResponse:
    """What Nobody's program gets."""
    return Client().get(f"/api/{path}", query)


def told(path: str, **query: str) -> Any:
    """The fields of an answer that has to be fine."""
    response = ask(path, **query)
    assert response.status_code == 200, response.content
    return response.json()


def known(checked: date = CHECKED, review: date = REVIEW, where: Jurisdiction = ENGLAND) -> Any:
    return Provenance("example.org", Status.SOURCE, where, checked, review)


def service(name: str, **more: Any) -> Service:
    """An invented service: a reader of these tests sees what matters about it in `more`."""
    usual = {"need": Need.STALKING, "who": "Anybody.", "provenance": known()}
    return Service(**({"id": name.lower().replace(" ", "-"), "name": name} | usual | more))


MERSEY = service("Mersey Care", forces=("merseyside",), number="0151 496 0001")
RUNG = service(
    "Rung Line",
    number="0808 157 0001",
    text="07700 900001",
    site="https://rung.example.org",
    verified_on=date(2026, 11, 20),
    hours=(
        Opening(0, "09:00", "17:00"),
        Opening(1, "09:00", "17:00"),
        Opening(5, "10:00", "12:00"),
    ),
    audiences=(Audience.WOMEN,),
)
OLD = service("Old Number", number="0151 496 0002", is_old=True, forces=("merseyside",))
PAST = service(
    "Past Its Day",
    number="0151 496 0003",
    site="https://past.example.org",
    provenance=known(date(2025, 1, 1), date(2025, 4, 1)),
)
ENDED = service("Ended Service", number="0151 496 0004", contract_end=date(2026, 3, 31))
SCOTS = service(
    "Scots Line",
    number="0131 496 0005",
    need=Need.SEXUAL,
    provenance=known(where=Jurisdiction.SCOTLAND),
    is_always_open=True,
)
INVENTED = (RUNG, SCOTS, MERSEY, OLD, PAST, ENDED)
