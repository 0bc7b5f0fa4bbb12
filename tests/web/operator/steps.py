"""What somebody who runs the service does in a browser without script."""

from __future__ import annotations

from django.utils import timezone

from fourfold.web.operator import codes
from tests.cast import Runner
from tests.guards.page import PageClient
from tests.web.accounts.steps import send

WRONG = "The name, the passphrase and the code do not go together. Check all three."


def code(dee: Runner, steps: int = 0) -> str:
    """The code that her app shows now, or showed some steps ago."""
    return codes.code_of(dee.secret, codes.step_at(timezone.now()) + steps)


def sign_in(client: PageClient, dee: Runner, **typed: str) -> str:
    """Fill in the form, rightly but for what is given; returns where that leads."""
    right = {"name": dee.name, "passphrase": dee.words, "code": code(dee)}
    return send(client, "/o/open", **right | typed)


def is_in(client: PageClient) -> bool:
    return bool(client.get("/o/").status_code == 200)
