"""How much visits without a record may have the service write: so much for all, less for each.

Anybody can make the service keep an answer, by a search or by a form that is not accepted, and a
new visit costs nothing. So the bytes are counted that such visits wrote within half an hour, after
which they are worth nothing: their disk is bounded, and nobody keeps the database busy while others
save or leave. Whoever has opened a record is not counted. In memory only, as keyed hashes.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Hashable

from django.conf import settings

MOST = 64 * 1024 * 1024
MOST_EACH = 4 * 1024 * 1024


class NoRoom(Exception):
    """Visits without a record have written all they may for now."""


class Ration:
    """So many bytes within `seconds`: `total` in all, `each` for any one of those who ask."""

    def __init__(self, total: int, each: int, seconds: float) -> None:
        self._total = total
        self._each = each
        self._seconds = seconds
        self._lock = threading.Lock()
        self._taken: deque[tuple[float, Hashable, int]] = deque()
        self._by_asker: Counter[Hashable] = Counter()
        self._sum = 0

    def take(self, who: Hashable, size: int, now: float) -> None:
        """Count `size` bytes for `who`; raises NoRoom, and counts nothing, when it is too much."""
        with self._lock:
            self._forget_old(now - self._seconds)
            if self._sum + size > self._total or self._by_asker[who] + size > self._each:
                raise NoRoom
            self._taken.append((now, who, size))
            self._by_asker[who] += size
            self._sum += size

    def _forget_old(self, limit: float) -> None:
        while self._taken and self._taken[0][0] <= limit:
            _when, who, size = self._taken.popleft()
            self._give_back(who, size)

    def _give_back(self, who: Hashable, size: int) -> None:
        self._sum -= size
        self._by_asker[who] -= size
        if not self._by_asker[who]:
            del self._by_asker[who]


RATION = Ration(MOST, MOST_EACH, settings.VISIT_SECONDS)
