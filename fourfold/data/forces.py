"""The police forces, from forces.json."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from fourfold.core.support.force import Force


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    note: str
    forces: tuple[Force, ...]


@cache
def load() -> tuple[Force, ...]:
    """All forces, in the order of the file; raises msgspec.ValidationError when it is wrong."""
    raw = files(__package__).joinpath("forces.json").read_bytes()
    return msgspec.json.decode(raw, type=_File).forces


@cache
def by_id() -> dict[str, Force]:
    """Every force by its id."""
    return {force.id: force for force in load()}


@cache
def by_code() -> dict[str, Force]:
    """Every force by the code of its area."""
    return {force.code: force for force in load()}
