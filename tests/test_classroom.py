"""A release: what lies in the room for pupils and in that for teachers; the page that makes lessons."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
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
from tests.render.pdf.reading import broken_rules, furniture, outlined
from tests.render.pdf.reading import heard as read_aloud

QUESTION = "Who paid, “and why”?"
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


@pytest.fixture(scope="module")
def stick(released: dict[str, Artifact], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release as it lies on a disk."""
    folder = tmp_path_factory.mktemp("stick")
    write(folder, tuple(released.values()))
    return folder


@pytest.mark.tools
def test_from_the_page_to_a_lesson_with_the_keyboard_alone(stick: Path, tmp_path: Path) -> None:
    """In Chromium, opened from a folder; what it makes is read again, and nothing is asked of any network."""
    out = tmp_path / "out"
    out.mkdir()
    met: dict[str, Any] = node("classroom.mjs", stick / "classroom", out, "letter", folder=tmp_path)
    assert met["all"] == ["src-request", "src-answer"]
    assert met["by"] == {
        "word": [[], ["0 sources"], True],
        "skill": ["close-reading", ["src-request"], ["1 source"]],
        "level": ["1", ["src-request"], ["1 source"]],
    }
    assert (met["chosen"], met["focus"], met["address"]) == (
        ["2", "1"],
        True,
        "#lesson=src-answer,src-request",
    )
    assert (met["time"], met["sides"], met["paper"]) == ("45\u00a0min", "3", "78")
    assert met["told"] == ["2 sources", f"{met['pdf']} is among your downloads."]
    assert (met["heading"], met["parts"], met["ways"]) == (QUESTION, 2, 2)
    assert (met["elsewhere"], met["faults"]) == ([], [])
    with zipfile.ZipFile(out / met["zip"]) as packed:
        assert packed.testzip() is None
        sheets = [name for name in packed.namelist() if name.endswith(".pdf")]
        assert sheets == ["1-src-answer-letter.pdf", "2-src-request-letter.pdf"]
        for name in sheets:
            assert packed.read(name) == (stick / "classroom" / "sheets" / name[2:]).read_bytes()
    joined_as_it_should_be((out / met["pdf"]).read_bytes(), tmp_path)


def joined_as_it_should_be(lesson: bytes, folder: Path) -> None:
    """A lesson joined in the browser: whole, numbered, and as well tagged as what the program joins."""
    asked = Asked(("src-answer", "src-request"), "", ("student",), ("letter",), pack=QUESTION)
    (ours,) = made(MINI, Wanted(("handouts",), handouts=asked)).values()
    pages, own = (list(map(said_on, pdfium.PdfDocument(one))) for one in (lesson, ours.content))
    assert pages[1:] == own[1:]
    assert len(pages) == 6
    words = set(own[0].split()) - {"build"}  # the build is that of the words of one cover
    assert len(words - set(pages[0].split())) <= 4, words - set(pages[0].split())
    assert pypdf.PdfReader(io.BytesIO(lesson)).page_labels == list("123456")
    assert outlined(lesson) == [
        (QUESTION, "1"),
        ("2 [Answer of the district]", "3"),
        ("1 Request for a bridge", "5"),
    ]
    assert tags(lesson)[1:] == tags(ours.content)[1:]  # the sheets, element for element
    assert {"/H1", "/H2", "/TH", "/TD"} <= set(tags(lesson)[0])
    assert broken_rules(lesson, folder) == []
    assert read_aloud(lesson, folder) == read_aloud(ours.content, folder)
    assert furniture(lesson) <= {("/Pagination", "/Footer"), ("", "")}


def said_on(page: Any) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


def tags(pdf: bytes) -> list[list[str]]:
    """The kinds of all elements of each part, in the order in which they are read."""

    def kinds(element: Any) -> Iterator[str]:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield str(element.S)
            held = element.get("/K", [])
            for one in held if isinstance(held, pikepdf.Array) else [held]:
                yield from kinds(one)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [list(kinds(part)) for part in opened.Root.StructTreeRoot.K[0].K]


@pytest.mark.tools
def test_axe_finds_nothing_on_either_page_at_any_width_by_day_or_night(stick: Path, tmp_path: Path) -> None:
    page = "classroom/index.html"
    pages = (page, f"{page}#lesson=src-answer,src-request", "teachers/index.html")
    assert node("axe.mjs", stick, *pages, folder=tmp_path) == []


@pytest.mark.tools
def test_letters_twice_as_large_run_over_no_edge(stick: Path, tmp_path: Path) -> None:
    assert node("reflow.mjs", stick, "classroom/index.html", "teachers/index.html", folder=tmp_path) == []


def test_a_chapter_is_one_file_on_each_paper_and_a_zip_of_its_sheets(released: dict[str, Artifact]) -> None:
    for paper in ("a4", "letter"):
        lesson = released[f"classroom/packs/ch-bridge-{paper}.pdf"].content
        begins = {("Request for a bridge", "3"), ("[Answer of the district]", "5")}
        assert begins <= set(outlined(lesson))
        with zipfile.ZipFile(
            io.BytesIO(released[f"classroom/packs/ch-bridge-{paper}.zip"].content)
        ) as packed:
            assert packed.namelist() == [f"01-src-request-{paper}.pdf", f"02-src-answer-{paper}.pdf"]
        assert f"teachers/packs/ch-bridge-keys-{paper}.pdf" in released


def test_the_page_for_teachers_says_what_it_is(released: dict[str, Artifact]) -> None:
    page = released["teachers/index.html"].content.decode()
    assert "Not for students" in page
    assert 'href="keys/src-request-key-a4.pdf"' in page
    named = set(re.findall(r'(?:href|src)="([^"#:]+)"', page))
    assert [one for one in named if f"teachers/{one}" not in released] == []


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
