"""Sheets and keys for Word: real styles, lines to write on, nothing of teachers in what is for students."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from openxml_audit import OpenXmlValidator

from regesta import citeproc
from regesta.citeproc import Failure
from regesta.classroom.asked import Asked
from regesta.model import Artifact
from regesta.pipeline import Wanted, build, silently
from regesta.render.pdf.crew import Means
from regesta.workspace import read, read_faces
from tests.conftest import MINI, WORKED, made
from tests.leaks import words

Files = dict[str, Artifact]
TOKEN = "qbcdfghjklmn"


@pytest.fixture(scope="module")
def files() -> Files:
    return made(WORKED, Wanted(("handouts",), handouts=Asked(docx=True, zip=False)))


def opened(artifact: Artifact) -> docx.document.Document:
    return docx.Document(BytesIO(artifact.content))


def styles(artifact: Artifact) -> list[str]:
    return [one.style.style_id for one in opened(artifact).paragraphs if one.style]


def test_each_sheet_and_key_is_a_valid_document(files: Files, tmp_path: Path) -> None:
    written = [one for path, one in files.items() if path.endswith(".docx")]
    assert len(written) == sum(path.endswith("-a4.pdf") for path in files)
    for one in written:
        file = tmp_path / "one.docx"
        file.write_bytes(one.content)
        assert [str(fault) for fault in OpenXmlValidator().validate(file).errors] == [], one.path


def test_a_sheet_has_real_headings_styles_and_lines(files: Files) -> None:
    sheet = files["handouts/student/src-letter.docx"]
    used = styles(sheet)
    assert {"Heading1", "Heading2", "Transcript", "Question", "AnswerLine", "Credit", "Headnote"} <= set(used)
    document = opened(sheet)
    assert used.count("Heading1") == 1
    assert len(document.tables) == 1
    assert document.tables[0].rows[0].cells[0].text
    assert document.core_properties.title.startswith("A letter") or document.core_properties.title
    assert len(document.inline_shapes) == 1  # the QR code


def test_lines_to_write_on_are_as_many_as_the_question_asks_for() -> None:
    sheet = made(MINI, Wanted(("handouts",), handouts=Asked(("src-request",), docx=True)))
    used = styles(sheet["handouts/student/src-request.docx"])
    at = [n for n, one in enumerate(used) if one == "Question"]
    assert [used[start : start + 6].count("AnswerLine") for start in at] == [2, 3]


def test_a_key_has_answers_and_a_sheet_has_none(files: Files) -> None:
    assert "Answer" in styles(files["handouts/teacher/src-letter-key.docx"])
    for path, one in files.items():
        if path.startswith("handouts/student/") and path.endswith(".docx"):
            assert not {"Answer", "Teacher"} & set(styles(one))


def in_a_comment(parts: dict[str, bytes]) -> None:
    parts["word/comments.xml"] = parts["word/comments.xml"].replace(b"?>", f"?><!--{TOKEN}-->".encode(), 1)


def in_the_properties(parts: dict[str, bytes]) -> None:
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = core.replace(b"<cp:keywords>", f"<cp:keywords>{TOKEN}".encode())


def as_hidden_text(parts: dict[str, bytes]) -> None:
    hidden = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{TOKEN}</w:t></w:r></w:p><w:sectPr"
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", hidden.encode(), 1)


def as_alternative_text(parts: dict[str, bytes]) -> None:
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body.replace(b' descr="', f' descr="{TOKEN} '.encode(), 1)


def as_a_part_of_its_own(parts: dict[str, bytes]) -> None:
    parts["customXml/item1.xml"] = f"<a>{TOKEN}</a>".encode()


@pytest.mark.parametrize(
    "plant",
    [in_a_comment, in_the_properties, as_hidden_text, as_alternative_text, as_a_part_of_its_own],
    ids=lambda one: one.__name__,
)
def test_a_planted_leak_is_found(files: Files, plant: Callable[[dict[str, bytes]], None]) -> None:
    sheet = files["handouts/student/src-letter.docx"]
    assert not any(TOKEN in said for said in words(sheet))
    with ZipFile(BytesIO(sheet.content)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    plant(parts)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path, data in parts.items():
            archive.writestr(path, data)
    assert any(TOKEN in said for said in words(Artifact(sheet.path, packed.getvalue())))


def test_what_pandoc_cannot_do_is_said_and_the_pdf_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_page: str, _styles: bytes) -> bytes:
        raise Failure("it is not installed")

    monkeypatch.setattr("regesta.classroom.documents.docx", fails)
    assert citeproc.docx is not fails
    inputs = read(MINI)
    wanted = Wanted(("handouts",), handouts=Asked(("src-answer",), docx=True))
    done = build(inputs.value, wanted, Means(read_faces(silently)), inputs.diagnostics)
    assert [one.code for one in done.diagnostics].count("SHT002") == 2
    assert done.value
    assert {one.path[-4:] for one in done.value} == {".pdf"}
