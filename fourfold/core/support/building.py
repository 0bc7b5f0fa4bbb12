"""A table out of a postcode directory, and how it differs from the one until now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fourfold.core.support.borders import near_borders
from fourfold.core.support.gathering import LEFT_OUT, NOBODY, Gathered
from fourfold.core.support.table import (
    PLACE,
    UNITS,
    Table,
    bits_of,
    mixed_sectors,
    rules_of,
)


@dataclass(frozen=True, slots=True)
class Changes:
    """How two tables differ. moved: from a code to a code, how many postcodes changed force."""

    moved: tuple[tuple[str, str, int], ...]
    new_outcodes: tuple[str, ...]
    gone_outcodes: tuple[str, ...]
    before: int
    after: int


def build(found: Gathered, source: str, dated: str, packaged: Table) -> Table:
    """The table of a directory; what it leaves out is taken from the packaged table.

    That is the rules for whole areas with their outcodes, and the postcodes that were seen there to
    be near a border, as long as they lie with one of the forces that meet there.
    """
    place = {code: number for number, code in enumerate(found.codes)}
    as_ours = [place[code] for code in packaged.codes]
    outcodes = _outcodes(found) | {
        outcode: tuple((as_ours[force], count) for force, count in forces)
        for outcode, forces in packaged.outcodes.items()
        if is_left_out(outcode)
    }
    whole = {area: as_ours[packaged.rules[area]] for area in LEFT_OUT & packaged.rules.keys()}
    return Table(
        source=source,
        dated=dated,
        codes=found.codes,
        rules=rules_of(found.sectors, NOBODY) | whole,
        outcodes=outcodes,
        near=_near(found, packaged, as_ours),
        listed={
            sector: bits_of(forces, NOBODY)
            for sector, forces in found.sectors.items()
            if len(outcodes[sector[:-2]]) > 1
        },
    )


def compare(found: Gathered, after: Table, before: Table) -> Changes:
    """What is different in the new table for postcodes that both can answer for."""
    moved: Counter[tuple[str, str]] = Counter()
    mixed = mixed_sectors(before.rules)
    for sector, forces in found.sectors.items():
        if sector in mixed:
            was = [before.force_of(sector + unit) for unit in UNITS]
        else:
            was = [before.force_of(sector)] * len(UNITS)
        for old, (new, count) in _pairs(was, forces, sector in mixed):
            if old is not None and before.codes[old] != after.codes[new]:
                moved[before.codes[old], after.codes[new]] += count
    return Changes(
        moved=tuple((old, new, count) for (old, new), count in sorted(moved.items())),
        new_outcodes=tuple(sorted(set(after.outcodes) - set(before.outcodes))),
        gone_outcodes=tuple(sorted(set(before.outcodes) - set(after.outcodes))),
        before=count_of(before),
        after=count_of(after),
    )


def count_of(table: Table) -> int:
    """How many postcodes a table was made from, but for those that it leaves out."""
    return sum(
        count
        for outcode, forces in table.outcodes.items()
        if not is_left_out(outcode)
        for _force, count in forces
    )


def _pairs(
    was: list[int | None], forces: bytearray, is_mixed: bool
) -> list[tuple[int | None, tuple[int, int]]]:
    """Each old force with a new one, and for how many units."""
    if not is_mixed:
        return [(was[0], each) for each in Counter(forces).items() if each[0] != NOBODY]
    pairs = Counter(zip(was, forces, strict=True))
    return [(old, (new, count)) for (old, new), count in pairs.items() if new != NOBODY]


def is_left_out(outcode: str) -> bool:
    """Whether a directory's rows for an outcode are left out."""
    return outcode[:2] in LEFT_OUT


def _outcodes(found: Gathered) -> dict[str, tuple[tuple[int, int], ...]]:
    counted: dict[str, Counter[int]] = {outcode: Counter() for outcode in found.outcodes}
    for sector, forces in found.sectors.items():
        counted[sector[:-2]].update(forces)
    return {
        outcode: tuple(sorted((force, count) for force, count in each.items() if force != NOBODY))
        for outcode, each in counted.items()
    }


def _near(found: Gathered, packaged: Table, as_ours: list[int]) -> dict[str, tuple[int, ...]]:
    near = near_borders(found)
    for postcode, others in packaged.near.items():
        was = packaged.force_of(postcode)
        forces = found.sectors.get(postcode[:-2])
        if was is None or forces is None:
            continue
        now = forces[PLACE[postcode[-2:]]]
        meeting = [as_ours[force] for force in (was, *others)]
        if now in meeting:
            seen = near.get(postcode, ())
            rest = [force for force in meeting if force != now and force not in seen]
            near[postcode] = (*seen, *rest)
    return near
