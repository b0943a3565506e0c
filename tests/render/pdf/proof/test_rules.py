"""The rules of laid-out pages, on pages drawn by hand: what each finds, and what it lets pass."""

from dataclasses import replace

import pytest

from regesta.render.pdf.proof import RULES, faults, told
from regesta.render.pdf.proof.sheet import MM, Fault, Line, Sheet, Step, columns

LEADING = 20.0
AREA = (100.0, 100.0, 500.0, 700.0)
Path = tuple[tuple[str, int], ...]
PROSE: Path = (("p", 1),)


def line(
    row: int, path: tuple[tuple[str, int], ...] = PROSE, words: str = "Some words", x: float = 100
) -> Line:
    """A line on a row of the page; in the path a name is `tag` or `tag.class`."""
    steps = []
    for name, number in path:
        tag, _, classes = name.partition(".")
        steps.append(Step(tag, tuple(classes.split()), number))
    y = AREA[1] + row * LEADING
    return Line(tuple(steps), x, y, LEADING, x + 100, 500, words, "id")


def page(*lines: Line) -> Sheet:
    return Sheet(*AREA, lines)


def paragraph(number: int, first: int, count: int, name: str = "p") -> list[Line]:
    """So many lines of a paragraph from a row on."""
    return [line(row, ((name, number),)) for row in range(first, first + count)]


FULL = paragraph(90, 0, 27)
NEXT = page(*paragraph(91, 0, 3))


def found(*pages: Sheet) -> list[tuple[str, int]]:
    return [(one.code, one.page) for one in faults(pages)]


def test_an_even_page_is_let_pass() -> None:
    assert found(page(*FULL), NEXT) == []


def test_a_line_that_is_too_long() -> None:
    long = replace(line(0), right=500 + 1.5 * MM)
    assert found(page(long)) == [("LAY501", 0)]
    assert faults([page(long)])[0].about == "1.5 mm"
    assert found(page(replace(line(0), right=500 + 0.9 * MM))) == []
    assert found(Sheet(*AREA, (line(0),), (long,))) == [("LAY501", 0)]


@pytest.mark.parametrize(
    "change",
    [{"x": 90.0}, {"y": 90.0}, {"y": 690.0}, {"room": 510.0}, {"words": "", "right": 510.0}],
    ids=" ".join,
)
def test_what_stands_outside(change: dict[str, float]) -> None:
    assert found(page(replace(line(0), **change))) == [("LAY502", 0)]


@pytest.mark.parametrize(("under", "fault"), [(0, True), (1, True), (2, False)])
def test_a_heading_at_the_foot(under: int, fault: bool) -> None:
    last = page(*FULL, line(27, (("h2", 5),)), *paragraph(6, 28, under))
    assert found(last, NEXT) == ([("LAY503", 0)] if fault else [])
    assert found(last) == []


def test_lone_lines() -> None:
    assert found(page(*FULL, *paragraph(5, 27, 1)), page(*paragraph(5, 0, 3))) == [("LAY504", 0)]
    assert found(page(*FULL, *paragraph(5, 27, 2)), page(*paragraph(5, 0, 1))) == [("LAY504", 1)]
    assert found(page(*FULL, *paragraph(5, 27, 2)), page(*paragraph(5, 0, 2))) == []
    assert found(page(*FULL, *paragraph(5, 27, 1)), NEXT) == []  # of one line


def test_the_lines_of_a_cell_are_no_paragraph() -> None:
    row = (("table", 1), ("tr", 2))
    cells = [line(27, (*row, ("td", 3), ("p", 4))), line(27, (*row, ("td", 5)), x=300)]
    rest = [line(0, (*row, ("td", 3), ("p", 4))), line(0, (*row, ("td", 5)), x=300)]
    assert found(page(*FULL, *cells), page(*rest)) == []


@pytest.mark.parametrize(("under", "fault"), [(0, True), (2, True), (3, False)])
def test_a_docket_at_the_foot(under: int, fault: bool) -> None:
    docket = line(24, (("header.docket", 5), ("table", 6), ("tr", 7), ("td", 8)))
    assert found(page(*FULL[:24], docket, *paragraph(9, 25, under)), NEXT) == (
        [("LAY505", 0)] if fault else []
    )


def test_a_caption_apart() -> None:
    picture = line(26, (("figure", 5),), words="")
    caption = (("figure", 5), ("figcaption", 6))
    assert found(page(*FULL, picture), page(line(0, caption), line(1, caption))) == [("LAY506", 1)]
    assert found(page(*FULL[:24], picture, line(27, caption)), NEXT) == []


@pytest.mark.parametrize(("inner", "fault"), [(("ul", 7), True), (("p", 7), False)])
def test_a_heading_of_the_index_apart(inner: tuple[str, int], fault: bool) -> None:
    """In the next column of the same page, too; lines of the same entry are another matter."""
    head = (("div.index", 5), ("li", 6))
    below = (*head, inner, ("li", 8)) if fault else head
    column = [line(row, (("div.index", 5), ("li", 100 + row))) for row in range(27)]
    assert ("LAY507" in dict(found(page(*column, line(27, head), line(0, below, x=300))))) is fault


def test_a_page_with_little_on_it() -> None:
    assert found(page(*FULL[:9]), NEXT) == [("LAY508", 0)]
    assert found(page(*FULL[:10]), NEXT) == []
    assert found(page(*FULL[:2])) == []
    assert found(page(), NEXT) == []


def test_a_ladder_of_hyphens() -> None:
    broken = [line(row, words="inter\u2010") for row in range(3)]
    assert found(page(*broken, line(3))) == [("LAY509", 0)]
    assert found(page(*broken[:2], line(2))) == []
    assert ("LAY509", 1) in found(page(*FULL[:25], *broken[:2]), page(broken[2], *FULL[1:3]))
    other = [replace(one, path=(Step("p", (), 40 + row),)) for row, one in enumerate(broken)]
    assert found(page(*other)) == []


def test_columns_go_down_and_cells_stand_side_by_side() -> None:
    row = (("tr", 2),)
    cells = [line(2, (*row, ("td", 3))), line(3, (*row, ("td", 3))), line(2, (*row, ("td", 4)), x=300)]
    lines = [line(0), line(1), *cells, line(0, x=300)]
    assert [len(run) for run in columns(lines)] == [5, 1]


def test_a_finding_is_told_with_its_page_and_a_few_words() -> None:
    fault = Fault("LAY504", 0, 1.0, "“One line,” he said. Another one is not shown at all", "id")
    said = told(fault, "xii", None)
    assert said.message == 'page xii: a line of a paragraph stands alone, at "One line, he said."'
    assert said.hint


def test_each_rule_has_a_code_of_its_own() -> None:
    assert len({rule.RULE for rule in RULES}) == len(RULES) == 9
