"""What the law looks for and the four letters: all there, in order, and not past their day."""

from __future__ import annotations

import re

import pytest

from fourfold.core.pattern.elements import ElementName
from fourfold.core.pattern.four import Letter
from fourfold.data import conduct

BOTH = conduct.load()
LINES = [*BOTH.law.lines.values(), *BOTH.letters.lines.values()]


def test_every_element_and_every_letter_has_its_line_in_its_order() -> None:
    assert list(BOTH.law.lines) == list(ElementName)
    assert list(BOTH.letters.lines) == list(Letter)


def test_the_law_is_named_by_its_act_and_sections() -> None:
    assert BOTH.law.provenance.source.startswith("Protection from Harassment Act 1997, sections")
    assert BOTH.law.provenance.checked < BOTH.law.provenance.review_by


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.title)
def test_no_line_says_what_it_means_for_anybody(line: conduct.Line) -> None:
    verdict = r"stalk|harass|crime|offence|guilty|victim|qualif|entitled|prove|evidence|risk|safe"
    assert not re.search(verdict, f"{line.title} {line.about}", re.IGNORECASE)
