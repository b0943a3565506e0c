"""A release: what lies in the room for pupils and in that for teachers; the page that makes lessons."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from syrupy.assertion import SnapshotAssertion

from regesta.classroom.asked import Asked
from regesta.model import Artifact
from regesta.pipeline import Wanted
from regesta.workspace import write
from tests.conftest import MINI, WORKED, made
from tests.hearing import Heard, heard
from tests.leaks import words
from tests.readers import node
from tests.render.pdf.reading import broken_rules

ANSWERS = ("The mayor, to the district", "To pay the other half")


@pytest.fixture(scope="module")
def released() -> dict[str, Artifact]:
    """Both rooms."""
    return made(MINI, Wanted(("classroom",), release=True))


def said(files: dict[str, Artifact], room: str) -> Iterator[str]:
    for path, one in files.items():
        if path.startswith(room):
            yield from (" ".join(each.split()) for each in words(one))


def test_the_room_for_pupils_holds_and_names_nothing_for_teachers(released: dict[str, Artifact]) -> None:
    assert {path.split("/")[0] for path in released} == {"classroom", "teachers", "release.json"}
    shown = "\n".join(said(released, "classroom/"))
    keys = "\n".join(said(released, "teachers/"))
    assert [one for one in ANSWERS if one in keys] != []
    assert [one for one in ANSWERS if one in shown] == []
    page = released["classroom/index.html"].content.decode()
    assert "teachers/" not in page
    assert "../" not in page


def test_the_page_names_only_files_that_are_there(released: dict[str, Artifact]) -> None:
    page = released["classroom/index.html"].content.decode()
    named = set(re.findall(r'(?:href|src)="([^"#:]+)"', page))
    assert len(named) >= 12
    assert [one for one in named if f"classroom/{one}" not in released] == []


@pytest.mark.tools
def test_from_the_page_to_a_lesson(released: dict[str, Artifact], tmp_path: Path) -> None:
    """In Chromium, opened from a folder; what it makes is read again, and nothing is asked of any network."""
    write(tmp_path, tuple(released.values()))
    out = tmp_path / "out"
    out.mkdir()
    given = (tmp_path / "classroom", out, "src-request", "src-answer")
    met: dict[str, Any] = node("classroom.mjs", *given, folder=tmp_path)
    assert [met[one] for one in ("listed", "chosen", "left", "parts", "ways")] == [2, 2, 0, 2, 2]
    assert (met["paper"], met["heading"]) == ("52", "Who paid?")
    assert [rule for name, rules in met.items() if name.startswith("axe") for rule in rules] == []
    assert [met["wide dark"], met["wide light"], met["outside"], met["faults"]] == [False, False, [], []]
    with zipfile.ZipFile(out / met["zip"]) as packed:
        assert packed.testzip() is None
        assert len(packed.namelist()) == 4
        for name in packed.namelist():
            if name.endswith(".pdf"):
                assert packed.read(name) == released[f"classroom/sheets/{name}"].content


def test_a_lesson_has_a_cover_running_numbers_and_whole_sheets_of_paper() -> None:
    asked = Asked(sources=("src-answer", "src-request"), audiences=("student",), pack="Who built the bridge?")
    (lesson,) = made(MINI, Wanted(("handouts",), handouts=asked)).values()
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(lesson.content)]
    assert lesson.path == "handouts/student/pack-2-1-a4.pdf"
    assert "Who built the bridge?" in pages[0]
    assert pages[1].strip() == ""
    begins = [number for number, page in enumerate(pages, 1) if "side 1 of" in page]
    assert begins[0] == 1
    assert all(number % 2 == 1 for number in begins)
    assert f"{(len(pages) + 1) // 2} SHEETS OF PAPER" in pages[0].replace("\u00a0", " ").upper()
    for number in begins[1:]:
        assert f"from p.\u00a0{number}" in pages[0] or f"from p. {number}" in pages[0]


def test_no_key_has_the_name_of_a_sheet() -> None:
    files = made(MINI, Wanted(("handouts",), handouts=Asked()))
    files |= made(MINI, Wanted(("handouts",), handouts=Asked(pack="Who built the bridge?")))
    names = {
        room: {path.rsplit("/", 1)[1] for path in files if f"/{room}/" in path}
        for room in ("student", "teacher")
    }
    assert len(names["student"]) == len(names["teacher"]) == 3
    assert names["student"] & names["teacher"] == set()


def test_a_folded_sheet_is_of_a3_and_a_zip_holds_one_kind_of_readers() -> None:
    files = made(MINI, Wanted(("handouts",), handouts=Asked(sources=("src-request",), papers=("a3",))))
    folded = pdfium.PdfDocument(files["handouts/student/src-request-a3.pdf"].content)
    assert [round(one / 72 * 25.4) for one in folded[0].get_size()] == [420, 297]
    zipped = made(MINI, Wanted(("handouts",), handouts=Asked(zip=True)))
    assert sorted(zipped) == ["handouts/student/all.zip", "handouts/teacher/all.zip"]


@pytest.mark.tools
def test_what_is_heard_of_a_sheet(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Of the one that has a text, notes, a word box, a second source and questions of every skill."""
    asked = Asked(sources=("src-wire",), audiences=("student",), html=True)
    (leaf,) = (
        one
        for path, one in made(WORKED, Wanted(("handouts",), handouts=asked)).items()
        if path.endswith(".html")
    )
    (tmp_path / "sheet.html").write_bytes(leaf.content)
    said = heard(tmp_path, "sheet.html", "body", tmp_path)
    assert re.sub(r"(?<=build )\w+|(?<=book p. )\d+", "#", said) == snapshot(extension_class=Heard)


@pytest.mark.tools
def test_every_kind_of_sheet_breaks_no_rule(released: dict[str, Artifact], tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3A; besides a release, a lesson and the halves of a sheet."""
    lesson = Asked(sources=("src-answer", "src-request"), pack="Who built the bridge?")
    split = Asked(sources=("src-request",), audiences=("student",), split=True)
    more = (made(MINI, Wanted(("handouts",), handouts=asked)) for asked in (lesson, split))
    files = {path: one for path, one in released.items() if "src-request" in path}
    for path, one in (files | {path: one for each in more for path, one in each.items()}).items():
        if path.endswith(".pdf"):
            assert broken_rules(one.content, tmp_path) == [], path


def test_a_release_is_fitted_to_its_papers(released: dict[str, Artifact]) -> None:
    """Sheets as designed take one sheet of paper on A4 and on Letter."""
    for key in ("src-request", "src-answer"):
        sides = [released[f"classroom/sheets/{key}-{paper}.pdf"].pages for paper in ("a4", "letter")]
        assert all(count <= 2 for count in sides), (key, sides)


@pytest.mark.parametrize("name", ["mini", "worked"])
def test_sheets_alone_are_those_made_with_the_book(name: str, request: pytest.FixtureRequest) -> None:
    """They name the same pages, though only the text is laid out for them."""
    whole: dict[str, Artifact] = request.getfixturevalue(f"{name}_build")
    alone = made({"mini": MINI, "worked": WORKED}[name], Wanted(("handouts",)))
    assert len(alone) >= 4
    assert {path: one.content for path, one in alone.items()} == {
        path: one.content for path, one in whole.items() if path.startswith("handouts/")
    }
