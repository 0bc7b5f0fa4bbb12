"""The national helplines, from helplines.json."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from fourfold.core.support.helpline import Helpline


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    note: str
    helplines: tuple[Helpline, ...]


@cache
def load() -> tuple[Helpline, ...]:
    """Every helpline, in the order of the file; raises msgspec.ValidationError when it is wrong."""
    raw = files(__package__).joinpath("helplines.json").read_bytes()
    return msgspec.json.decode(raw, type=_File).helplines


@cache
def by_id() -> dict[str, Helpline]:
    """Every helpline by its id."""
    return {helpline.id: helpline for helpline in load()}
