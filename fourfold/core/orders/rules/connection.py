"""A domestic abuse protection order is for people who are personally connected.

Source: Domestic Abuse Act 2021, sections 2 and 32(2): partners and former partners, relatives,
parents of the same child. To share a home is not on that list; who does may be connected besides.
Checked 25 November 2026.
"""

from __future__ import annotations

from collections.abc import Mapping

from fourfold.core.orders.answers import Answers, Relationship
from fourfold.core.orders.rule import Rule, Said, ask, no, yes

SAYS: Mapping[Relationship | None, Said] = {
    Relationship.PARTNER: yes("connected"),
    Relationship.EX_PARTNER: yes("connected"),
    Relationship.FAMILY: yes("connected"),
    Relationship.SHARED_CHILD: yes("connected"),
    Relationship.LIVES_OR_LIVED_WITH: ask("household"),
    None: ask("not-known"),
}


def weigh(answers: Answers) -> Said:
    """What the relationship says."""
    if answers.is_at_odds:
        return ask("household")
    return SAYS.get(answers.bond, no("none"))


RULE = Rule("DAA-2", weigh)
