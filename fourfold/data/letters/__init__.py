"""What letters consist of, from the JSON files of this folder: outlines, choices and sources."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from fourfold.core.kernel.sourced import Source
from fourfold.core.letters.outline import Book, Choice, LetterKind, Outline

Kind = TypeVar("Kind")


class _Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sources: tuple[Source, ...]


class _Choices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    choices: tuple[Choice, ...]


@cache
def load() -> Book:
    """Everything, read once; raises msgspec.ValidationError when a file is wrong."""
    return Book(
        outlines={kind: _read(f"{kind}.json", Outline) for kind in LetterKind},
        choices={each.id: each for each in _read("choices.json", _Choices).choices},
        sources={each.id: each for each in _read("sources.json", _Sources).sources},
    )


def _read(name: str, kind: type[Kind]) -> Kind:
    return msgspec.json.decode(files(__package__).joinpath(name).read_bytes(), type=kind)
