"""What one running service holds: its keys, its store of sealed files, its sign-in queue."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cache

from django.conf import settings

from fourfold.vault import serverkeys
from fourfold.vault.argon import Request
from fourfold.vault.disk import DiskStore
from fourfold.web.accounts.argon import ArgonQueue, QueueFull
from fourfold.web.accounts.throttle import Throttle, TooSoon


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


def queue_try(key: bytes, network: bytes, requests: Sequence[Request]) -> str:
    """Queue the derivations of one try, counted under `key`; returns the ticket.

    Raises TooSoon or QueueFull, which count nothing.
    """
    seconds = throttle().begin(key, time.monotonic())
    if seconds:
        raise TooSoon(seconds)
    try:
        return queue().submit(network, requests)
    except QueueFull:
        throttle().take_back(key)
        raise
