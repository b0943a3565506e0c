"""Seconds as bars, on a scale of powers of ten, since a rebuild takes a hundredth of the naive call."""

from math import log10
from xml.sax.saxutils import escape

LEFT, WIDE, LINE = 220, 480, 26
FEWEST, MOST = 0.1, 1000.0


def plot(seconds: dict[str, float]) -> str:
    """An SVG with a bar for each name."""
    height = LINE * (len(seconds) + 2)
    bars = "".join(_bar(at, name, value) for at, (name, value) in enumerate(seconds.items(), 1))
    ticks = "".join(_tick(10.0**power, height) for power in range(-1, 4))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDE + 80}" height="{height}" '
        f'font-family="sans-serif" font-size="12"><title>Seconds by the wall</title>{ticks}{bars}</svg>\n'
    )


def _x(value: float) -> float:
    return LEFT + WIDE * log10(max(value, FEWEST) / FEWEST) / log10(MOST / FEWEST)


def _bar(at: int, name: str, value: float) -> str:
    y, x = at * LINE, _x(value)
    return (
        f'<text x="{LEFT - 8}" y="{y + 14}" text-anchor="end">{escape(name)}</text>'
        f'<rect x="{LEFT}" y="{y}" width="{x - LEFT:.1f}" height="18" fill="#8a2b1a"/>'
        f'<text x="{x + 6:.1f}" y="{y + 14}">{value:.1f} s</text>'
    )


def _tick(value: float, height: int) -> str:
    x = _x(value)
    return (
        f'<line x1="{x:.1f}" y1="18" x2="{x:.1f}" y2="{height}" stroke="#ddd"/>'
        f'<text x="{x:.1f}" y="12" text-anchor="middle" fill="#555">{value:g}</text>'
    )
