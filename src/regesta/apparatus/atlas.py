"""A map of places as a drawing: outlines, a dot for each place, and names that never overlap.

Places and sizes alone, in points; a template draws them. The frame is that of the places. What today's
outlines cannot show of the past says the caption.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import cos, pi, radians, sin

from regesta.book import entries, printed
from regesta.facts import Mention
from regesta.lettering import width
from regesta.model import Book
from regesta.outlines import Line, outlines
from regesta.registers import Place

WIDTH, LOWEST, TALLEST = 343, 150.0, 400.0
SCREEN = (230, 250, 270, 300, WIDTH)  # the narrower, the larger are letters on a phone
SIZE, DOT, MARGIN = 7.6, 2.0, 4.0
ROOM = 1.12  # by which other letters, which an e-book may have, are wider than ours
AROUND, LEAST = 0.12, 0.8  # of the span of the places, and in degrees: what is shown around them
DIRECTIONS = 16
CLOSE = 2.0  # between two points of a line that a name must not cover
BESIDE, AWAY = (0.0,), tuple(map(float, range(8, 120, 6)))  # how far from its dot a name may stand
# First beside its dot and off the lines, then beside it, then away from it.
TRIES = (
    *product(BESIDE, range(DIRECTIONS), (True,)),
    *product(BESIDE, range(DIRECTIONS), (False,)),
    *product(AWAY, range(DIRECTIONS), (False,)),
)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A place: its dot, its name and where that begins, and whether a line leads from one to the other."""

    words: str
    dot: tuple[float, float]
    x: float
    y: float
    box: Box
    led: bool

    @property
    def hook(self) -> tuple[float, float]:
        """Where the line from the dot meets the name: at the nearest point of its frame."""
        (x, y), (left, top, right, bottom) = self.dot, self.box
        return min(max(x, left), right), min(max(y, top), bottom)


@dataclass(frozen=True, slots=True)
class Map:
    """One drawing: its width and height, its lines as paths, its names, and all of them in words."""

    width: int
    height: float
    coasts: str
    borders: str
    names: tuple[Name, ...]
    told: str


def drawable(place: Place) -> bool:
    """Whether a place has coordinates, and the outlines reach so far."""
    west, south, east, north = outlines().frame
    if place.position is None:
        return False
    lat, long = place.position
    return west <= long <= east and south <= lat <= north


def marked(book: Book) -> tuple[Place, ...]:
    """The places that the texts mark, in the order in which they are met."""
    facts = (fact for text in printed(book) for fact in text.facts if isinstance(fact, Mention))
    found = (one for fact in facts if fact.kind == "place" for one in entries(book, fact))
    return tuple(dict.fromkeys(one for one in found if isinstance(one, Place)))


def draw(places: Sequence[Place], wide: int = WIDTH) -> Map:
    """The map of these places, all of which are drawable."""
    at = [place.position for place in places if place.position]
    view = _View(at, wide)
    dots = [view.point(long, lat) for lat, long in at]
    held = outlines()
    drawn = tuple(point for one in (held.coasts, held.borders) for point in view.along(one))
    names = tuple(_names([place.name for place in places], dots, (wide, view.height), drawn))
    told = ", ".join(place.name for place in places)
    return Map(wide, view.height, view.path(held.coasts), view.path(held.borders), names, told)


def narrow(places: Sequence[Place]) -> Map:
    """The same for a screen: as narrow as all names that the page has find room."""
    whole = draw(places)
    made = (draw(places, wide) for wide in SCREEN)
    return next((one for one in made if len(one.names) == len(whole.names)), whole)


