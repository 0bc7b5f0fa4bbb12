"""Where sealed payloads lie: what every store must offer.

A name is one to three parts of lower-case hex joined by "/", such as "<record id>/<file id>".
An object is written once and never changed. Stores hold ciphertext and know no keys.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final, Protocol, Self

from fourfold.vault.errors import BadName

_NAME: Final = re.compile(r"[0-9a-f]{2,64}(?:/[0-9a-f]{2,64}){0,2}")


def is_name(text: str) -> bool:
    """Whether `text` can name an object."""
    return _NAME.fullmatch(text) is not None


def check_name(name: str) -> None:
    """Raise BadName unless `name` can name an object."""
    if not is_name(name):
        raise BadName("store_name")


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep removed: objects nobody knows, and unfinished writes."""

    orphans: tuple[str, ...]
    unfinished: int


class Writer(Protocol):
    """One object being written. As a context manager it finishes, or abandons on an exception."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None: ...

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Take all of `data` before returning; raises NoSpace."""

    def finish(self) -> None:
        """Make the object durable and visible under its name; raises Taken or NoSpace."""

    def abandon(self) -> None:
        """Leave nothing behind. Does nothing after `finish` or a second time."""


class Store(Protocol):
    """A place for payloads."""

    def require_room(self, size: int) -> None:
        """Raise NoSpace unless `size` more bytes are likely to fit."""

    def writer(self, name: str) -> Writer:
        """Begin an object; raises BadName, Taken or NoSpace."""

    def open(self, name: str) -> BinaryIO:
        """A seekable binary file; raises Missing."""

    def size(self, name: str) -> int:
        """Length in bytes; raises Missing."""

    def delete(self, name: str) -> bool:
        """Remove the object for good; False when there was none."""

    def names(self) -> Iterator[str]:
        """Every finished object, in no order."""

    def sweep(self, known: Container[str], older_than: datetime) -> Swept:
        """Remove what was last written before `older_than` and is unfinished or not `known`."""
