"""Postcodes with one of another force close by, from where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import cos, hypot, radians
from typing import Final

from fourfold.core.support.gathering import NOBODY, Gathered

METRES: Final = 100
"""How close another force must be for both to be named."""

_METRES_OF_DEGREE = 111_320
# Squares a degree, of latitude and of longitude: of about two kilometres to leave out the inland,
# then of a good hundred metres. North of 61 degrees, where they are narrower, no forces meet.
_COARSE = (50.0, 25.0)
_FINE = (1000.0, 500.0)
_ROW = 1_000_000
_NORTHMOST = 90.0
Point = tuple[float, float, int, int]
"""Latitude, longitude, force and key."""


def near_borders(found: Gathered) -> dict[str, tuple[int, ...]]:
    """Each postcode within METRES of one of another force, with those forces, the nearest first."""
    points = _where_forces_meet(_points(found), _masks(_points(found), _COARSE), _COARSE)
    points = _where_forces_meet(points, _masks(points, _FINE), _FINE)
    inside: dict[int, list[Point]] = {}
    for each in points:
        inside.setdefault(_square(each[0], each[1], _FINE), []).append(each)
    near = ((each, _others(each, inside)) for each in points)
    return {found.postcode(point[3]): others for point, others in near if others}


def _points(found: Gathered) -> Iterator[Point]:
    return zip(found.lats, found.longs, found.forces, found.keys, strict=True)


def _square(lat: float, long: float, size: tuple[float, float]) -> int:
    return int(lat * size[0]) * _ROW + int(long * size[1] + _ROW / 2)


def _masks(points: Iterable[Point], size: tuple[float, float]) -> dict[int, int]:
    """The forces in each square, as bits."""
    (down, along), masks, half = size, dict[int, int](), _ROW / 2
    for lat, long, force, _key in points:
        square = int(lat * down) * _ROW + int(long * along + half)
        if force != NOBODY:
            masks[square] = masks.get(square, 0) | 1 << force
    return masks


def _where_forces_meet(
    points: Iterable[Point], masks: Mapping[int, int], size: tuple[float, float]
) -> list[Point]:
    """The points in squares in which, or beside which, there is more than one force."""
    (down, along), half = size, _ROW / 2
    meeting = {square for square in masks if _is_mixed(masks, square)}
    return [
        point
        for point in points
        if int(point[0] * down) * _ROW + int(point[1] * along + half) in meeting
        and point[0] < _NORTHMOST
        and point[2] != NOBODY
    ]


def _is_mixed(masks: Mapping[int, int], square: int) -> bool:
    found = 0
    for each in _around(square):
        found |= masks.get(each, 0)
    return found.bit_count() > 1


def _around(square: int) -> tuple[int, ...]:
    return tuple(square + up + along for up in (-_ROW, 0, _ROW) for along in (-1, 0, 1))


def _others(point: Point, inside: Mapping[int, list[Point]]) -> tuple[int, ...]:
    lat, long, force, _key = point
    shrink = cos(radians(lat))
    nearest: dict[int, float] = {}
    for square in _around(_square(lat, long, _FINE)):
        for north, east, other, _other_key in inside.get(square, ()):
            if other != force:
                apart = hypot(north - lat, (east - long) * shrink) * _METRES_OF_DEGREE
                if apart <= METRES and apart < nearest.get(other, METRES + 1):
                    nearest[other] = apart
    return tuple(sorted(nearest, key=lambda each: (nearest[each], each)))
