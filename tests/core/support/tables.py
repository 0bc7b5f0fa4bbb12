"""A small table in which two forces share an outcode, and a directory made of rows."""

from __future__ import annotations

from collections.abc import Iterable

from fourfold.core.support.table import PLACE, Table, bits_of
from fourfold.data import forces

CODES = tuple(sorted(forces.by_code()))
MET = CODES.index("E23000001")
CITY = CODES.index("E23000034")
ESSEX = CODES.index("E23000028")
PSNI = CODES.index("N99999999")


def small(listed: Iterable[str] = ()) -> Table:
    """M1 is all the Met's. M2 is shared: its default is the Met, sector 9 the City's, in sector 1
    the group A the City's but for M2 1AA, and one unit, M2 2BB, Essex's. M3 has no force."""
    bits: dict[str, bytearray] = {}
    for postcode in listed:
        bits.setdefault(postcode[:-2], bytearray(400))[PLACE[postcode[-2:]]] = 1
    return Table(
        source="made up",
        dated="2026-11",
        codes=CODES,
        rules={
            "M1": MET,
            "M2": MET,
            "M2 9": CITY,
            "M2 1A": CITY,
            "M2 1AA": MET,
            "M2 2BB": ESSEX,
            "BT": PSNI,
        },
        outcodes={
            "M1": ((MET, 10),),
            "M2": ((MET, 60), (ESSEX, 1), (CITY, 39)),
            "M3": (),
            "BT1": ((PSNI, 1),),
            "JE2": (),
        },
        near={"M2 9ZZ": (MET,), "M1 1XX": (CITY, ESSEX)},
        listed={sector: bits_of(units, 0) for sector, units in bits.items()},
    )
