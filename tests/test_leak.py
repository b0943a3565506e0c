"""What a student must not see is in no student file: not in text, metadata, bookmarks or attachments.

Every answer and every teacher block of a manuscript gets a token of its own; the tokens are then
looked for in the finished files, in every stream of the PDFs and every member of the EPUB. Neither may
they hold five words in a row that only words for the teacher have.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, OutlineItem

from regesta.classroom.asked import Asked
from regesta.model import Artifact
from regesta.pipeline import Wanted
from regesta.tree import find, text
from tests.conftest import MINI, copied, made
from tests.leaks import runs, words
from tests.reading import book as read_book

FENCE = re.compile(r"^::: (answer|teacher)\b.*$", re.MULTILINE)
FIRST_NOTE = re.compile(r"\n\[\^")


@pytest.fixture(scope="module", params=["mini", "worked", "manuscript"])
def planted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, Artifact], list[str]]:
    """A manuscript with tokens in all that is for teachers, and the files made of it."""
    from tests.conftest import MANUSCRIPT, WORKED  # noqa: PLC0415

    manuscript = {"mini": MINI, "worked": WORKED, "manuscript": MANUSCRIPT}[request.param]
    folder = copied(manuscript, tmp_path_factory.mktemp("leak") / "book")
    draw, tokens = random.Random(1968), []
    for file in sorted(folder.rglob("*.md")):
        text, found = plant(file.read_text("utf-8"), draw)
        file.write_text(text, "utf-8")
        tokens += found
    assert len(tokens) >= 5
    docx = request.param != "manuscript"  # of which each file takes pandoc a third of a second
    return made(folder, Wanted(handouts=Asked(docx=docx))), tokens


def plant(text: str, draw: random.Random) -> tuple[str, list[str]]:
    """A token as words, as an index heading, as an event and in a note of every hidden block."""
    tokens: list[str] = []

    def put(match: re.Match[str]) -> str:
        token = "q" + "".join(draw.choices("bcdfghjklmnpqrstvwxz", k=11))
        tokens.append(token)
        marks = f'{token}{{ix: {token}}} [{token}]{{event=1968-08-01 label="{token}"}}[^{token}]'
        return f"{match[0]}\n{marks}\n"

    text = FENCE.sub(put, text)
    return text + "".join(f"\n\n[^{token}]: Note {token}.\n" for token in tokens), tokens


def student_files(files: dict[str, Artifact]) -> list[Artifact]:
    return [one for path, one in files.items() if "teacher" not in path]


def test_no_student_file_holds_a_token(planted: tuple[dict[str, Artifact], list[str]]) -> None:
    files, tokens = planted
    checked = student_files(files)
    assert {Path(one.path).suffix for one in checked} - {".docx"} == {".pdf", ".epub", ".json"}
    for artifact in checked:
        held = "\n".join(words(artifact)).lower()
        assert [token for token in tokens if token in held] == [], artifact.path


def test_the_keys_hold_them(planted: tuple[dict[str, Artifact], list[str]]) -> None:
    """The other half of the proof: the search does find tokens where they belong."""
    files, tokens = planted
    keys = "\n".join(
        w for path, one in files.items() if path.startswith("handouts/teacher/") for w in words(one)
    ).lower()
    assert sum(token in keys for token in tokens) >= len(tokens) // 2


def test_the_teachers_edition_holds_all(mini_teacher: dict[str, Artifact]) -> None:
    book = "\n".join(words(mini_teacher["mini-teacher.epub"]))
    assert "The second; see" in book
    assert "Begin with the drawing" in book


def test_no_student_file_holds_five_words_of_the_teachers(
    planted: tuple[dict[str, Artifact], list[str]], request: pytest.FixtureRequest
) -> None:
    """In all files of students, against what only blocks for the teacher say."""
    from tests.conftest import MANUSCRIPT, WORKED  # noqa: PLC0415

    named = {"mini": MINI, "worked": WORKED, "manuscript": MANUSCRIPT}[
        request.node.callspec.params["planted"]
    ]
    secret = hidden_runs(named)
    assert secret
    for artifact in student_files(planted[0]):
        held = set().union(*(runs(one) for one in words(artifact)))
        assert held & secret == set(), artifact.path


def hidden_runs(manuscript: Path) -> set[tuple[str, ...]]:
    """Runs of five words in blocks for the teacher that stand nowhere else in the manuscript.

    Not those of which four stand elsewhere: on a page a label or the cell before lends the fifth. Nor those
    with a number: the house writes dates in words.
    """
    kinds = ("answer", "teacher")
    blocks = [(one.body, kind) for one in read_book(manuscript).texts for kind in kinds]
    said = [text(block) for body, kind in blocks for block in find(body, "data-block", kind)]
    files = (file for file in manuscript.rglob("*") if file.suffix in (".md", ".yaml"))
    rest = re.sub(r"\{[^}]*\}|[*\[\]]", "", "\n".join(file.read_text("utf-8") for file in files))
    rest = re.sub(r"(?s)^::: (?:answer|teacher)\b.*?^:::$", "", rest, flags=re.MULTILINE)
    four = runs(rest, 4)
    found = set().union(*(runs(one) for one in said))
    return {run for run in found if not {run[:4], run[1:]} & four and not any(map(str.isdecimal, run))}


# The finder -----------------------------------------------------------------------------------------

TOKEN = "qbcdfghjklmn"


def as_text(pdf: pikepdf.Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].Resources.Font.F99 = pdf.make_indirect(font)
    pdf.pages[0].contents_add(f"BT /F99 9 Tf 90 90 Td 3 Tr ({TOKEN}) Tj ET".encode())


def as_alternative_text(pdf: pikepdf.Pdf) -> None:
    next(one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == "/H1").Alt = TOKEN


def as_a_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem(TOKEN, 0))


def as_metadata(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata
    packet.write(packet.read_bytes().replace(b"<dc:title>", f"<dc:title><!--{TOKEN}-->".encode()))


def as_an_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = AttachedFileSpec(pdf, TOKEN.encode())


def on_a_hidden_layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="notes"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    pdf.pages[0].Resources.Properties = Dictionary(L=layer)
    pdf.pages[0].contents_add(f"/OC /L BDC BT /F99 9 Tf ({TOKEN}) Tj ET EMC".encode())


def as_a_comment(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([9, 9, 20, 20]), Contents=TOKEN)
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


@pytest.mark.parametrize(
    "plant_",
    [
        as_text,
        as_alternative_text,
        as_a_bookmark,
        as_metadata,
        as_an_attachment,
        on_a_hidden_layer,
        as_a_comment,
    ],
    ids=lambda one: one.__name__,
)
def test_a_planted_leak_is_found(
    plant_: Callable[[pikepdf.Pdf], None], mini_build: dict[str, Artifact]
) -> None:
    sheet = mini_build["handouts/student/src-request-a4.pdf"]
    assert TOKEN not in "\n".join(words(sheet))
    spoilt = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet.content)) as pdf:
        plant_(pdf)
        pdf.save(spoilt)
    assert TOKEN in "\n".join(words(Artifact("sheet.pdf", spoilt.getvalue(), 2)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("sheet.pdf", spoilt.getvalue())
    assert TOKEN in "\n".join(words(Artifact("all.zip", packed.getvalue(), 2)))


# Every kind of file -----------------------------------------------------------------------------------

KINDS = {
    "large and easy": Asked(looks=("large", "easy")),
    "split": Asked(split=True),
    "lesson": Asked(sources=("src-answer", "src-request"), pack="Who built the bridge?"),
    "zip": Asked(zip=True, booklet=True),
}


@pytest.mark.parametrize("asked", KINDS.values(), ids=KINDS)
def test_no_kind_of_sheet_holds_a_token(asked: Asked, tmp_path: Path) -> None:
    folder = copied(MINI, tmp_path / "book")
    draw, tokens = random.Random(1968), []
    for file in sorted(folder.rglob("*.md")):
        planted_, found = plant(file.read_text("utf-8"), draw)
        file.write_text(planted_, "utf-8")
        tokens += found
    files = made(folder, Wanted(("handouts",), handouts=asked))
    assert {path.split("/")[1] for path in files} == {"student", "teacher"}
    for artifact in student_files(files):
        held = "\n".join(words(artifact)).lower()
        assert [token for token in tokens if token in held] == [], artifact.path
    keys = "\n".join(w for path, one in files.items() if "/teacher/" in path for w in words(one)).lower()
    if not asked.booklet:  # whose pages are drawings
        assert any(token in keys for token in tokens)
