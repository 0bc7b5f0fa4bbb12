"""The settings a person may give through the environment, read once and refused when wrong.

Every name begins FOURFOLD_ and is described in docs/operating.md (a test holds the two together).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

NUMBER = re.compile(r"[0-9]{1,12}")
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


class BadSetting(Exception):
    """A setting that the service must not start with; the text says what to do."""


@dataclass(frozen=True)
class Origin:
    """Where browsers reach the service: decides cookie name, Secure, HSTS and the allowed host."""

    scheme: str
    netloc: str
    host: str

    @property
    def is_https(self) -> bool:
        return self.scheme == "https"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}"


def text(name: str, default: str) -> str:
    """The setting FOURFOLD_`name`, or `default` when it is not set or empty."""
    return os.environ.get(f"FOURFOLD_{name}", "").strip() or default


def number(name: str, default: int, low: int, high: int) -> int:
    """A whole number between `low` and `high`."""
    given = text(name, str(default))
    if not NUMBER.fullmatch(given) or not low <= int(given) <= high:
        raise BadSetting(
            f"FOURFOLD_{name} must be a whole number from {low} to {high}, not {given!r}."
        )
    return int(given)


def origin() -> Origin:
    """FOURFOLD_ORIGIN, such as https://notes.example.org; plain http only on this computer."""
    given = text("ORIGIN", "http://localhost:8000")
    parts = _parts_of(given)
    netloc = parts.netloc.lower()
    host = netloc.removesuffix(f":{parts.port}")
    is_bare = given.rstrip("/").lower() == f"{parts.scheme}://{netloc}" and "@" not in netloc
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_bare:
        raise BadSetting(
            f"FOURFOLD_ORIGIN must look like https://notes.example.org, not {given!r}."
        )
    if parts.scheme == "http" and host not in LOCAL_HOSTS:
        raise BadSetting(
            f"FOURFOLD_ORIGIN is {given!r}, but anything except this computer itself needs https: "
            "put a proxy with a certificate in front and set FOURFOLD_ORIGIN=https://..."
        )
    return Origin(parts.scheme, netloc, host)


def _parts_of(address: str) -> SplitResult:
    """An address taken apart; all empty when it cannot be, or its port is no port."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return urlsplit("")
    return parts


def folder(name: str, default: str) -> Path:
    """An absolute folder path; it need not exist yet."""
    return Path(text(name, default)).expanduser().resolve()


def outside_address(name: str, default: str) -> str:
    """An https address of somebody else's site, such as the one that Exit leads to."""
    given = text(name, default)
    parts = _parts_of(given)
    if parts.scheme != "https" or not parts.hostname:
        raise BadSetting(f"FOURFOLD_{name} must be an https address, not {given!r}.")
    return given


def database(data: Path) -> dict[str, object]:
    """Django's DATABASES entry: SQLite in the data folder, or PostgreSQL from DATABASE_URL."""
    given = text("DATABASE_URL", "")
    return _postgresql(given) if given else _sqlite(data)


def _sqlite(data: Path) -> dict[str, object]:
    # FULL, because NORMAL lost acknowledged writes in simulated power cuts; IMMEDIATE, because
    # Django's default fails at once when a read turns into a write beside another writer.
    # secure_delete overwrites what is deleted: destroyed keys must not stay in free pages.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data / "fourfold.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                "PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;"
            ),
        },
    }


def _postgresql(given: str) -> dict[str, object]:
    parts = _parts_of(given)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise BadSetting("FOURFOLD_DATABASE_URL must look like postgresql://user@host/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"sslmode": "prefer"},
    }
