"""What stands in groups on a page of kinds: each kind is there, and once."""

from collections.abc import Iterable
from enum import StrEnum

import pytest

from fourfold.core.letters.outline import LetterKind
from fourfold.core.record.codes import CaseStep, OrderKind
from fourfold.web.case import words as case
from fourfold.web.held import words as held
from fourfold.web.letters import words as letters


@pytest.mark.parametrize(
    ("kinds", "groups"),
    [(LetterKind, letters.GROUPS), (CaseStep, case.GROUPS), (OrderKind, held.GROUPS)],
    ids=["letters", "case", "held"],
)
def test_each_kind_can_be_chosen_in_one_place(
    kinds: type[StrEnum], groups: Iterable[tuple[object, tuple[StrEnum, ...]]]
) -> None:
    offered = [each for _title, those in groups for each in those]
    assert sorted(offered) == sorted(kinds)
