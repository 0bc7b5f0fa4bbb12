"""A small postcode directory with the columns of the real one and made-up places."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bench.directory import NSPL, ONSPD
from fourfold.core.support.table import UNITS
from fourfold.data import areas, forces

HEADERS = {
    # The headers of releases, as public code has them.
    "NSPL 2026": NSPL,
    "ONSPD 2023": ONSPD,
    "NSPL 2019": (
        "pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa11,cty,ced,laua,ward,"
        "hlthau,nhser,ctry,rgn,pcon,eer,teclec,ttwa,pct,nuts,park,lsoa11,msoa11,wz11,ccg,bua11,"
        "buasd11,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv,stp"
    ),
    "NSPL 2020, from the map service": (
        "X,Y,objectid,pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa11,cty,"
        "laua,ward,hlthau,ctry,pcon,eer,teclec,ttwa,pct,nuts,park,lsoa11,msoa11,wz11,ccg,bua11,"
        "buasd11,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,ced,nhser,rgn,calncv,stp"
    ),
    "capitals": NSPL.upper(),
    "only the packed form": "pcd,dointr,lat,long,pfa",
}
SHARED = ("M1", "LS1")


@dataclass(frozen=True)
class Row:
    """One postcode."""

    postcode: str
    code: str
    lat: float
    long: float


def rows(seed: int = 1) -> list[Row]:
    """Every force of Great Britain with an outcode of its own; two that five forces share, in
    clumps that touch; and what has no place or is left out."""
    chance = random.Random(seed)  # noqa: S311
    made = list(_own(chance))
    codes = sorted(code for code in forces.by_code() if not code.startswith("N"))[:5]
    for outcode in SHARED:
        for sector in range(4):
            usual = chance.choice(codes)
            for unit in chance.sample(UNITS, 60):
                code = usual if chance.random() < 0.8 else chance.choice(codes)
                lat, long = 53 + chance.random() / 100, -2 + chance.random() / 50
                made.append(Row(f"{outcode} {sector}{unit}", code, lat, long))
    made.append(Row("W1E 1AA", "", 99.999999, 0.0))
    made.append(Row("JE2 3AB", "L99999999", 99.999999, 0.0))
    made.append(Row("IM1 1AA", "M99999999", 99.999999, 0.0))
    made.append(Row("BT1 5GS", "N99999999", 54.5, -5.9))
    return made


def _own(chance: random.Random) -> Iterator[Row]:
    table = areas.load().table
    alone = {
        counted[0][0]: outcode
        for outcode, counted in table.outcodes.items()
        if len(counted) == 1 and outcode not in SHARED and not outcode.startswith("BT")
    }
    for number, (force, outcode) in enumerate(sorted(alone.items())):
        for unit in chance.sample(UNITS, 12):
            lat = 50 + number / 10 + chance.random() / 100
            yield Row(f"{outcode} 1{unit}", table.codes[force], lat, 0.5)


def lines(made: Iterable[Row], header: str = NSPL, mark: str = "", end: str = "\r\n") -> str:
    """The text of the file."""
    names = header.split(",")
    written = [header]
    for row in made:
        outcode, incode = row.postcode.split(" ")
        known = {
            "pcd": f"{outcode:4}{incode}",
            "pcd7": f"{outcode:4}{incode}",
            "pcd2": f"{outcode:5}{incode}",
            "pcd8": f"{outcode:5}{incode}",
            "pcds": row.postcode,
            "lat": f"{row.lat:.6f}",
            "long": f"{row.long:.6f}",
            "pfa": row.code,
            "pfa23cd": row.code,
            "doterm": "199606",
        }
        written.append(",".join(mark + known.get(name.lower(), "E1") + mark for name in names))
    return end.join(written) + end
