"""Which police force each postcode lies in, small enough to be kept in memory.

A rule says that all postcodes beginning with it lie in one force, but for those with a longer rule:

    BA1        an outcode     -> Avon and Somerset
    BA11 2     a sector       -> the same, so it needs no rule of its own
    BA15 2X    twenty units   -> Avon and Somerset, where the rule of BA15 says Wiltshire
    BA11 2PX   one unit

Rules answer for every postcode that they were made from, and for some that do not exist. Where
forces meet in an outcode, `listed` can tell the two apart: a bit for each unit that there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fourfold.core.kernel.postcode import UNIT_LETTERS

UNITS: Final = tuple(first + last for first in UNIT_LETTERS for last in UNIT_LETTERS)
"""The units that a sector can have, in the order of the bits of `Table.listed`."""
GROUP: Final = len(UNIT_LETTERS)
PLACE: Final[Mapping[str, int]] = {unit: place for place, unit in enumerate(UNITS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The table. A force is a number, the place of its code in `codes`.

    source, dated: the postcode directory it was made from, and its month, "2025-05".
    rules: see the module; a rule may also be the letters of an area.
    outcodes: every outcode with its forces and how many postcodes each has; none: no postcode
    there has a known place.
    near: postcodes close to the border of a force, with the other forces.
    listed: a sector's units, for all sectors of outcodes where forces meet; empty: not kept.
    """

    source: str
    dated: str
    codes: tuple[str, ...]
    rules: Mapping[str, int]
    outcodes: Mapping[str, tuple[tuple[int, int], ...]]
    near: Mapping[str, tuple[int, ...]]
    listed: Mapping[str, bytes]

    def force_of(self, postcode: str) -> int | None:
        """The force of a postcode, or of the beginning of one, by its longest rule."""
        rules = self.rules
        space = postcode.find(" ")
        if space > 0:
            for end in range(len(postcode), space + 1, -1):
                found = rules.get(postcode[:end])
                if found is not None:
                    return found
            postcode = postcode[:space]
        return rules.get(postcode)

    def forces_in(self, beginning: str) -> Counter[int]:
        """How many postcodes each force has among those that begin with a sector or group.

        Where no list of postcodes is kept, all that there could be are counted.
        """
        sector, letter = beginning[: beginning.index(" ") + 2], beginning[-1]
        units = UNITS if letter.isdecimal() else [unit for unit in UNITS if unit[0] == letter]
        known = self.listed.get(sector)
        found: Counter[int] = Counter()
        if known is None and self.listed:
            return found
        for unit in units:
            if known is None or is_set(known, PLACE[unit]):
                force = self.force_of(sector + unit)
                if force is not None:
                    found[force] += 1
        return found

    def is_listed(self, sector: str, unit: str) -> bool:
        """Whether a postcode is in the list; False too where none is kept."""
        known = self.listed.get(sector)
        return known is not None and is_set(known, PLACE[unit])


def is_set(bits: bytes, place: int) -> bool:
    """Whether the bit at a place is one."""
    return bool(bits[place >> 3] >> (place & 7) & 1)


def bits_of(forces: bytes | bytearray, nobody: int) -> bytes:
    """A bit for each unit of a sector whose number is not `nobody`."""
    found = bytearray((len(forces) + 7) // 8)
    for place, force in enumerate(forces):
        if force != nobody:
            found[place >> 3] |= 1 << (place & 7)
    return bytes(found)


def rules_of(sectors: Mapping[str, bytes | bytearray], nobody: int) -> dict[str, int]:
    """The fewest rules for sectors, each a force for every unit in order, or `nobody`.

    A rule is made for whatever most of its parts share; parts that differ get their own. Of as many
    the smaller number wins, so that the same postcodes always give the same rules.
    """
    rules: dict[str, int] = {}
    for outcode, inside in _by_outcode(sectors):
        votes: Counter[int] = Counter()
        for forces in inside.values():
            votes.update(forces)
        del votes[nobody]
        if votes:
            rules[outcode] = _most(votes)
            for sector, forces in inside.items():
                if set(forces) - {nobody, rules[outcode]}:
                    rules |= _rules_in(sector, bytes(forces), rules[outcode], nobody)
    return rules


def mixed_sectors(rules: Mapping[str, int]) -> frozenset[str]:
    """Sectors that have rules for groups or units: forces meet there."""
    return frozenset(rule[: rule.index(" ") + 2] for rule in rules if _depth(rule) > 1)


def _depth(rule: str) -> int:
    return len(rule.partition(" ")[2])


def _by_outcode(
    sectors: Mapping[str, bytes | bytearray],
) -> Iterator[tuple[str, dict[str, bytes | bytearray]]]:
    inside: dict[str, dict[str, bytes | bytearray]] = {}
    for sector in sorted(sectors):
        inside.setdefault(sector[:-2], {})[sector] = sectors[sector]
    yield from inside.items()


def _rules_in(sector: str, forces: bytes, above: int, nobody: int) -> dict[str, int]:
    """The rules below one outcode's rule for one sector."""
    groups = [forces[start : start + GROUP] for start in range(0, len(forces), GROUP)]
    by_group = [_cost(group, nobody) for group in groups]
    # What the sector's own force would be: the one that leaves fewest rules.
    offered = sorted(set(forces) - {nobody})
    costs = {force: sum(_rest(cost, force) for cost in by_group) + 1 for force in offered}
    costs[above] = sum(_rest(cost, above) for cost in by_group)
    own = min(costs, key=lambda force: (costs[force], force != above, force))
    rules = {} if own == above else {sector: own}
    for letter, group, cost in zip(UNIT_LETTERS, groups, by_group, strict=True):
        rules |= _rules_of_group(sector + letter, group, cost, (own, nobody))
    return rules


def _cost(group: bytes, nobody: int) -> Counter[int]:
    votes = Counter(group)
    del votes[nobody]
    return votes


def _rest(votes: Counter[int], above: int) -> int:
    """How many rules a group needs below a rule for `above`."""
    whole = votes.total()
    most = max(votes.values(), default=0)
    return min(whole - votes[above], whole - most + 1 if whole else 0)


def _rules_of_group(
    beginning: str, group: bytes, votes: Counter[int], under: tuple[int, int]
) -> dict[str, int]:
    above, nobody = under
    rules: dict[str, int] = {}
    if votes and votes.total() - votes[above] > votes.total() - max(votes.values()) + 1:
        above = rules[beginning] = _most(votes)
    for letter, force in zip(UNIT_LETTERS, group, strict=True):
        if force not in (nobody, above):
            rules[beginning + letter] = force
    return rules


def _most(votes: Counter[int] | Iterable[int]) -> int:
    counted = Counter(votes)
    return min(counted, key=lambda force: (-counted[force], force))
