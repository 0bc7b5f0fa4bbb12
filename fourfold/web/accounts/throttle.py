"""Guessing slows down and never locks the owner out.

Tries are counted for a pair of record and network, in memory, until one is right: after five, each
further try from that network waits twice as long as the last, up to a minute. They count when they
are made, or somebody could make a hundred at once before the first is found wrong. Other networks
are not slowed, so somebody who guesses from elsewhere cannot keep the owner from her record; what
bounds them is the cost of a guess and the strength of the passphrase.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

FREE_TRIES = 5
FIRST_WAIT = 2.0
LONGEST_WAIT = 60.0
FORGET_AFTER = 3600.0
MOST_PAIRS = 100_000


class TooSoon(Exception):
    """Too many wrong tries from this network; `seconds` until the next may be made."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Throttle:
    """Counts of tries by key, with the time of the last."""

    def __init__(self) -> None:
        self._tries: OrderedDict[bytes, tuple[int, float]] = OrderedDict()
        self._listed: OrderedDict[bytes, float] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: bytes, now: float) -> float:
        """Seconds until `key` may try again; 0.0 when it may try now."""
        with self._lock:
            return self._wait(key, now)

    def _wait(self, key: bytes, now: float) -> float:
        count, last = self._tries.get(key, (0, now))
        if count < FREE_TRIES or now - last > FORGET_AFTER:
            return 0.0
        # The exponent is capped before it is used: a long attack must not overflow a float.
        pause = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(count - FREE_TRIES, 20))
        return max(0.0, last + pause - now)

    def tried(self, key: bytes, now: float) -> None:
        """Count one try."""
        with self._lock:
            self._count(key, now)

    def begin(self, key: bytes, now: float) -> float:
        """Count a try if one may be made now; seconds until then, and nothing counted, if not.

        In one step: of many that come at the same moment, no more may pass than one by one.
        """
        with self._lock:
            seconds = self._wait(key, now)
            if not seconds:
                self._count(key, now)
            return seconds

    def take_back(self, key: bytes) -> None:
        """Uncount a try that was begun but could not be made."""
        with self._lock:
            count, last = self._tries.pop(key, (0, 0.0))
            if count > 1:
                self._tries[key] = (count - 1, last)

    def _count(self, key: bytes, now: float) -> None:
        count, last = self._tries.pop(key, (0, now))
        if now - last > FORGET_AFTER:
            count = 0
        self._tries[key] = (count + 1, now)
        if len(self._tries) > MOST_PAIRS:
            self._tries.popitem(last=False)

    def succeeded(self, key: bytes) -> None:
        """Forget the tries: the last was right."""
        with self._lock:
            self._tries.pop(key, None)

    def is_first_this_hour(self, key: bytes, now: float) -> bool:
        """True once an hour for a key: limits how many lines failed tries may write."""
        with self._lock:
            last = self._listed.get(key)
            if last is not None and now - last < FORGET_AFTER:
                return False
            self._listed[key] = now
            if len(self._listed) > MOST_PAIRS:
                self._listed.popitem(last=False)
            return True
