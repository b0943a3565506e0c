"""A sheet is fitted to its paper by the loosest step that needs no more of it."""

from dataclasses import dataclass
from typing import Any

from regesta.render.pdf import fit
from regesta.render.pdf.fragment import Order

XHTML = '<html class="student fit-5 paper-1">'


@dataclass
class Document:
    """As many pages as a length takes; how full the last is follows from it."""

    length: float
    xhtml: str

    @property
    def pages(self) -> list[float]:
        """How much of each page is filled."""
        whole = int(self.length)
        rest = round(self.length - whole, 6)
        return [1.0] * whole + ([rest] if rest else [])


def fitted(lengths: dict[int, float], loose: int = 1) -> Any:
    """A sheet that takes so many sides at each step from 1 to 9."""

    def render(order: Order) -> Document:
        step = int(fit.STEP.search(order.xhtml)[0][-1])  # type: ignore[index]
        return Document(lengths[step], order.xhtml)

    return fit.fitted(Order("a", XHTML, "sheet", fits=(loose, 9)), render, lambda page: page)


def lengths(designed: float, each: float = 0.1) -> dict[int, float]:
    return {step: round(designed + each * (5 - step), 6) for step in range(1, 10)}


def step(document: Any) -> str:
    return str(fit.STEP.search(document.xhtml)[0])  # type: ignore[index]


def test_room_that_is_left_is_used() -> None:
    assert step(fitted(lengths(1.6))) == "fit-1"
    assert step(fitted(lengths(1.85))) == "fit-4"


def test_a_few_lines_on_a_third_side_are_taken_back() -> None:
    made = fitted(lengths(2.1))
    assert (step(made), len(made.pages)) == ("fit-6", 2)


def test_what_cannot_be_taken_back_fills_the_side_on_which_it_stands() -> None:
    made = fitted(lengths(2.1, 0.04))
    assert step(made) == "fit-8"
    made = fitted({step: 2.2 + 0.02 * (5 - step) for step in range(1, 10)})
    assert (step(made), len(made.pages)) == ("fit-2", 3)
    assert "paper-2" in made.xhtml


def test_a_key_is_loosened_only_where_a_few_lines_stand_alone() -> None:
    assert step(fitted(lengths(1.6), loose=fit.DESIGNED)) == "fit-5"
    made = fitted({step: 1.22 + 0.02 * (5 - step) for step in range(1, 10)}, loose=fit.DESIGNED)
    assert (step(made), len(made.pages)) == ("fit-3", 2)


def test_what_nothing_helps_stays_as_designed_and_is_told() -> None:
    made = fitted(dict.fromkeys(range(1, 10), 2.1))
    assert step(made) == "fit-5"
    assert fit.spilt(len(made.pages), made.pages[-1])


def test_one_side_stays_one_side() -> None:
    made = fitted(lengths(0.9))
    assert (step(made), len(made.pages)) == ("fit-4", 1)
