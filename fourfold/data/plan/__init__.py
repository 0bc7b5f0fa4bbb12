"""What a safety plan can be made of, from the JSON files of this folder."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from fourfold.core.kernel.provenance import Provenance
from fourfold.core.plan.catalogue import Catalogue, Item, Prompt, Question, Section, Step

Kind = TypeVar("Kind")


class _Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    note: str
    sources: dict[str, Provenance]


class _Questions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    note: str
    questions: tuple[Question, ...]


class _Steps(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    note: str
    sections: tuple[Section, ...]
    steps: tuple[Step, ...]


class _Over(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    note: str
    groups: tuple[str, ...]
    items: tuple[Item, ...]
    prompts: tuple[Prompt, ...]


@cache
def load() -> Catalogue:
    """Everything, read once; raises msgspec.ValidationError when a file is wrong."""
    steps, over = _read("steps.json", _Steps), _read("over.json", _Over)
    return Catalogue(
        questions=_read("questions.json", _Questions).questions,
        sections=steps.sections,
        steps=steps.steps,
        groups=over.groups,
        items=over.items,
        prompts=over.prompts,
        sources=_read("sources.json", _Sources).sources,
    )


def _read(name: str, kind: type[Kind]) -> Kind:
    return msgspec.json.decode(files(__package__).joinpath(name).read_bytes(), type=kind)
