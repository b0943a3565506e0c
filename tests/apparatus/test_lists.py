"""Figures by their numbers, abbreviations that somebody used."""

from collections.abc import Callable
from pathlib import Path

from regesta.apparatus import abbreviations, figures
from regesta.book import target
from regesta.editions.audience import for_audience
from regesta.model import Book
from regesta.tree import text
from tests.conftest import WORKED, copied
from tests.reading import WORDS, book, every_anchor_on_page

Edit = Callable[[Path, str, str], None]
FIGURE = '::: figure @fig-{} file="pictures/plan.svg" alt="a" credit="c" licence="l"\nWords.\n:::\n\n'


def seen(manuscript: Path = WORKED) -> Book:
    return for_audience(book(manuscript), "student")


def test_a_figure_in_the_list() -> None:
    one = seen()
    made = figures.make(one, every_anchor_on_page(one), WORDS).content
    line, drawn, mapped, counted = made  # type: ignore[misc]
    named = (drawn.number, drawn.place.anchor, drawn.credit)
    assert named == (2, "fig-days", "Drawn from the data of this book")
    assert drawn.licence == one.settings.licence
    assert (mapped.number, mapped.credit) == (3, "Places: invented")
    assert (counted.number, counted.credit) == (4, "Drawn from the data of this book")
    assert (line.number, line.credit, line.licence) == (1, "Drawn by Ada Example", "CC BY-SA 4.0")
    assert (line.place.label, line.place.anchor) == ("7", "fig-plan")
    assert " ".join(map(text, line.caption)).startswith("The plan that was never built")


def test_figures_are_numbered_as_they_are_met(tmp_path: Path, edit: Edit) -> None:
    manuscript = copied(WORKED, tmp_path / "worked")
    edit(manuscript / "sources" / "src-letter.md", "::: questions", f"{FIGURE.format('inner')}::: questions")
    edit(manuscript / "chapters" / "01-ferry.md", "## The wire", f"{FIGURE.format('last')}## The wire")
    one = book(manuscript)
    found = {key: target(one, key) for key in ("fig-plan", "fig-inner", "fig-last")}
    assert [found_.number for found_ in found.values() if found_] == [1, 2, 3]


def test_no_figures_no_list() -> None:
    one = for_audience(book(), "student")
    assert figures.make(one, every_anchor_on_page(one), WORDS).content == ()


def test_abbreviations_that_are_used_and_no_others() -> None:
    one = seen()
    lines = abbreviations.make(one, every_anchor_on_page(one), WORDS).content
    assert [(line.short, line.meaning) for line in lines] == [  # type: ignore[attr-defined]
        ("RBL", "River Board of Lhota"),
        ("sv.", "svého"),
    ]
