"""What belongs to the service: sealed for one purpose, under keys that may be replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfold.vault import serverkeys
from fourfold.vault.errors import WrongKey
from fourfold.vault.serverkeys import Purpose, ServerKey
from fourfold.vault.service import open_for_service, seal_for_service, service_key

ONE, OTHER = (ServerKey(Purpose.JOBS, n, bytes(range(n, n + 32))) for n in (1, 2))


def test_what_is_sealed_opens_for_its_purpose_and_for_no_other() -> None:
    sealed = seal_for_service(b"fourfold/v1/one", b"words", ONE)
    assert b"words" not in sealed
    assert open_for_service(b"fourfold/v1/one", sealed, [ONE]) == b"words"
    with pytest.raises(WrongKey):
        open_for_service(b"fourfold/v1/other", sealed, [ONE])


def test_an_older_key_still_opens_what_it_sealed() -> None:
    sealed = seal_for_service(b"fourfold/v1/one", b"words", ONE)
    assert open_for_service(b"fourfold/v1/one", sealed, [OTHER, ONE]) == b"words"
    with pytest.raises(WrongKey):
        open_for_service(b"fourfold/v1/one", sealed, [OTHER])


def test_keys_of_two_purposes_and_of_two_installations_differ(tmp_path: Path) -> None:
    made = serverkeys.create(tmp_path / "keys").job
    found = {service_key(purpose, key) for purpose in (b"a", b"b") for key in (made, ONE)}
    assert len(found) == 4
