"""How far the Welsh of the interface may be relied on: who checked it, and how it came about."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

FOLDER = Path(__file__).resolve().parents[1] / "locale" / "cy"
CATALOGUE = FOLDER / "LC_MESSAGES" / "django.po"
STATUS = re.compile(r"^# (official(?=: )|assembled$|draft$)", re.M)


class Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who checked every string, when, and in which state of the catalogue."""

    by: str
    on: date
    catalogue: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reviewed: Review | None


@cache
def review() -> Review | None:
    """The review in review.json; None when there is none, or the catalogue has changed since."""
    found = msgspec.json.decode((FOLDER / "review.json").read_bytes(), type=_File).reviewed
    return found if found and found.catalogue == fingerprint() else None


def fingerprint() -> str:
    """Changes with every change of the catalogue."""
    return hashlib.sha256(CATALOGUE.read_bytes()).hexdigest()[:12]


def counts() -> Counter[str]:
    """How many strings are official, assembled and draft."""
    return Counter(STATUS.findall(CATALOGUE.read_text()))
