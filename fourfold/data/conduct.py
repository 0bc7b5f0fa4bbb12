"""What the law looks for in a course of conduct and the four letters, from conduct.json."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from fourfold.core.kernel.provenance import Provenance
from fourfold.core.pattern.elements import ElementName
from fourfold.core.pattern.four import Letter


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is looked for, in a few words, and what of the notes touches it."""

    title: str
    about: str


class Law(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the law looks for, in the order of the Act."""

    lines: dict[ElementName, Line]
    provenance: Provenance


class Letters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The four letters, in their order."""

    lines: dict[Letter, Line]
    provenance: Provenance


class Conduct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Both."""

    format: int
    note: str
    law: Law
    letters: Letters


@cache
def load() -> Conduct:
    """Both, read once; raises msgspec.ValidationError when the file is wrong."""
    raw = files(__package__).joinpath("conduct.json").read_bytes()
    return msgspec.json.decode(raw, type=Conduct)
