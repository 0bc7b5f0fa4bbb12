"""An order that stands already: what to do when it is broken; another can stand beside it.

Source: Sentencing Act 2020, section 363; Protection from Harassment Act 1997, sections 3(6) and 5A;
Family Law Act 1996, section 42A; Stalking Protection Act 2019, section 8; Domestic Abuse Act 2021,
sections 36(1)(c) and 39. Checked 25 November 2026. It rules nothing out.
"""

from __future__ import annotations

from fourfold.core.orders.answers import Answers
from fourfold.core.orders.rule import Rule, Said, note


def weigh(answers: Answers) -> Said | None:
    """What an order that stands adds."""
    return note("stands") if answers.order_in_force else None


RULE = Rule("STANDING", weigh, decides=False)
