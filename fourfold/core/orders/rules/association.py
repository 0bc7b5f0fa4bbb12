"""The family court's orders are for people who are associated with each other.

Source: Family Law Act 1996, sections 42(2) and 62(3): partners and former partners, people who
share or shared a household (not only as lodger, tenant or employee), relatives, parents of the same
child, and some others. Checked 25 November 2026. A shared household makes a link, so a stranger or
a neighbour with whom a home was shared is asked about, not turned away.
"""

from __future__ import annotations

from collections.abc import Mapping

from fourfold.core.orders.answers import Answers, Relationship
from fourfold.core.orders.rule import Rule, Said, ask, no, yes

SAYS: Mapping[Relationship | None, Said] = {
    Relationship.PARTNER: yes("partner"),
    Relationship.EX_PARTNER: yes("ex-partner"),
    Relationship.FAMILY: yes("family"),
    Relationship.LIVES_OR_LIVED_WITH: yes("household"),
    Relationship.SHARED_CHILD: yes("shared-child"),
    None: ask("not-known"),
}


def weigh(answers: Answers) -> Said:
    """What the relationship says."""
    if answers.is_at_odds:
        return ask("home")
    return SAYS.get(answers.bond, no("none"))


RULE = Rule("FLA-62", weigh)
