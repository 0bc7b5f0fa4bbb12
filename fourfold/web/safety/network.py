"""Where a request comes from, as a keyed hash that dies with the process: never an address."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets

from django.conf import settings
from django.http import HttpRequest

_BOOT_KEY = secrets.token_bytes(32)


def network(request: HttpRequest) -> bytes:
    """The keyed hash of the caller's network."""
    return network_of(address_of(request))


def is_this_computer(request: HttpRequest) -> bool:
    """Whether the caller is on this computer, or behind a proxy here that nobody has named."""
    try:
        return ipaddress.ip_address(address_of(request)).is_loopback
    except ValueError:
        return False


def address_of(request: HttpRequest) -> str:
    """The caller's address. A forwarded one counts only from the proxy in the settings."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.TRUSTED_PROXY and address == settings.TRUSTED_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return address


def network_of(address: str) -> bytes:
    """A keyed hash of the /24 or /56 that an address lies in."""
    try:
        found = ipaddress.ip_address(address)
        # A socket for both kinds shows every old address as one of the new, all in one network.
        found = getattr(found, "ipv4_mapped", None) or found
        bits = 24 if found.version == 4 else 56
        prefix = str(ipaddress.ip_network(f"{found}/{bits}", strict=False))
    except ValueError:
        prefix = ""
    return hashlib.blake2b(prefix.encode(), key=_BOOT_KEY, digest_size=16).digest()
