"""Operators and their list to sealed rows and back; the only place that does."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import date
from functools import cache

import msgspec

from fourfold.vault import keys
from fourfold.vault.argon import DERIVED, SALT, Params
from fourfold.vault.service import open_for_service, seal_for_service, service_key
from fourfold.web.accounts import server
from fourfold.web.operator import codes
from fourfold.web.operator.models import Operator, OperatorSignIn

NAME, SECRET = b"fourfold/v1/operator-name", b"fourfold/v1/operator"
SIGN_IN = b"fourfold/v1/operator-sign-in"
SIZE = 1024  # names differ in length, and a row must not tell which is whose


@dataclass(frozen=True, slots=True)
class Account:
    """What is sealed of an operator: the name, the secret of the codes, and what recognises the
    passphrase, which needs the pepper as well."""

    name: str
    secret: str
    salt: bytes
    params: str
    pepper_id: str
    verifier: bytes

    @classmethod
    def new(cls, name: str, secret: str, salt: bytes, derived: bytes) -> Account:
        """An account whose passphrase gives `derived` with `salt`, at today's cost."""
        pepper = server.keys().pepper
        verifier = keys.auth_verifier(derived, pepper.key)
        return cls(name, secret, salt, Params.current().to_text(), pepper.id, verifier)

    def is_right(self, derived: bytes) -> bool:
        """Whether `derived` came from the passphrase; raises BadServerKey."""
        pepper = server.keys().pepper_by_id(self.pepper_id)
        return keys.is_right(derived, pepper.key, self.verifier)


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


def to_row(account: Account, step: int) -> Operator:
    """An unsaved operator; only this installation's keys open it, or could have made it."""
    tag = name_tags(account.name)[0]
    return Operator(name_tag=tag, sealed=_seal(SECRET, account), last_step=step)


def from_row(row: Operator) -> Account:
    """What is sealed in a row; raises WrongKey or Damaged."""
    plain = open_for_service(SECRET, bytes(row.sealed), server.keys().jobs)
    return msgspec.json.decode(plain, type=Account)


def nobody() -> Operator:
    """In the place of an operator who does not exist: a row that costs the same to look at."""
    return _nobody(server.keys().job.id)


@cache
def _nobody(_key: str) -> Operator:
    secret = codes.to_secret(secrets.token_bytes(codes.SECRET_BYTES))
    salt, derived = secrets.token_bytes(SALT), secrets.token_bytes(DERIVED)
    return to_row(Account.new("nobody", secret, salt, derived), 0)


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
