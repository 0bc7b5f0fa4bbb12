"""The services of a new directory, from services/*.json."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from fourfold.core.support.service import Service


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    note: str
    services: tuple[Service, ...]


@cache
def national() -> tuple[Service, ...]:
    """Every national helpline, in the order of the file; raises msgspec.ValidationError."""
    return _read("national.json")


@cache
def by_id() -> dict[str, Service]:
    """Every national helpline by its id."""
    return {service.id: service for service in national()}


def _read(name: str) -> tuple[Service, ...]:
    raw = files(__package__).joinpath("services", name).read_bytes()
    return msgspec.json.decode(raw, type=_File).services
