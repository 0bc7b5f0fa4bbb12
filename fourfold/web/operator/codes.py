"""The codes of an authenticator app (TOTP, RFC 6238): six digits, a new one every half minute."""

from __future__ import annotations

import hmac
from base64 import b32encode
from datetime import datetime

from django.conf import settings
from pyotp import HOTP, TOTP

STEP_SECONDS = 30
SECRET_BYTES = 20
NEAR = (-1, 0, 1)


def to_secret(data: bytes) -> str:
    """20 random bytes as the text that an app takes."""
    return b32encode(data).decode()


def address(secret: str, name: str) -> str:
    """The otpauth address that an app takes instead of the typed secret."""
    return TOTP(secret).provisioning_uri(name=name, issuer_name=settings.SERVICE_NAME)


def step_at(now: datetime) -> int:
    """The time step that `now` lies in."""
    return int(now.timestamp()) // STEP_SECONDS


def code_of(secret: str, step: int) -> str:
    """The code of one time step."""
    return HOTP(secret).at(step)


def matching_step(secret: str, typed: str, step: int) -> int | None:
    """The step that a typed code belongs to, one to either side of `step`; None for a wrong code.

    All are compared, so that the time taken tells nothing.
    """
    digits = "".join(typed.split()).encode()
    found = None
    for each in (step + away for away in NEAR):
        if hmac.compare_digest(code_of(secret, each).encode(), digits):
            found = each
    return found
