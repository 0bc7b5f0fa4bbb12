"""Hanging up on connections where next to nothing moves, so that none holds a thread for ever.

The web server waits without end for a body: a telephone that lost its signal half way through an
upload, or somebody who sends a byte a minute, would keep a thread each. The kernel counts what
passes over each connection; one that moved less than `LEAST` bytes within `PATIENCE` is shut. What
was being sent then counts as cut. Linux only: elsewhere nothing is watched.
"""

from __future__ import annotations

import os
import socket
import stat
import struct
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from typing import NamedTuple

PATIENCE = 60.0
LEAST = 1024
EVERY_SECONDS = 5.0

# struct tcp_info of <linux/tcp.h>: its first byte is the state, and bytes acknowledged and
# received are counted from byte 120 on (Linux 4.1 and later).
ESTABLISHED = 1
COUNTS = struct.Struct("=QQ")
COUNTS_AT = 120

Ends = tuple[object, object]


class Look(NamedTuple):
    """How many bytes had passed over a connection, both ways, when it last was seen to move."""

    moved: int
    since: float


class Watch:
    """Looks at this process's incoming connections, again and again."""

    def __init__(self) -> None:
        self._seen: dict[Ends, Look] = {}

    def look(self, now: float) -> int:
        """Shut the connections that have not moved for too long; returns how many."""
        seen: dict[Ends, Look] = {}
        shut = 0
        with ExitStack() as stack:
            for connection in incoming([stack.enter_context(each) for each in open_sockets()]):
                with suppress(OSError):
                    ends = (connection.getsockname(), connection.getpeername())
                    look = self._compare(self._seen.get(ends), count_moved(connection), now)
                    seen[ends] = look
                    if now - look.since >= PATIENCE:
                        connection.shutdown(socket.SHUT_RDWR)
                        shut += 1
        self._seen = seen
        return shut

    def _compare(self, before: Look | None, moved: int, now: float) -> Look:
        """The earlier look while hardly anything has moved since, or else a new one."""
        if before and 0 <= moved - before.moved < LEAST:
            return before
        return Look(moved, now)


def open_sockets() -> Iterator[socket.socket]:
    """This process's TCP sockets, duplicated: the caller closes each."""
    for name in os.listdir("/proc/self/fd"):
        with suppress(OSError):
            if not stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                continue
            found = socket.socket(fileno=os.dup(int(name)))
            if found.family in (socket.AF_INET, socket.AF_INET6):
                yield found
            else:
                found.close()


def incoming(sockets: Iterable[socket.socket]) -> list[socket.socket]:
    """Those that are connections to a port at which this process listens."""
    held = [each for each in sockets if each.type == socket.SOCK_STREAM]
    ports = {
        each.getsockname()[1]
        for each in held
        if each.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    }
    return [each for each in held if is_established(each) and each.getsockname()[1] in ports]


def is_established(connection: socket.socket) -> bool:
    """Whether both sides may still send."""
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == ESTABLISHED


def count_moved(connection: socket.socket) -> int:
    """Bytes that have passed over a connection, both ways."""
    size = COUNTS_AT + COUNTS.size
    info = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, size)
    return sum(COUNTS.unpack_from(info, COUNTS_AT)) if len(info) == size else 0


def start() -> None:
    """Watch for as long as this process runs."""
    if hasattr(socket, "TCP_INFO") and os.path.isdir("/proc/self/fd"):
        threading.Thread(target=_for_ever, args=(Watch(),), daemon=True, name="stalled").start()


def _for_ever(watch: Watch) -> None:
    while True:
        watch.look(time.monotonic())
        time.sleep(EVERY_SECONDS)
