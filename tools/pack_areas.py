"""Packs the table that Fourfold comes with, out of three tables made for it.

    python tools/pack_areas.py RULES.csv OUTCODES.csv NEAR.csv

RULES: `prefix,pfa`. OUTCODES: `outcode,...,postcodes_counted,...,pfa_candidates`, the latter as
`CODE:SHARE;CODE:SHARE`. NEAR: `postcode,pfa,other_pfa,...`. What they were made from, and when, is
in fourfold/data/areas/SOURCE.md. The same tables give the same bytes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from fourfold.core.support.area import CROWN_DEPENDENCIES
from fourfold.core.support.table import Table
from fourfold.data import areas, forces

SOURCE = "National Statistics Postcode Lookup, Office for National Statistics"
DATED = "2025-05"
OUT = Path(areas.__file__).parent / areas.FOLDER / areas.CURRENT


def main() -> None:
    rules, outcodes, near = (list(read(Path(each))) for each in sys.argv[1:4])
    codes = tuple(sorted(forces.by_code()))
    place = {code: number for number, code in enumerate(codes)}
    table = Table(
        source=SOURCE,
        dated=DATED,
        codes=codes,
        rules={
            row["prefix"]: place[row["pfa"]]
            for row in rules
            if row["prefix"] not in CROWN_DEPENDENCIES
        },
        outcodes={row["outcode"]: tuple(counted(row, place)) for row in outcodes},
        near={row["postcode"]: (place[row["other_pfa"]],) for row in near},
        listed={},
    )
    OUT.write_bytes(areas.encode(table))
    print(f"{OUT}: {OUT.stat().st_size} bytes")


def read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def counted(row: dict[str, str], place: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Each force with its postcodes; a share of an outcode that was not counted is one."""
    whole = int(row["postcodes_counted"] or 1)
    for each in filter(None, row["pfa_candidates"].split(";")):
        code, share = each.split(":")
        if code in place:
            yield place[code], max(1, round(float(share) * whole))


if __name__ == "__main__":
    main()
