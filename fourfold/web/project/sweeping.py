"""Removing what has had its time: visits every minute, everything once an hour.

What somebody answered on a public page, a postcode for one, lies in their visit. It is sealed and
goes when its half hour is over. Opens nothing and needs no key.
"""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime

from django.db import close_old_connections
from django.utils import timezone

from fourfold.web.packs import actions as packs
from fourfold.web.record import removal
from fourfold.web.safety import session

VISITS_SECONDS = 60.0
EVERYTHING_SECONDS = 3600.0
log = logging.getLogger(__name__)


def sweep(now: datetime) -> None:
    """Ended visits, old drafts and copies, entries and whole records whose day has come.

    Each part does its work whatever another stumbles over; the first fault is raised at the end.
    """
    faults: list[Exception] = []
    for part in (
        lambda: session.sweep(now),
        lambda: removal.sweep_records(now.date()),
        lambda: packs.sweep(now),
        lambda: removal.sweep(now),
    ):
        try:
            part()
        except Exception as fault:
            faults.append(fault)
    if faults:
        raise faults[0]


def start() -> None:
    """Sweep now and from now on, beside the web threads."""
    threading.Thread(target=_for_ever, daemon=True, name="sweep").start()


def _for_ever() -> None:
    next_hour = time.monotonic()
    while True:
        is_hour = time.monotonic() >= next_hour
        if is_hour:
            next_hour += EVERYTHING_SECONDS
        close_old_connections()
        try:
            (sweep if is_hour else session.sweep)(timezone.now())
        except Exception:
            # Of whatever kind: a disk that failed once must not end all sweeps to come.
            log.exception("A sweep could not be finished")
        close_old_connections()
        time.sleep(VISITS_SECONDS)
