"""An order is made against a person, so somebody has to find out who it is.

Source: Stalking Protection Act 2019, section 1(1) ("in respect of a person"); Family Law Act 1996,
section 42(1) ("the respondent"); Domestic Abuse Act 2021, section 32(1) ("against a person").
Checked 25 November 2026. The police can look for them, and a former partner is named as such:
nothing is ruled out.
"""

from __future__ import annotations

from fourfold.core.orders.answers import Answers
from fourfold.core.orders.rule import Rule, Said, note


def weigh(answers: Answers) -> Said | None:
    """What not knowing the person adds."""
    return note("who") if answers.person_known is False else None


RULE = Rule("NAMED", weigh, decides=False)
