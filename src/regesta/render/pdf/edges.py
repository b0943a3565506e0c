"""Areas that touch the edge of a page, taken out over it: what a knife leaves of them shows no white line.

Whoever lays out a page thinks of the trimmed page; a printer cuts a millimetre beside it. So an area, or a
path of straight lines, that reaches the edge is drawn further. Pictures and curves are left as they are:
they would have to be made larger, which a stylesheet can do and we cannot.
"""

import re

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
# Along one side: scale and shift to the page, the end of the bleed, what is near either end, the other bleed.
Side = tuple[float, float, float, float, float, float]
NEAR = 0.1  # pt; nearer than this is at the edge
WHOLE: Matrix = (1, 0, 0, 1, 0, 0)
DRAWN = re.compile(rb"(?:-?[\d.]+ ){2,6}(?:re|cm|[ml])|[qQ]")


def bled(content: bytes, trim: Box, bleed: float) -> bytes:
    """The content of a page where all that reaches the edge reaches over it; a line holds one operator."""
    matrix, held = WHOLE, list[Matrix]()
    lines = content.split(b"\n")
    for at, line in enumerate(lines):
        if not DRAWN.fullmatch(line):
            continue
        *numbers, sign = line.split()
        given = [float(one) for one in numbers]
        if sign == b"q":
            held.append(matrix)
        elif sign == b"Q":
            matrix = held.pop()
        elif sign == b"cm":
            matrix = _times(given, matrix)
        elif matrix[0] and matrix[3] and not (matrix[1] or matrix[2]):
            lines[at] = _drawn(given, sign, matrix, (trim, bleed))
    return b"\n".join(lines)


def _times(given: list[float], outer: Matrix) -> Matrix:
    a, b, c, d, e, f = given
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _drawn(given: list[float], sign: bytes, matrix: Matrix, edges: tuple[Box, float]) -> bytes:
    """The operator that takes the place of this one: a rectangle grows, the point of a path moves."""
    (left, low, right, high), bleed = edges
    a, _, _, d, e, f = matrix
    across = (a, e, left - bleed, left + NEAR, right - NEAR, right + bleed)
    along = (d, f, low - bleed, low + NEAR, high - NEAR, high + bleed)
    if sign == b"re":
        (x, w), (y, h) = _grown(given[0], given[2], across), _grown(given[1], given[3], along)
        numbers = [x, y, w, h]
    else:
        numbers = [_moved(given[0], across), _moved(given[1], along)]
    return b" ".join(b"%.6f" % one for one in numbers) + b" " + sign


def _grown(start: float, length: float, side: Side) -> tuple[float, float]:
    """Where a rectangle begins along a side of the page, and how long it is."""
    scale, shift, out, first, last, beyond = side
    low, high = sorted((start * scale + shift, (start + length) * scale + shift))
    low = min(low, out) if low <= first else low
    high = max(high, beyond) if high >= last else high
    ends = sorted(((low - shift) / scale, (high - shift) / scale))
    return ends[0], ends[1] - ends[0]


def _moved(place: float, side: Side) -> float:
    """Where the point of a path lies along a side of the page."""
    scale, shift, out, first, last, beyond = side
    at = place * scale + shift
    at = min(at, out) if at <= first else max(at, beyond) if at >= last else at
    return (at - shift) / scale
