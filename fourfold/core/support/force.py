"""A territorial police force of the United Kingdom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fourfold.core.kernel.provenance import Provenance


class Nation(StrEnum):
    """The part of the United Kingdom that a force polices."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


@dataclass(frozen=True, slots=True)
class Force:
    """One force. `code` is that of its area at the ONS, `site` its own web address."""

    id: str
    name: str
    code: str
    nation: Nation
    site: str
    provenance: Provenance
    cy: str = ""
    cy_source: str = ""
