"""The questions and results of the self-check, from selfcheck/*.json."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from fourfold.core.kernel.provenance import Provenance
from fourfold.core.support.selfcheck import Check, Choice, Finding, Question


class _Questions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    note: str
    common: tuple[Choice, ...]
    questions: tuple[Question, ...]


class _Results(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    note: str
    sources: dict[str, Provenance]
    findings: tuple[Finding, ...]


@cache
def load() -> Check:
    """The self-check, read once; raises msgspec.ValidationError."""
    folder = files(__package__).joinpath("selfcheck")
    asked = msgspec.json.decode(folder.joinpath("questions.json").read_bytes(), type=_Questions)
    told = msgspec.json.decode(folder.joinpath("results.json").read_bytes(), type=_Results)
    return Check(asked.questions, asked.common, told.findings, told.sources)
