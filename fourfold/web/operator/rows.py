"""Operators and their list to sealed rows and back; the only place that does."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import date
from functools import cache

import msgspec

from fourfold.vault import keys
from fourfold.vault.argon import DERIVED, Params
from fourfold.vault.service import open_for_service, seal_for_service, service_key
from fourfold.web.accounts import server
from fourfold.web.operator import codes
from fourfold.web.operator.models import Operator, OperatorSignIn

NAME, SECRET = b"fourfold/v1/operator-name", b"fourfold/v1/operator"
SIGN_IN = b"fourfold/v1/operator-sign-in"
SIZE = 512  # names differ in length, and a row must not tell which is whose


@dataclass(frozen=True, slots=True)
class Account:
    """What is sealed of an operator: the name, and the secret of the codes."""

    name: str
    secret: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: `utc` to the second, whose name, and what browser."""

    utc: str
    who: str
    seen: str


def name_tags(name: str) -> list[bytes]:
    """Under which an operator of this name may be stored, the newest first."""
    plain = keys.plain_name(name).encode()
    jobs = server.keys().jobs
    return [hmac.digest(service_key(NAME, key), plain, "sha256") for key in jobs]


def to_row(account: Account, salt: bytes, derived: bytes, step: int) -> Operator:
    """An unsaved operator; only this installation's keys open the secret or test a passphrase."""
    pepper = server.keys().pepper
    return Operator(
        name_tag=name_tags(account.name)[0],
        sealed=_seal(SECRET, account),
        salt=salt,
        params=Params.current().to_text(),
        pepper_id=pepper.id,
        verifier=keys.auth_verifier(derived, pepper.key),
        last_step=step,
    )


def from_row(row: Operator) -> Account:
    """The name and the secret of a row; raises WrongKey or Damaged."""
    plain = open_for_service(SECRET, bytes(row.sealed), server.keys().jobs)
    return msgspec.json.decode(plain, type=Account)


def nobody() -> Operator:
    """In the place of an operator who does not exist: a row that costs the same to look at."""
    return _nobody(server.keys().job.id)


@cache
def _nobody(_key: str) -> Operator:
    secret = codes.to_secret(secrets.token_bytes(codes.SECRET_BYTES))
    account = Account("nobody", secret)
    return to_row(account, secrets.token_bytes(16), secrets.token_bytes(DERIVED), 0)


def to_line(line: Line, day: date) -> OperatorSignIn:
    """An unsaved line of the list."""
    return OperatorSignIn(day=day, sealed=_seal(SIGN_IN, line))


def from_line(row: OperatorSignIn) -> Line:
    """A line of the list; raises WrongKey or Damaged."""
    plain = open_for_service(SIGN_IN, bytes(row.sealed), server.keys().jobs)
    return msgspec.json.decode(plain, type=Line)


def _seal(purpose: bytes, value: Account | Line) -> bytes:
    plain = msgspec.json.encode(value).ljust(SIZE)
    return seal_for_service(purpose, plain, server.keys().job)
