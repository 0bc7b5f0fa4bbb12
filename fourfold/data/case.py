"""What private pages about the police and court say in short, from case.json."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from fourfold.core.rights.guide import Tip


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    note: str
    sections: dict[str, tuple[Tip, ...]]


@cache
def sections() -> dict[str, tuple[Tip, ...]]:
    """The sentences by section, in order; raises msgspec.ValidationError when the file is wrong."""
    raw = files(__package__).joinpath("case.json").read_bytes()
    return msgspec.json.decode(raw, type=_File).sections
