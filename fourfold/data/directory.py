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


class _Retired(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: str
    was: str


class _RetiredFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    note: str
    numbers: tuple[_Retired, ...]


@cache
def national() -> tuple[Service, ...]:
    """Every national helpline, in the order of the file; raises msgspec.ValidationError."""
    return _read("national.json")


@cache
def local() -> tuple[Service, ...]:
    """Every service of one area or of one part of the UK, in the order of the file."""
    return _read("local.json")


@cache
def everything() -> tuple[Service, ...]:
    """Every service that a new directory begins with, the national ones first."""
    return national() + local()


@cache
def by_id() -> dict[str, Service]:
    """Every one of them by its id."""
    return {service.id: service for service in everything()}


@cache
def retired() -> frozenset[str]:
    """The figures of numbers that must never come back; raises msgspec.ValidationError."""
    raw = files(__package__).joinpath("services", "retired.json").read_bytes()
    found = msgspec.json.decode(raw, type=_RetiredFile).numbers
    return frozenset("".join(each.number.split()) for each in found)


def _read(name: str) -> tuple[Service, ...]:
    raw = files(__package__).joinpath("services", name).read_bytes()
    return msgspec.json.decode(raw, type=_File).services
