"""Writes a postcode directory as large as the real one, with its columns and made-up places.

Forces and outcodes are those of the packaged table. Each outcode is a square, those of a force
stand together, and forces that share an outcode lie in bands: about as many postcodes are near a
border as in the real one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from fourfold.core.support.table import UNITS
from fourfold.data import areas

# The header of the National Statistics Postcode Lookup of August 2026.
NSPL = (
    "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty26cd,ced25cd,lad26cd,"
    "wd26cd,nhser24cd,ctry26cd,rgn26cd,pcon24cd,ttwa15cd,itl25cd,npark16cd,lsoa21cd,msoa21cd,"
    "wz11cd,sicbl26cd,bua24cd,ruc21ind,oac21ind,lat,long,lep21cd1,lep21cd2,pfa23cd,imd25ind,icb26cd"
)
# The header of the ONS Postcode Directory of 2023, whose values stand in quotation marks.
ONSPD = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,"
    "osgrdind,oshlthau,nhser,ctry,rgn,streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,"
    "park,lsoa01,msoa01,ur01ind,oac01,oa11,lsoa11,msoa11,wz11,sicbl,bua11,buasd11,ru11ind,oac11,"
    "lat,long,lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21"
)
SQUARE = 0.1
Row = tuple[str, str, str, float, float]


def write(path: Path, header: str, rows: int, is_quoted: bool) -> None:
    """Write a file of at most so many rows; what the importer does not look at is filled up."""
    names = header.split(",")
    lat, force = names.index("lat"), names.index("pfa" if "pfa" in names else "pfa23cd")
    mark = '"' if is_quoted else ""
    filler = f"{mark}E05009288{mark}"
    before = ",".join([filler] * (lat - 3))
    between = ",".join([filler] * (force - lat - 2))
    after = ",".join([filler] * (len(names) - force - 1))
    with path.open("w", encoding="ascii", newline="") as file:
        file.write(header + "\r\n")
        for number, (outcode, incode, code, north, east) in enumerate(postcodes()):
            if number == rows:
                break
            forms = (f"{outcode:4}{incode}", f"{outcode:5}{incode}", f"{outcode} {incode}")
            start = ",".join(f"{mark}{form}{mark}" for form in forms)
            where = f"{north:.6f},{east:.6f}"
            file.write(f"{start},{before},{where},{between},{mark}{code}{mark},{after}\r\n")


def postcodes() -> Iterator[Row]:
    """Outcode, the part after the space, force, latitude and longitude, without end."""
    table = areas.load().table
    ordered = sorted(table.outcodes, key=lambda outcode: (table.outcodes[outcode][:1], outcode))
    chance = random.Random(1)  # noqa: S311
    for number, outcode in enumerate(ordered):
        forces = [force for force, _count in table.outcodes[outcode]]
        north, east = (
            50 + every_other_bit(number) * SQUARE,
            every_other_bit(number >> 1) * SQUARE - 5,
        )
        count = sum(count for _force, count in table.outcodes[outcode])
        for incode in incodes(count + 25, chance):
            force = table.force_of(f"{outcode} {incode}")
            band = SQUARE / max(len(forces), 1)
            rank = forces.index(force) if force in forces else 0
            code = "" if force is None else table.codes[force]
            up, along = band * (rank + chance.random()), SQUARE * chance.random()
            yield outcode, incode, code, north + up, east + along


def every_other_bit(number: int) -> int:
    """Of a number's bits, so that numbers close to each other are squares close to each other."""
    return sum((number >> 2 * place & 1) << place for place in range(8))


def incodes(count: int, chance: random.Random) -> Iterator[str]:
    """Up to `count` of the parts after the space, spread over sectors."""
    sectors = min(10, -(-count // 250))
    for sector in range(sectors):
        for unit in sorted(chance.sample(UNITS, min(len(UNITS), -(-count // sectors)))):
            yield f"{sector}{unit}"
