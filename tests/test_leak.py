"""What a student must not see is in no student file: not in text, metadata, bookmarks or attachments.

Every answer and every teacher block of a manuscript gets a token of its own; the tokens are then
looked for in the finished files, in every stream of the PDFs and every member of the EPUB.
"""

import io
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from regesta.model import Artifact
from tests.conftest import made

FENCE = re.compile(r"^::: (answer|teacher)\b.*$", re.MULTILINE)
FIRST_NOTE = re.compile(r"\n\[\^")


@pytest.fixture(scope="module", params=["mini", "worked", "manuscript"])
def planted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, Artifact], list[str]]:
    """A manuscript with tokens in all that is for teachers, and the files made of it."""
    from tests.conftest import MANUSCRIPT, MINI, WORKED, copied  # noqa: PLC0415

    manuscript = {"mini": MINI, "worked": WORKED, "manuscript": MANUSCRIPT}[request.param]
    folder = copied(manuscript, tmp_path_factory.mktemp("leak") / "book")
    draw, tokens = random.Random(1968), []
    for file in sorted(folder.rglob("*.md")):
        text, found = plant(file.read_text("utf-8"), draw)
        file.write_text(text, "utf-8")
        tokens += found
    assert len(tokens) >= 5
    return made(folder), tokens


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
    assert {Path(one.path).suffix for one in checked} == {".pdf", ".epub", ".json"}
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


def words(artifact: Artifact) -> Iterator[str]:
    """All that a file says anywhere."""
    if artifact.path.endswith(".pdf"):
        yield from pdf_words(artifact.content)
    elif artifact.path.endswith(".epub"):
        with zipfile.ZipFile(io.BytesIO(artifact.content)) as archive:
            yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
            yield from archive.namelist()
    else:
        yield artifact.content.decode("utf-8")


def pdf_words(content: bytes) -> Iterator[str]:
    """Text, with hyphens at line ends healed, and every string and unpacked stream of the file."""
    for page in pdfium.PdfDocument(content):
        text = page.get_textpage().get_text_range()
        yield text
        yield re.sub(r"[-\u2010\u00ad]?\s*\n\s*", "", text)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert not pdf.attachments
        for thing in pdf.objects:
            yield from strings(thing)


def strings(thing: object) -> Iterator[str]:
    """Strings in a PDF object, and the bytes of a stream."""
    if isinstance(thing, pikepdf.Stream) and "/Length1" not in thing:  # which only fonts have
        yield bytes(thing.read_bytes()).decode("latin-1")
    if isinstance(thing, pikepdf.String):
        yield str(thing)
        return
    held = list(thing) if isinstance(thing, pikepdf.Array) else []
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from thing.keys()
        held = list(thing.values())
    for one in held:
        if not getattr(one, "is_indirect", False):  # those have their turn in pdf.objects
            yield from strings(one)
