"""What makes the engine faster changes no byte, and forgets what is no longer true."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from weasyprint import CSS, HTML
from weasyprint.css import ComputedStyle
from weasyprint.css.properties import INITIAL_VALUES, Dimension
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import strut

from regesta.render.pdf import haste, hooks
from tests.conftest import WORKED, made


def unhurried(manuscript: Path) -> dict[str, bytes]:
    """All PDFs of a manuscript, in a process where the engine takes its time."""
    haste.install = lambda: None
    found = {name: one.content for name, one in made(manuscript).items() if name.endswith(".pdf")}
    assert ComputedStyle.__missing__.__module__ == "weasyprint.css"
    return found


def test_a_book_and_its_sheets_are_the_same_without(worked_build: dict[str, Any]) -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        plain = other.submit(unhurried, WORKED).result()
    assert len(plain) > 3
    for name, content in plain.items():
        assert worked_build[name].content == content, name


@pytest.fixture
def style() -> Any:
    """The style of a paragraph, as the engine computes it."""
    hooks.install()
    (page,) = (
        HTML(string="<p>Words</p>").render(stylesheets=[CSS(string="p { margin: 0 3px; width: 50% }")]).pages
    )
    body = page._page_box.children[0].children[0]
    return body.children[0].style


def test_plain_values_come_at_once_and_those_of_rules_do_not(style: Any) -> None:
    assert style["margin_left"] == Dimension(3, "px")
    assert dict.__contains__(style, "z_index")
    assert style["z_index"] == INITIAL_VALUES["z_index"]


def test_lengths_that_depend_on_others_are_left_to_the_engine(style: Any) -> None:
    assert haste._lengths(style) is None
    style["width"] = "auto"
    assert haste._lengths(style)["margin_left"] == 3


def test_what_was_worked_out_is_forgotten_when_a_value_changes(style: Any) -> None:
    class Box:
        pass

    box: Any = Box()
    box.style = style
    style["width"] = Dimension(10, "px")
    resolve_percentages(box, (100, 100))
    style["width"] = Dimension(20, "px")
    resolve_percentages(box, (100, 100))
    assert box.width == 20
    before = strut(style)
    style["font_size"] = 2 * style["font_size"]
    assert strut(style) != before
