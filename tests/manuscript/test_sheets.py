"""The sheets and keys of every source of the publication, as they come out of a printer, on both papers."""

from collections.abc import Iterator

import pytest

from regesta.classroom.asked import Asked, Paper
from regesta.diagnostics import Checked
from regesta.editions.handout import Handout, handout
from regesta.kinds import Unknown
from regesta.model import Artifact, PageMap
from regesta.pipeline import Wanted, build, silently
from regesta.render.pdf.crew import Means
from regesta.workspace import cores, read, read_faces
from tests.conftest import MANUSCRIPT
from tests.paper import Side, sides
from tests.reading import book, plainly

PAPERS: tuple[Paper, ...] = ("a4", "letter")
SIZES = {"a4": (210, 297), "letter": (216, 279)}
SOURCES = sorted(file.stem for file in (MANUSCRIPT / "sources").glob("*.md"))
A_FEW_LINES = 0.3  # of a side
EDGE = 8  # mm that a copier may clip
BIND = 24.5  # mm for punch holes, a hanging letter let through
ROUND = 0.05  # mm


@pytest.fixture(scope="module")
def printed() -> Checked[tuple[Artifact, ...]]:
    """All of them."""
    inputs, means = read(MANUSCRIPT), Means(read_faces(silently), cores())
    return build(inputs.value, Wanted(("handouts",), handouts=Asked(papers=PAPERS)), means)


@pytest.fixture(scope="module")
def sheets(printed: Checked[tuple[Artifact, ...]]) -> dict[str, tuple[Side, ...]]:
    """Their sides, by path."""
    return {one.path.removeprefix("handouts/"): sides(one.content) for one in printed.value}


Sheets = dict[str, tuple[Side, ...]]


def test_every_source_has_a_sheet_and_a_key_on_both_papers(sheets: Sheets) -> None:
    assert sorted(sheets) == sorted(
        f"{path}-{paper}.pdf"
        for one in SOURCES
        for path in (f"student/{one}", f"teacher/{one}-key")
        for paper in PAPERS
    )
    for path, held in sheets.items():
        size = next(size for paper, size in SIZES.items() if path.endswith(f"-{paper}.pdf"))
        assert {(round(one.width), round(one.height)) for one in held} == {size}, path


def test_a_sheet_takes_whole_sheets_of_paper(sheets: Sheets) -> None:
    odd = {path: len(held) for path, held in sheets.items() if len(held) not in (2, 4)}
    assert odd == {}


def test_no_last_side_holds_only_a_few_lines(sheets: Sheets, printed: Checked[tuple[Artifact, ...]]) -> None:
    short = {path: held[-1].filled for path, held in sheets.items() if held[-1].filled < A_FEW_LINES}
    assert short == {}
    assert [one.message for one in printed.diagnostics if one.code == "SHT001"] == []


def test_nothing_is_printed_where_a_copier_clips_or_a_hole_is_punched(sheets: Sheets) -> None:
    for path, held in sheets.items():
        for number, side in enumerate(held, 1):
            assert side.clear >= EDGE, (path, number)
            left = min(one.left for one in side.words)
            right = side.width - max(one.right for one in side.words)
            if path.startswith("student/"):  # the hatched edge of a key lies in that margin
                assert (left if number % 2 else right) >= BIND, (path, number)


def below_another(side: Side) -> Iterator[float]:
    """The room above each line to write on that is not the first under its question."""
    for one in side.ruled:
        if any(abs(one.top - other.bottom) < ROUND and one.left == other.left for other in side.ruled):
            yield one.height


def test_lines_to_write_on_are_eight_or_nine_millimetres_apart(sheets: Sheets) -> None:
    for path, held in sheets.items():
        rooms = [room for side in held for room in below_another(side)]
        if path.startswith("student/"):
            assert len(rooms) >= 6, path
            assert min(rooms) >= 8 - ROUND, path
            assert max(rooms) <= 9 + ROUND, path
        else:
            assert rooms == [], path


# What they hold -------------------------------------------------------------------------------------

BOOK = book(MANUSCRIPT)


@pytest.mark.parametrize("id", SOURCES)
def test_a_sheet_has_all_that_a_lesson_needs(id: str) -> None:
    made = handout(BOOK, id, "student", PageMap(), plainly).value.content
    assert isinstance(made, Handout)
    assert 1 <= len(made.word_box) <= 8
    assert 4 <= len(made.rows) <= 6
    assert any(row.source == id for row in made.rows)
    assert made.second
    assert made.code or isinstance(made.record.source_url, Unknown)
    assert made.record.inquiry
    assert (made.record.minutes, made.record.level) != (None, None)
    assert made.docket.credit
    assert [one.number for one in made.questions if not (one.skill and one.marks and one.lines >= 2)] == []
    assert [one.number for one in made.questions if one.answers] == []
    assert made.remarks == ()


@pytest.mark.parametrize("id", SOURCES)
def test_a_key_has_all_that_a_teacher_needs(id: str) -> None:
    made = handout(BOOK, id, "teacher", PageMap(), plainly).value.content
    assert isinstance(made, Handout)
    assert [one.number for one in made.questions if not one.answers] == []
    assert made.plan
    assert made.mixed
    assert made.remarks
    assert made.docket.note
    assert made.docket.rights
