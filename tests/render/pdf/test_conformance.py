"""Every PDF that we make is PDF/UA-1 and PDF/A-3A; a planted defect is found by the rule that it breaks."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from regesta.model import Artifact
from tests.render.pdf.reading import broken_rules, furniture, heard

BOOKS = (
    ("mini_build", "mini.pdf"),
    ("mini_teacher", "mini-teacher.pdf"),
    ("worked_build", "worked.pdf"),
    ("worked_teacher", "worked-teacher.pdf"),
    ("real_build", "invasion-1968.pdf"),
    ("real_teacher", "invasion-1968-teacher.pdf"),
)
SHEETS = (
    *(("mini_build", name) for name in ("student/src-request", "teacher/src-request-key")),
    *(("worked_build", name) for name in ("student/src-letter", "teacher/src-letter-key")),
    *(("worked_build", name) for name in ("student/src-wire", "teacher/src-wire-key")),
    *(("real_build", name) for name in ("student/src-nsc-notes", "teacher/src-nsc-notes-key")),
    ("real_build", "student/src-two-thousand-words"),
)
FILES = (*BOOKS, *((build, f"handouts/{name}-a4.pdf") for build, name in SHEETS))
PAGINATION = {("/Pagination", "/Header"), ("/Pagination", "/Footer")}
# The tags of a sheet are read in order; its floats and hanging numbers are painted before or after their
# neighbours, as CSS says, which no reader of tags is told.
PAINTED = "ORD-001"


@pytest.fixture
def pdf(request: pytest.FixtureRequest) -> bytes:
    """One of the files."""
    build, path = request.param
    files: dict[str, Artifact] = request.getfixturevalue(build)
    return files[path].content


@pytest.mark.parametrize("pdf", FILES, indirect=True, ids=[path for _, path in FILES])
def test_it_breaks_no_rule(pdf: bytes, tmp_path: Path) -> None:
    """By page-validation, which agrees with the corpus of veraPDF."""
    assert broken_rules(pdf, tmp_path) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []


@pytest.mark.parametrize("pdf", FILES, indirect=True, ids=[path for _, path in FILES])
def test_a_screen_reader_reads_it(pdf: bytes, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    sheet = "handouts/" in request.node.callspec.id
    assert [one for one in heard(pdf, tmp_path) if not (sheet and one.startswith(PAINTED))] == []
    assert furniture(pdf) <= PAGINATION


def _first(pdf: pikepdf.Pdf, key: str, value: str) -> Any:
    return next(_all(pdf, key, value))


def _all(pdf: pikepdf.Pdf, key: str, value: str) -> Iterator[Any]:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get(key) == Name(value):
            yield one


def no_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_title(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata
    packet.write(packet.read_bytes().replace(b"dc:title", b"dc:subject"))


def no_way_back_to_text(pdf: pikepdf.Pdf) -> None:
    del _first(pdf, "/Subtype", "/Type0").ToUnicode


def no_face(pdf: pikepdf.Pdf) -> None:
    del _first(pdf, "/Type", "/FontDescriptor").FontFile2


def a_note_without_id(pdf: pikepdf.Pdf) -> None:
    del _first(pdf, "/S", "/Note").ID


def two_notes_of_one_id(pdf: pikepdf.Pdf) -> None:
    first, second, *_ = _all(pdf, "/S", "/Note")
    second.ID = first.ID


def heads_of_no_column(pdf: pikepdf.Pdf) -> None:
    for head in _all(pdf, "/S", "/TH"):
        del head.A.Scope


def a_picture_without_words(pdf: pikepdf.Pdf) -> None:
    del _first(pdf, "/S", "/Figure").Alt


def a_rank_left_out(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "/S", "/H2").S = Name.H4


def a_link_outside_the_tree(pdf: pikepdf.Pdf) -> None:
    del _first(pdf, "/Subtype", "/Link").StructParent


def no_meaning_of_colours(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


DEFECTS: dict[Callable[[pikepdf.Pdf], None], str] = {
    no_tree: "PDFUA1-STRUCT-TREE-ROOT-001",
    no_language: "PDFUA1-TEXT-LANGUAGE-001",
    no_title: "PDFUA1-METADATA-TITLE-001",
    no_way_back_to_text: "PDFUA1-FONT-UNICODE-MAPPING-001",
    no_face: "PDFA3A-FONT-EMBEDDING-001",
    a_note_without_id: "PDFUA1-NOTE-ID-001",
    two_notes_of_one_id: "PDFUA1-NOTE-ID-UNIQUE-001",
    heads_of_no_column: "PDFUA1-TABLE-HEADERS-SCOPE-001",
    a_picture_without_words: "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001",
    a_rank_left_out: "PDFUA1-HEADING-NESTING-001",
    a_link_outside_the_tree: "PDFUA1-LINK-LINK-TAG-001",
    no_meaning_of_colours: "PDFA3A-DEVICE-RGB-001",
}


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda one: one.__name__)
def test_a_planted_defect_is_found(
    defect: Callable[[pikepdf.Pdf], None], worked_build: dict[str, Artifact], tmp_path: Path
) -> None:
    """The validator is no rubber stamp."""
    spoilt = io.BytesIO()
    with pikepdf.open(io.BytesIO(worked_build["worked.pdf"].content)) as pdf:
        defect(pdf)
        pdf.save(spoilt)
    assert DEFECTS[defect] in {rule.split()[0] for rule in broken_rules(spoilt.getvalue(), tmp_path)}
