"""What one running service holds: its keys, its store of sealed files, its sign-in queue."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from fourfold.vault import serverkeys
from fourfold.vault.disk import DiskStore
from fourfold.web.accounts.argon import ArgonQueue
from fourfold.web.accounts.throttle import Throttle


@cache
def keys() -> serverkeys.ServerKeys:
    """The installation's keys, from DATA/keys; raises BadServerKey."""
    return serverkeys.load(settings.DATA / "keys")


@cache
def store() -> DiskStore:
    """The sealed files, in DATA/files."""
    return DiskStore(settings.DATA / "files", settings.FREE_SPACE_FLOOR)


@cache
def queue() -> ArgonQueue:
    """The sign-in queue; its processes start with the first sign-in."""
    return ArgonQueue(settings.ARGON_WORKERS, settings.SIGN_IN_QUEUE)


@cache
def throttle() -> Throttle:
    """Wrong tries, counted in memory."""
    return Throttle()
