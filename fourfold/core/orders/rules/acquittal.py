"""A restraining order can also come after an acquittal, of any offence.

Source: Protection from Harassment Act 1997, section 5A: the court before which somebody is
acquitted may make one if it considers it necessary to protect a person from harassment. Checked 25
November 2026. Before there is a verdict, nothing is ruled out.
"""

from __future__ import annotations

from collections.abc import Mapping

from fourfold.core.orders.answers import Answers, CriminalCase
from fourfold.core.orders.rule import Rule, Said, ask, no, yes

SAYS: Mapping[CriminalCase | None, Said] = {
    CriminalCase.ACQUITTED: yes("acquitted"),
    CriminalCase.CHARGED: ask("charged"),
    CriminalCase.REPORTED: ask("reported"),
    CriminalCase.CONVICTED: no("convicted"),
    CriminalCase.NONE: no("no-case"),
    None: ask("case-not-known"),
}


def weigh(answers: Answers) -> Said:
    """What the state of the criminal case says."""
    return SAYS[answers.criminal_case]


RULE = Rule("PHA-5A", weigh)
