"""An occupation order is about a home that two people share, shared, or meant to share.

Source: Family Law Act 1996, sections 33(1), 35, 36, 37 and 38. Checked 25 November 2026.
"""

from __future__ import annotations

from collections.abc import Mapping

from fourfold.core.orders.answers import Answers
from fourfold.core.orders.rule import Rule, Said, ask, no, yes

SAYS: Mapping[bool | None, Said] = {
    True: yes("home"),
    False: no("no-home"),
    None: ask("home-not-known"),
}


def weigh(answers: Answers) -> Said:
    """What the shared home says."""
    return SAYS[answers.home_shared]


RULE = Rule("FLA-33", weigh)
