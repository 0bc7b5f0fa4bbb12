"""The people of the tests. Ada owns a record; Cal has another; Dee runs the service; Nobody is
signed out.

Their records are made through the same actions as real ones. Only the slow derivation is left
out: what it would give is random bytes here, so nobody can sign in with a passphrase, and each
browser is opened with the owner's identity instead. Import the fixtures where they are needed:

    from tests.cast import ada, cal, dee, nobody, service  # noqa: F401
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.utils import timezone

from fourfold.vault import age, serverkeys
from fourfold.vault.recovery import RecoveryCode
from fourfold.web.accounts import actions, server
from fourfold.web.accounts.access import Owner, open_owner
from fourfold.web.accounts.models import Record
from fourfold.web.operator import access, codes
from fourfold.web.operator import actions as operators
from fourfold.web.operator.models import Operator
from fourfold.web.operator.rows import Account
from fourfold.web.safety.session import Session
from tests.guards.page import PageClient


@dataclass
class Member:
    """Somebody with a record, and her browser."""

    name: str
    code: RecoveryCode
    record: Record
    identity: age.Identity
    client: PageClient = field(default_factory=PageClient)

    @property
    def owner(self) -> Owner:
        """Her record with the secrets of now."""
        return open_owner(Record.objects.get(pk=self.record.pk), self.identity)

    def open_in(self, client: PageClient, settings: Any) -> PageClient:
        """Open her record in a browser."""
        session = Session(None)
        session.open(self.record.pk, self.identity.secret)
        client.cookies[settings.VISIT_COOKIE] = session.set_cookie
        return client


@dataclass
class Runner:
    """Somebody who runs the service, and the browser."""

    name: str
    words: str
    secret: str
    client: PageClient = field(default_factory=PageClient)

    @property
    def row(self) -> Operator:
        """The one operator there is."""
        return Operator.objects.get()

    def open_in(self, client: PageClient, settings: Any) -> PageClient:
        """Sign in in a browser."""
        session = Session(None)
        access.let_in(session, self.row)
        client.cookies[settings.VISIT_COOKIE] = session.set_cookie
        return client


def make_runner(name: str, words: str) -> Runner:
    """A new operator. The passphrase is right where the queue derives with `derive_quickly`."""
    salt, secret = secrets.token_bytes(16), codes.to_secret(secrets.token_bytes(20))
    derived = hashlib.sha256(salt + words.encode()).digest()
    operators.add(Account.new(name, secret, salt, derived), step=0)
    return Runner(name, words, secret)


def make_member(name: str, now: datetime | None = None) -> Member:
    """A new record of that name."""
    code = RecoveryCode.generate(secrets.token_bytes(16))
    salt, derived = secrets.token_bytes(16), secrets.token_bytes(32)
    opened = actions.create_record(name, code, salt, derived, now or timezone.now())
    return Member(name, code, opened.record, opened.identity)


@cache
def made_keys() -> dict[str, str]:
    """The files of the keys of a new installation: making them waits for the disk eight times."""
    with TemporaryDirectory() as folder:
        serverkeys.create(Path(folder))
        return {each.name: each.read_text() for each in Path(folder).iterdir()}


def lay_keys(folder: Path) -> None:
    """An installation's keys: the same in every test, in files of its own."""
    folder.mkdir(0o700)
    for name, text in made_keys().items():
        (folder / name).touch(0o600)
        (folder / name).write_text(text)


@pytest.fixture
def service(db: None, settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A service of its own: keys, store and data folder."""
    settings.DATA = tmp_path
    settings.FREE_SPACE_FLOOR = 0
    built = (server.keys, server.store)
    for each in built:
        each.cache_clear()
    lay_keys(tmp_path / "keys")
    yield tmp_path
    for each in built:
        each.cache_clear()


@pytest.fixture
def ada(service: Path, settings: Any) -> Member:
    """Ada, with her record open in her browser."""
    member = make_member("blue stone 12")
    member.open_in(member.client, settings)
    return member


@pytest.fixture
def cal(service: Path, settings: Any) -> Member:
    """Cal, with another record open in another browser."""
    member = make_member("green river 34")
    member.open_in(member.client, settings)
    return member


@pytest.fixture
def dee(service: Path, settings: Any) -> Runner:
    """Dee, signed in as an operator in her browser."""
    runner = make_runner("Dee", "thimble orchard saxophone")
    runner.open_in(runner.client, settings)
    return runner


@pytest.fixture
def nobody(service: Path) -> PageClient:
    """A browser with no record open."""
    return PageClient()
