"""A restraining order comes after a conviction, for any offence.

Source: Sentencing Act 2020, sections 359 and 360: the court that deals with an offender for an
offence, of whatever kind, may make one to protect somebody from harassment or from fear of
violence. Checked 25 November 2026. While a case is open, its end is not known: nothing is ruled
out.
"""

from __future__ import annotations

from collections.abc import Mapping

from fourfold.core.orders.answers import Answers, CriminalCase
from fourfold.core.orders.rule import Rule, Said, ask, no, yes

SAYS: Mapping[CriminalCase | None, Said] = {
    CriminalCase.CONVICTED: yes("convicted"),
    CriminalCase.CHARGED: yes("charged"),
    CriminalCase.REPORTED: ask("reported"),
    CriminalCase.ACQUITTED: no("acquitted"),
    CriminalCase.NONE: no("no-case"),
    None: ask("case-not-known"),
}


def weigh(answers: Answers) -> Said:
    """What the state of the criminal case says."""
    return SAYS[answers.criminal_case]


RULE = Rule("SA-360", weigh)
