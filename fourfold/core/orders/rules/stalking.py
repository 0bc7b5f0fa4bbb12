"""A stalking protection order answers acts associated with stalking, by anybody.

Source: Stalking Protection Act 2019, sections 1 and 2: on an application by the police, if there
were such acts, a risk from them, and the order is necessary. No relationship, charge or conviction
is asked for. Checked 25 November 2026.
"""

from __future__ import annotations

from collections.abc import Mapping

from fourfold.core.orders.answers import Answers
from fourfold.core.orders.rule import Rule, Said, ask, no, yes

SAYS: Mapping[bool | None, Said] = {
    True: yes("stalking"),
    False: no("not-stalking"),
    None: ask("not-known"),
}


def weigh(answers: Answers) -> Said:
    """What somebody's own look at it says; the police and the court look for themselves."""
    return SAYS[answers.looks_like_stalking]


RULE = Rule("SPA-2", weigh)
