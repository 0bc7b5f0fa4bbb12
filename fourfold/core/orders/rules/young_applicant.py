"""Somebody under 16 asks the family court for leave first.

Source: Family Law Act 1996, section 43: the court may give leave if the child understands enough.
Checked 25 November 2026. It rules nothing out.
"""

from __future__ import annotations

from fourfold.core.orders.answers import Answers
from fourfold.core.orders.rule import Rule, Said, note


def weigh(answers: Answers) -> Said | None:
    """What the age of the one who asks adds."""
    return note("leave") if answers.owner_under_16 else None


RULE = Rule("FLA-43", weigh, decides=False)
