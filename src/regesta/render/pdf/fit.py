"""A sheet that fits its paper: laid out by steps from loose to tight until it fills whole sides.

What a step gives up, and in which order, is written in `styles/css/handout/fit.css`; here is only which
one is taken. The template writes the step as designed, and one sheet of paper, as classes of its root.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from regesta.render.pdf.fragment import Order

STEP, PAPER = re.compile(r"\bfit-\d\b"), "paper-1"
DESIGNED, LOOSEST = 5, 1
FULL = 0.92  # of a side: where the last is so full, a looser step is not tried
SPILT = 0.25  # of a side: less than this on the last one has spilt over
SIDES = 2  # of a sheet of paper


def fitted(order: Order, render: Callable[[Order], Any], filled: Callable[[Any], float]) -> Any:
    """The document by the loosest step that needs no more paper; as designed, where none fits.

    `filled` says how much of a page is filled, from 0 to 1.
    """
    if order.fits is None:
        return render(order)
    loose, tight = order.fits

    @cache
    def at(step: int) -> Any:
        return render(replace(order, xhtml=STEP.sub(f"fit-{step}", order.xhtml, count=1)))

    step, designed = DESIGNED, at(DESIGNED)
    limit = _limit(designed, lambda: at(tight), filled)
    if len(designed.pages) == limit and filled(designed.pages[-1]) > FULL:
        loose = DESIGNED
    for tried in _tried(loose, tight, lambda step: _fits(at(step), limit, filled)):
        step = tried
    paper = -(-len(at(step).pages) // SIDES)
    if paper == 1:
        return at(step)
    xhtml = STEP.sub(f"fit-{step}", order.xhtml, count=1).replace(PAPER, f"paper-{paper}", 1)
    return render(replace(order, xhtml=xhtml))


def spilt(count: int, filled: float) -> bool:
    """Whether a few lines stand alone on the last of several sides."""
    return count > 1 and filled < SPILT


def _limit(document: Any, tightest: Callable[[], Any], filled: Callable[[Any], float]) -> int:
    """On how many sides it should end: those of whole sheets, of one less if the tightest step saves one."""
    sides = len(document.pages)
    if sides == 1:
        return 1
    whole = sides + sides % SIDES
    if sides % SIDES or spilt(sides, filled(document.pages[-1])):
        least = len(tightest().pages)
        return least + least % SIDES if 1 < least < sides else whole
    return whole


def _fits(document: Any, limit: int, filled: Callable[[Any], float]) -> bool:
    sides = len(document.pages)
    return sides <= limit and not spilt(sides, filled(document.pages[-1]))


def _tried(loose: int, tight: int, fits: Callable[[int], bool]) -> Iterator[int]:
    """Steps that fit, each better than the one before; a looser step never needs less room."""
    if fits(DESIGNED):
        yield from _loosest(loose, DESIGNED - 1, fits)
        return
    tighter = tuple(_loosest(DESIGNED + 1, tight, fits))
    # What no step can take back may at least fill the side on which it has spilt, whatever it is.
    yield from tighter or [one for one in range(LOOSEST, DESIGNED) if fits(one)][-1:]


def _loosest(low: int, high: int, fits: Callable[[int], bool]) -> Iterator[int]:
    while low <= high:
        middle = (low + high) // 2
        if fits(middle):
            yield middle
            high = middle - 1
        else:
            low = middle + 1
