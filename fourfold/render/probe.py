"""A job that tries to get out of the sandbox, so that being locked in is seen and not assumed.

`work(path)` attempts each escape and answers `LOCKED_IN`, or the names of those that succeeded,
joined by spaces. No answer at all is a leak too: whoever executes another program says nothing.
"""

import mmap
import os
import signal
import socket
import sys
from collections.abc import Callable

__all__ = ["ESCAPES", "LOCKED_IN", "work"]

LOCKED_IN = b"locked in"


def _open_file(path: str) -> None:
    os.close(os.open(path, os.O_RDONLY))


def _list_folder(_path: str) -> None:
    os.listdir("/")


def _write_file(path: str) -> None:
    os.close(os.open(path, os.O_WRONLY))


def _remove_file(path: str) -> None:
    os.unlink(path + ".none")


def _open_socket(_path: str) -> None:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()


def _open_local_socket(_path: str) -> None:
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).close()


def _execute(_path: str) -> None:
    os.execv(sys.executable, [sys.executable, "-c", ""])  # noqa: S606 - it must fail


def _fork(_path: str) -> None:
    if os.fork() == 0:
        os._exit(0)


def _signal_parent(_path: str) -> None:
    os.kill(os.getppid(), signal.SIGCONT)


def _map_code(_path: str) -> None:
    mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_EXEC).close()


ESCAPES: dict[str, Callable[[str], None]] = {
    "open": _open_file,
    "list": _list_folder,
    "write": _write_file,
    "remove": _remove_file,
    "socket": _open_socket,
    "local-socket": _open_local_socket,
    "exec": _execute,
    "fork": _fork,
    "signal": _signal_parent,
    "code": _map_code,
}


def work(data: bytes) -> bytes:
    """Try every escape on the file at path `data` (UTF-8); the answer described above."""
    path = data.decode()
    escaped = [name for name, attempt in ESCAPES.items() if _succeeds(attempt, path)]
    return " ".join(escaped).encode() or LOCKED_IN


def _succeeds(attempt: Callable[[str], None], path: str) -> bool:
    try:
        attempt(path)
    except PermissionError:
        return False
    except OSError:
        # Refused for some other reason: the door was not locked, there was only nothing behind it.
        return True
    return True
