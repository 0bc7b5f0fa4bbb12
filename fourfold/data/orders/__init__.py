"""What is said about orders, from the JSON files of this folder: sources and sentences."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from fourfold.core.kernel.sourced import Sentence, Source
from fourfold.core.orders.words import Book, Card, Held, Named, RuleWords

Kind = TypeVar("Kind")


class _Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sources: tuple[Source, ...]


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    off: Sentence
    rules: tuple[RuleWords, ...]


class _Cards(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cards: tuple[Card, ...]


class _Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    named: tuple[Named, ...]


class _Held(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    held: tuple[Held, ...]
    broken: tuple[Sentence, ...]
    ask: tuple[Sentence, ...]


@cache
def load() -> Book:
    """Everything, read once; raises msgspec.ValidationError when a file is wrong."""
    rules, held = _read("rules.json", _Rules), _read("held.json", _Held)
    return Book(
        sources={each.id: each for each in _read("sources.json", _Sources).sources},
        off=rules.off,
        rules={each.id: each for each in rules.rules},
        cards={each.order: each for each in _read("cards.json", _Cards).cards},
        named=_read("named.json", _Named).named,
        held={each.kind: each for each in held.held},
        broken=held.broken,
        ask=held.ask,
    )


def _read(name: str, kind: type[Kind]) -> Kind:
    return msgspec.json.decode(files(__package__).joinpath(name).read_bytes(), type=kind)
