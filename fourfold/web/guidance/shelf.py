"""Leaflets as files: made one at a time, and kept in memory while they are asked for.

Setting one takes a tenth of a second of one core and a process of its own. Text is data to it and
never read as typst, so nothing needs locking in; the process is there because typst gives the
memory of a compile back only with its end, and so that no page waits for Python's lock meanwhile
(render/press.py). However many people ask, one leaflet is set at a time, a few wait for it, and the
rest are told to come back: Exit and every other page have their threads. What owners wrote is set
one at a time too, beside the leaflets, since it may take long.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import date

from fourfold.render.leaflet import Leaflet, leaflet_pdf
from fourfold.web.directory import queries as directory
from fourfold.web.guidance.leaflets import Asked, leaflet

# A leaflet is of one day and of one edition of the directory, from which it takes who to call.
Key = tuple[Asked, date, int]
# Some hundreds of leaflets, of fifty to a hundred thousand bytes each.
MOST = 24 * 1024 * 1024


class Shelf:
    """Files of at most so many bytes in all; what nobody has asked for longest goes first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._size = 0
        self._files: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._press = threading.Lock()
        self._own_press = threading.Lock()

    def find(self, asked: Asked, today: date) -> bytes | None:
        """The leaflet of this day, if somebody had it made since the directory last changed."""
        key = asked, today, directory.edition()
        with self._lock:
            found = self._files.get(key)
            if found is not None:
                self._files.move_to_end(key)
            return found

    def make(self, asked: Asked, today: date) -> bytes:
        """The same, made now unless somebody else just did; raises as `leaflet_pdf` does."""
        with self._press:
            found = self.find(asked, today)
            if found is None:
                # The edition first: made of a later one, it is made once more, never kept too long.
                edition = directory.edition()
                found = leaflet_pdf(leaflet(asked, today))
                self._keep((asked, today, edition), found)
            return found

    def once(self, sheet: Leaflet) -> bytes:
        """A file that only whoever asks may see: set in turn with the others, and not kept."""
        with self._press:
            return leaflet_pdf(sheet)

    def own(self, make: Callable[[], bytes]) -> bytes:
        """What an owner wrote, however long: set in turn with what others wrote, and not kept."""
        with self._own_press:
            return make()

    @property
    def size(self) -> int:
        """How many bytes lie here."""
        return self._size

    def _keep(self, key: Key, pdf: bytes) -> None:
        with self._lock:
            self._files[key] = pdf
            self._size += len(pdf)
            while self._size > self._most:
                _oldest, gone = self._files.popitem(last=False)
                self._size -= len(gone)


SHELF = Shelf()
