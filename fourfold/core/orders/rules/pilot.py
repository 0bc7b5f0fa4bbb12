"""Whether a domestic abuse protection order can be made anywhere today is not known.

Source: S.I. 2025/1222: the trial of Part 3 of the Domestic Abuse Act 2021 ended in law on 31 March
2026, and orders made before carry on. Nothing later was found. Checked 25 November 2026. So no area
is ever shown as one where it can be made: everybody whom it could fit is told to ask.
"""

from __future__ import annotations

from fourfold.core.orders.answers import Answers
from fourfold.core.orders.rule import Rule, Said, ask


def weigh(answers: Answers) -> Said:
    """The same for every area."""
    del answers
    return ask("check")


RULE = Rule("DAA-TRIAL", weigh)
