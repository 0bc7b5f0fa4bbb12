"""An injunction against harassment is part of a claim against somebody, whoever that is.

Source: Protection from Harassment Act 1997, section 3(1) and (3): the person who is or may be the
victim brings a claim, and the injunction restrains the defendant. No relationship is asked for.
Checked 25 November 2026. One can only bring it against somebody one can name.
"""

from __future__ import annotations

from collections.abc import Mapping

from fourfold.core.orders.answers import Answers
from fourfold.core.orders.rule import Rule, Said, ask, no, yes

SAYS: Mapping[bool | None, Said] = {
    True: yes("known"),
    False: no("not-known"),
    None: ask("who"),
}


def weigh(answers: Answers) -> Said:
    """What knowing the person says."""
    return SAYS[answers.person_known]


RULE = Rule("PHA-3", weigh)
