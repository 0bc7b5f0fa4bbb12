"""Removing, once an hour, what has had its time. Opens nothing and needs no key."""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from fourfold.vault.errors import VaultError
from fourfold.web.packs import actions as packs
from fourfold.web.record import removal
from fourfold.web.safety import session

EVERY_SECONDS = 3600.0
log = logging.getLogger(__name__)


def sweep(now: datetime) -> None:
    """Ended visits, old drafts and copies, entries and whole records whose day has come."""
    session.sweep(now)
    removal.sweep_records(now.date())
    packs.sweep(now)
    removal.sweep(now)


def start() -> None:
    """Sweep now and then every hour, beside the web threads."""
    threading.Thread(target=_for_ever, daemon=True, name="sweep").start()


def _for_ever() -> None:
    while True:
        close_old_connections()
        try:
            sweep(timezone.now())
        except (DatabaseError, VaultError):
            log.exception("A sweep could not be finished")
        close_old_connections()
        time.sleep(EVERY_SECONDS)
