"""Postcodes with one of another force close by, from where they are."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from math import cos, hypot, radians
from typing import Final

from fourfold.core.support.gathering import NOBODY, Gathered

METRES: Final = 100
"""How close another force must be for both to be named."""

_METRES_OF_DEGREE = 111_320
# Squares a degree, of latitude and of longitude: of about a kilometre to leave out the inland, then
# of a good hundred metres. North of 61 degrees, where they are narrower, no forces meet.
_COARSE = (100.0, 50.0)
_FINE = (1000.0, 500.0)
_ROW = 1_000_000
_EAST = _ROW / 2
_NORTHMOST = 90.0


def near_borders(found: Gathered) -> dict[str, tuple[int, ...]]:
    """Each postcode within METRES of one of another force, with those forces, the nearest first.

    Postcodes are named by their place in `found` until the end: there are millions.
    """
    places: Sequence[int] = range(len(found.keys))
    for size in (_COARSE, _FINE):
        places = _where_forces_meet(found, places, size)
    inside: dict[int, list[int]] = {}
    for place in places:
        square = _square(found.lats[place], found.longs[place], _FINE)
        inside.setdefault(square, []).append(place)
    near = ((place, _others(found, place, inside)) for place in places)
    return {found.postcode(found.keys[place]): others for place, others in near if others}


def _square(lat: float, long: float, size: tuple[float, float]) -> int:
    return int(lat * size[0]) * _ROW + int(long * size[1] + _EAST)


def _where_forces_meet(
    found: Gathered, places: Sequence[int], size: tuple[float, float]
) -> array[int]:
    """The places in squares in which, or beside which, there is more than one force."""
    (down, along), lats, longs, forces = size, found.lats, found.longs, found.forces
    masks: dict[int, int] = {}
    for place in places:
        if (force := forces[place]) != NOBODY and (lat := lats[place]) < _NORTHMOST:
            square = int(lat * down) * _ROW + int(longs[place] * along + _EAST)
            masks[square] = masks.get(square, 0) | 1 << force
    meeting = {square for square in masks if _is_mixed(masks, square)}
    return array(
        "I",
        (
            place
            for place in places
            if int(lats[place] * down) * _ROW + int(longs[place] * along + _EAST) in meeting
            and forces[place] != NOBODY
        ),
    )


def _is_mixed(masks: Mapping[int, int], square: int) -> bool:
    found = 0
    for each in _around(square):
        found |= masks.get(each, 0)
    return found.bit_count() > 1


def _around(square: int) -> tuple[int, ...]:
    return tuple(square + up + along for up in (-_ROW, 0, _ROW) for along in (-1, 0, 1))


def _others(found: Gathered, place: int, inside: Mapping[int, list[int]]) -> tuple[int, ...]:
    lat, long, force = found.lats[place], found.longs[place], found.forces[place]
    shrink = cos(radians(lat))
    nearest: dict[int, float] = {}
    for square in _around(_square(lat, long, _FINE)):
        for each in inside.get(square, ()):
            if (other := found.forces[each]) != force:
                east = (found.longs[each] - long) * shrink
                metres = hypot(found.lats[each] - lat, east) * _METRES_OF_DEGREE
                if metres <= METRES and metres < nearest.get(other, METRES + 1):
                    nearest[other] = metres
    return tuple(sorted(nearest, key=lambda each: (nearest[each], each)))