class _View:
    """Degrees → points: as wide as is said, with some land around the places; true along the middle."""

    def __init__(self, at: Sequence[tuple[float, float]], width: int) -> None:
        lats, longs = [lat for lat, _ in at], [long for _, long in at]
        self.middle = (min(lats) + max(lats)) / 2
        narrow = cos(radians(self.middle))
        wide, tall = (max(longs) - min(longs)) * narrow, max(lats) - min(lats)
        wide, tall = (max(one * (1 + 2 * AROUND), one + 2 * LEAST) for one in (wide, tall))
        wide = max(wide, tall * width / TALLEST)
        self.width, self.scale = width, width / wide
        self.height = round(min(max(tall * self.scale, LOWEST), TALLEST), 1)
        self.narrow = narrow
        self.left = (min(longs) + max(longs)) / 2 - wide / narrow / 2
        self.top = self.middle + self.height / self.scale / 2

    def point(self, long: float, lat: float) -> tuple[float, float]:
        """Where a place is drawn."""
        x, y = (long - self.left) * self.narrow * self.scale, (self.top - lat) * self.scale
        return round(x, 1), round(y, 1)

    def path(self, lines: Sequence[Line]) -> str:
        """The lines that touch the drawing, as one path."""
        drawn = ([self.point(long, lat) for long, lat in line] for line in lines)
        return " ".join(_path(points) for points in drawn if self._touches(points))

    def along(self, lines: Sequence[Line]) -> Iterator[tuple[float, float]]:
        """Points of the drawn lines, close to each other."""
        for line in lines:
            points = [self.point(long, lat) for long, lat in line]
            for (ax, ay), (bx, by) in pairwise(points) if self._touches(points) else ():
                steps = max(1, int(max(abs(bx - ax), abs(by - ay)) / CLOSE))
                yield from ((ax + (bx - ax) * n / steps, ay + (by - ay) * n / steps) for n in range(steps))

    def _touches(self, points: Sequence[tuple[float, float]]) -> bool:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs) < self.width and max(xs) > 0 and min(ys) < self.height and max(ys) > 0


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _names(
    words: Sequence[str],
    dots: Sequence[tuple[float, float]],
    frame: tuple[float, float],
    drawn: Sequence[tuple[float, float]],
) -> Iterator[Name]:
    """The names in the order of the places; crowded ones are placed first, and off the lines if they can."""
    spots: list[Box] = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in dots]
    taken: list[Box] = []
    made: dict[int, Name] = {}
    for n in sorted(range(len(dots)), key=lambda one: (_nearest(one, dots), one)):
        wide = width(words[n], SIZE) * ROOM
        others = (*taken, *(spot for other, spot in enumerate(spots) if other != n))
        for reach, turn, clear in TRIES:
            box = _box(dots[n], wide, reach, turn)
            free = _inside(box, frame) and not any(_overlap(box, one) for one in others)
            if free and not (clear and any(_holds(box, point) for point in drawn)):
                taken.append(box)
                made[n] = Name(words[n], dots[n], box[0], round(box[3] - SIZE * 0.22, 1), box, reach > 0)
                break
    yield from (made[n] for n in sorted(made))


def _nearest(one: int, dots: Sequence[tuple[float, float]]) -> float:
    x, y = dots[one]
    return min(((x - a) ** 2 + (y - b) ** 2 for n, (a, b) in enumerate(dots) if n != one), default=0.0)


def _box(dot: tuple[float, float], wide: float, reach: float, turn: int) -> Box:
    """Where a name stands beside its dot, the right side first and then, turn by turn, all around."""
    angle = (turn + 1) // 2 * (1 if turn % 2 else -1) * 2 * pi / DIRECTIONS
    away = DOT + 2 + reach
    x, y = dot[0] + away * cos(angle), dot[1] + (away + SIZE / 2) * sin(angle)
    left = x if cos(angle) > 0.3 else x - wide if cos(angle) < -0.3 else x - wide / 2  # noqa: PLR2004 - a third
    top = y - SIZE / 2
    return round(left, 1), round(top, 1), round(left + wide, 1), round(top + SIZE, 1)


def _inside(box: Box, frame: tuple[float, float]) -> bool:
    left, top, right, bottom = box
    return left >= MARGIN and top >= MARGIN and right <= frame[0] - MARGIN and bottom <= frame[1] - MARGIN


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
