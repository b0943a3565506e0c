"""Coasts and borders of Europe, for maps, from the package alone; `.ci/outlines` makes them."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Line = tuple[tuple[float, float], ...]  # longitude and latitude, point by point


@dataclass(frozen=True, slots=True)
class Outlines:
    """What can be drawn, and within which degrees: west, south, east, north."""

    coasts: tuple[Line, ...]
    borders: tuple[Line, ...]
    frame: tuple[float, float, float, float]


@cache
def outlines() -> Outlines:
    """All of it."""
    held = json.loads(files("regesta").joinpath("outlines.json").read_text("utf-8"))
    west, south, east, north = held["frame"]
    return Outlines(_lines(held["coasts"]), _lines(held["borders"]), (west, south, east, north))


def _lines(held: list[list[int]]) -> tuple[Line, ...]:
    return tuple(tuple((x / 100, y / 100) for x, y in zip(*[iter(one)] * 2, strict=True)) for one in held)
