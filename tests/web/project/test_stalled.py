"""Connections on which nothing moves are shut; all others are left alone."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

from fourfold.web.project.stalled import LEAST, PATIENCE, Watch

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="watches through Linux's /proc"),
]
Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Somebody's end of a connection, and ours."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        theirs = socket.create_connection(listening.getsockname(), timeout=5)
        ours, _ = listening.accept()
        with theirs, ours:
            yield theirs, ours


def is_shut(theirs: socket.socket) -> bool:
    theirs.settimeout(0.2)
    try:
        return theirs.recv(1) == b""
    except TimeoutError:
        return False


def test_a_connection_that_never_moves_is_shut(pair: Pair) -> None:
    watch = Watch()
    assert watch.look(0.0) == 0
    assert watch.look(PATIENCE - 1) == 0
    assert watch.look(PATIENCE) == 1
    assert is_shut(pair[0])


def test_a_few_bytes_now_and_then_do_not_help(pair: Pair) -> None:
    theirs, ours = pair
    watch = Watch()
    for second in range(0, int(PATIENCE), 10):
        assert watch.look(float(second)) == 0
        theirs.sendall(b"x")
        ours.recv(1)
    assert watch.look(PATIENCE) == 1
    assert is_shut(theirs)


@pytest.mark.parametrize("is_upload", [True, False], ids=["upload", "download"])
def test_what_moves_may_take_as_long_as_it_takes(pair: Pair, is_upload: bool) -> None:
    sender, reader = pair if is_upload else pair[::-1]
    watch = Watch()
    for second in range(0, int(PATIENCE) * 3, 30):
        assert watch.look(float(second)) == 0
        sender.sendall(bytes(LEAST))
        reader.recv(LEAST, socket.MSG_WAITALL)
    assert not is_shut(pair[0])


def test_a_connection_that_goes_out_is_none_of_its_business() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as elsewhere:
        out = socket.create_connection(elsewhere.getsockname())
        incoming, _ = elsewhere.accept()
        elsewhere.close()
        with out, incoming:
            watch = Watch()
            watch.look(0.0)
            assert watch.look(PATIENCE * 2) == 0
