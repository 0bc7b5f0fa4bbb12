"""The rules of the Victims' Code and the limits for asking, from notices.json and limits.json."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from fourfold.core.rights.limit import AskBy
from fourfold.core.rights.rule import Rulebook


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    note: str
    books: tuple[Rulebook, ...]


class _Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    note: str
    limits: tuple[AskBy, ...]


@cache
def rulebooks() -> tuple[Rulebook, ...]:
    """The rules of each Code; raises msgspec.ValidationError when the file is wrong."""
    raw = files(__package__).joinpath("notices.json").read_bytes()
    return msgspec.json.decode(raw, type=_Rules).books


@cache
def limits() -> tuple[AskBy, ...]:
    """Every limit, in the order of the file; raises msgspec.ValidationError when it is wrong."""
    raw = files(__package__).joinpath("limits.json").read_bytes()
    return msgspec.json.decode(raw, type=_Limits).limits


def rule_ids() -> frozenset[str]:
    """What may be switched off."""
    return frozenset(rule.id for book in rulebooks() for rule in book.rules)
