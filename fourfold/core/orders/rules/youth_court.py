"""A stalking protection order against somebody under 18 is asked for in the youth court.

Source: Stalking Protection Act 2019, section 14(1), "magistrates' court". Checked 25 November 2026.
"""

from __future__ import annotations

from fourfold.core.orders.answers import Answers
from fourfold.core.orders.rule import Rule, Said, note


def weigh(answers: Answers) -> Said | None:
    """What the other person's age adds."""
    return note("youth-court") if answers.respondent_under_18 else None


RULE = Rule("SPA-14", weigh, decides=False)
