"""The way in once with the real derivation, in processes of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from fourfold.web.accounts import server, waiting
from tests.guards.page import PageClient
from tests.web.accounts.steps import is_open, recover, send, sign_in, start_record


@pytest.fixture
def patient(
    children: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A queue of this test's own, for which a busy machine may take its time."""
    monkeypatch.setattr(waiting, "WAIT_SECONDS", 60.0)
    for each in (server.queue, server.throttle):
        each.cache_clear()
    yield
    for each in (server.queue, server.throttle):
        each.cache_clear()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("patient")
def test_start_open_recover_change_and_open_again(service: Path) -> None:
    paper = start_record(PageClient())
    assert sign_in(PageClient(), paper, "wrong words") == "/n/open"
    # Telephones add spaces between words and around them.
    assert sign_in(PageClient(), paper, f" {paper.words.replace(' ', '  ')} ") == "/n/"
    her = PageClient()
    fresh = recover(her, paper)
    assert sign_in(PageClient(), paper) == "/n/open"
    own = "violet tractor sings 14 opera"
    send(her, "/n/settings/words", now=fresh.words, choice="own", own=own, again=own)
    assert is_open(her)
    assert sign_in(PageClient(), fresh, own) == "/n/"
