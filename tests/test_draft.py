"""What a draft shows of changes that nobody has decided, and that nothing of them reaches a release."""

import io
import re
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from regesta.model import Artifact
from regesta.pipeline import Wanted, build, silently
from regesta.render.pdf.crew import Means
from regesta.workspace import read, read_faces
from tests.conftest import MINI, copied, made

PLAIN = "The first is printed whole."
PROPOSED = (
    "The {++very ++}{>>JN 2026-11-20: why\nnot, see @src-answer?<<}{>>AB: no<<}first is "
    "{~~printed~>copied~~} {==whole==}{--, it seems--}.{>>Alone[^alone]<<}"
)
NOTES = (
    "\n\n[^alone]: Called in a remark {>>RR: inside<<} alone.\n\n::: teacher\nX{>>TT: for teachers<<}\n:::\n"
)


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Mini with changes in its text, a note, a heading, a table, a source, a question, a teacher's block."""
    folder = copied(MINI, tmp_path_factory.mktemp("draft") / "mini")
    for path, pairs in {
        "chapters/01-bridge.md": (
            (PLAIN, PROPOSED),
            ("## Two letters", "## Two {++old ++}{>>HH: heading<<}letters"),
            ("| 1901 |", "| {~~1901~>1902~~}{>>CC: cell<<} |"),
            ("Which letter knows", "Which letter {>>QQ: question<<}knows"),
        ),
        "sources/src-answer.md": (("finds it dear", "finds it {++too ++}{>>SS 2026: source<<}dear"),),
    }.items():
        text = (folder / path).read_text("utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        (folder / path).write_text(text + (NOTES if "bridge" in path else ""), "utf-8")
    return folder


@pytest.fixture(scope="module")
def draft(proposed: Path) -> dict[str, Artifact]:
    return made(proposed)


def chapter(files: dict[str, Artifact]) -> str:
    with zipfile.ZipFile(io.BytesIO(files["mini.epub"].content)) as archive:
        return archive.read("EPUB/ch-bridge.xhtml").decode()


def pages(artifact: Artifact) -> str:
    """All words of a PDF, line ends and hyphens healed."""
    texts = (page.get_textpage().get_text_range() for page in pdfium.PdfDocument(artifact.content))
    return " ".join(re.sub("\ufffe\\s*", "", " ".join(texts)).split())


def test_the_e_book_shows_what_is_proposed(draft: dict[str, Artifact]) -> None:
    text = chapter(draft)
    assert '<ins class="change" id="ch-bridge-insert-2">very </ins>' in text
    assert "<del>printed</del><ins>copied</ins>" in text
    assert re.search(
        r'<mark class="change" id="[^"]+">whole</mark><del class="change"[^>]*>, it seems</del>', text
    )
    for number, said in enumerate(
        (
            "<b>HH</b>: heading",
            "<b>JN, 2026-11-20</b>: why\nnot, see <a",
            "<b>AB</b>: no",
            "Alone<a",
            "<b>SS, 2026</b>: source",
            "<b>CC</b>: cell",
            "<b>QQ</b>: question",
        ),
        1,
    ):
        called = re.search(
            rf'<a class="noteref comment"[^>]* href="#([^"]+)" id="([^"]+)">\[{number}\]</a>', text
        )
        assert called
        aside = text.split(f'id="{called[1]}"')[1].split("</aside>")[0]
        assert f'href="#{called[2]}"' in aside
        assert said in re.sub(r'<span id="[^"]+">(<a)', r"\1", aside)
    assert f"[{number + 1}]" not in text
    assert re.search(r'<span class="comment" id="[^"]+">\[<b>RR</b>: inside\]</span>', text)


def test_the_printed_book_shows_it_and_says_who_and_when_at_the_foot(draft: dict[str, Artifact]) -> None:
    words = pages(draft["mini.pdf"])
    for said in (
        "[1] HH: heading",
        "[2] JN, 2026-11-20: why not, see Source 2?",
        "[3] AB: no",
        "[5] SS, 2026: source",
        "[6] CC: cell",
        "[7] QQ: question",
        "Called in a remark [RR: inside] alone.",
        "printed copied",
    ):
        assert said in words


def test_remarks_are_on_no_sheet_and_those_of_teachers_in_no_students_file(
    draft: dict[str, Artifact],
) -> None:
    for path, artifact in draft.items():
        if path.startswith("handouts/"):
            words = pages(artifact)
            assert "source" in words.lower()
            assert "SS, 2026" not in words
    assert "too dear" in pages(draft["handouts/student/src-answer-a4.pdf"])
    assert "TT" not in chapter(draft)
    assert "TT" not in pages(draft["mini.pdf"])


def test_a_release_is_refused(proposed: Path) -> None:
    inputs = read(proposed)
    result = build(
        inputs.value, Wanted(("epub",), release=True), Means(read_faces(silently)), inputs.diagnostics
    )
    assert result.value == ()


def test_a_draft_without_changes_says_nothing_of_them(mini_build: dict[str, Artifact]) -> None:
    assert "comment" not in chapter(mini_build)
    assert "Remarks of the editors" not in chapter(mini_build)
