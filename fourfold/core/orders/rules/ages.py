"""A domestic abuse protection order protects from 16 and binds from 18.

Source: Domestic Abuse Act 2021, sections 1(2), 32(2) and 32(5). Checked 25 November 2026.
"""

from __future__ import annotations

from fourfold.core.orders.answers import Answers
from fourfold.core.orders.rule import Rule, Said, no


def weigh(answers: Answers) -> Said | None:
    """What the two ages say; one that is not known says nothing."""
    if answers.owner_under_16:
        return no("protected")
    if answers.respondent_under_18:
        return no("other")
    return None


RULE = Rule("DAA-32", weigh)
