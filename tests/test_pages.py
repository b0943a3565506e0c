"""One page of each kind looks as it did when somebody last looked at it.

The pictures lie in `tests/pages/`. Where one differs, the old page, the new one and the difference are put
side by side into `build/pages/`. If the change is meant, `make bless` renews the picture.
"""

import io
import os
import zipfile

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from regesta.model import Artifact
from tests.conftest import HERE
from tests.looking import DOTS, SPECKS, beside, changed, few, opened, packed, picture

KEPT, SHOWN = HERE / "pages", HERE.parent / "build" / "pages"
BLESS = os.environ.get("REGESTA_BLESS") == "1"
LARGEST = 15_500  # bytes of a picture
# By the kind of page: the build and file that has one, and words that stand on it and on no page before it.
KINDS: dict[str, tuple[str, str, str]] = {
    "half-title": ("worked_build", "worked.pdf", "A Worked Example"),
    "title": ("worked_build", "worked.pdf", "Every construct once"),
    "imprint": ("worked_build", "worked.pdf", "Licence:"),
    "contents": ("worked_build", "worked.pdf", "Contents"),
    "note-on-the-edition": ("worked_build", "worked.pdf", "Nothing in this book ever happened"),
    "signs": ("worked_build", "worked.pdf", "Who speaks"),
    "opener-with-side-notes": ("worked_build", "worked.pdf", "Jan Kos ran the ferry"),
    "table-and-notes": ("worked_build", "worked.pdf", "Head of cattle"),
    "source-facing-texts": ("worked_build", "worked.pdf", "Czech original"),
    "facsimile": ("worked_build", "worked.pdf", "Facsimile, p. 1"),
    "source-in-lines": ("worked_build", "worked.pdf", "Hour six by the"),
    "adapted": ("worked_build", "worked.pdf", "Adapted by the editors:"),
    "retold": ("worked_build", "worked.pdf", "Retold by the editors:"),
    "figure-timeline": ("worked_build", "worked.pdf", "All that the papers tell, by the day"),
    "figure-map": ("worked_build", "worked.pdf", "Coasts and borders are those of today"),
    "chronology": ("worked_build", "worked.pdf", "The last column gives the page"),
    "sources": ("worked_build", "worked.pdf", "In the order of their numbers"),
    "figures": ("worked_build", "worked.pdf", "Figure and credit"),
    "bibliography": ("worked_build", "worked.pdf", "The works that the notes cite"),
    "persons": ("worked_build", "worked.pdf", "With the pages on which each is met"),
    "abbreviations": ("worked_build", "worked.pdf", "Abbreviations RBL"),
    "glossary": ("worked_build", "worked.pdf", "Money paid for using a road"),
    "index": ("mini_build", "mini.pdf", "Entries stand in the order"),
    "source-with-transcript": ("mini_build", "mini.pdf", "Transcript; whole"),
    "colophon": ("worked_build", "worked.pdf", "Compiled by Regesta"),
    "answers-for-the-teacher": ("worked_teacher", "worked-teacher.pdf", "Answer"),
    "student-sheet": ("worked_build", "handouts/student/src-letter-a4.pdf", ""),
    "teacher-key": ("worked_build", "handouts/teacher/src-letter-key-a4.pdf", ""),
    "cover": ("worked_build", "worked.epub", ""),
}


@pytest.fixture
def now(request: pytest.FixtureRequest) -> Image.Image:
    """A page of this kind as it is made now."""
    build, path, words = KINDS[request.param]
    made: dict[str, Artifact] = request.getfixturevalue(build)
    return _cover(made[path].content) if path.endswith(".epub") else _page(made[path].content, words)


def _page(pdf: bytes, words: str) -> Image.Image:
    for number, page in enumerate(pdfium.PdfDocument(pdf)):
        if words in " ".join(page.get_textpage().get_text_range().split()):
            return picture(pdf, number)
    raise AssertionError(f"no page has the words {words!r}: name others in KINDS")


def _cover(epub: bytes) -> Image.Image:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        image = Image.open(io.BytesIO(archive.read("EPUB/images/cover.jpg")))
    return few(image.resize((236, round(236 * image.height / image.width))))


@pytest.mark.parametrize(
    ("kind", "now"), [(kind, kind) for kind in KINDS], indirect=["now"], ids=KINDS.keys()
)
def test_a_page_of_each_kind_looks_as_it_did(kind: str, now: Image.Image) -> None:
    file = KEPT / f"{kind}.png"
    if BLESS and (not file.is_file() or changed(opened(file), now) > SPECKS):
        KEPT.mkdir(exist_ok=True)
        file.write_bytes(packed(now))
    old = opened(file)
    dots = changed(old, now)
    if dots > SPECKS:
        SHOWN.mkdir(parents=True, exist_ok=True)
        beside(old, now).save(SHOWN / f"{kind}.png")
    assert dots <= SPECKS, f"{dots} dots have changed: look at build/pages/{kind}.png"


def test_each_picture_is_small_and_of_a_kind() -> None:
    kept = {file.stem: file.stat().st_size for file in KEPT.glob("*.png")}
    assert set(kept) == set(KINDS)
    assert {kind: size for kind, size in kept.items() if size > LARGEST} == {}


# The test, tested -----------------------------------------------------------------------------------

FINE = 8  # dots of a page drawn large, for one of the picture
MM = 72 / 25.4 * DOTS * FINE


@pytest.fixture(scope="module")
def large(worked_build: dict[str, Artifact]) -> Image.Image:
    """A page of text, drawn so large that it can be moved by less than a dot."""
    pdf = worked_build["worked.pdf"].content
    number = next(
        n
        for n, page in enumerate(pdfium.PdfDocument(pdf))
        if "Hour six" in page.get_textpage().get_text_range()
    )
    return pdfium.PdfDocument(pdf)[number].render(scale=DOTS * FINE).to_pil().convert("L")


def small(image: Image.Image) -> Image.Image:
    return few(image.resize((image.width // FINE, image.height // FINE), Image.Resampling.BOX))


def lowered(image: Image.Image, by: int, top: int, foot: int) -> Image.Image:
    """A picture in which a stripe stands lower."""
    moved = image.copy()
    stripe = image.crop((0, top, image.width, foot))
    moved.paste(255, (0, top, image.width, foot))
    moved.paste(stripe, (0, top + by))
    return moved


def test_a_block_that_is_two_millimetres_lower_is_found(large: Image.Image) -> None:
    half = large.height // 2
    moved = lowered(large, round(2 * MM), half, large.height - round(4 * MM))
    assert changed(small(large), small(moved)) > 20 * SPECKS


def line(image: Image.Image) -> tuple[int, int]:
    """The first line of text below the middle: where it begins and ends."""
    rows = [image.crop((0, y, image.width, y + 1)).getextrema()[0] < 128 for y in range(image.height)]
    top = next(y for y in range(image.height // 2, image.height) if rows[y] and not rows[y - 1])
    return top, next(y for y in range(top, image.height) if not rows[y])


def test_one_line_that_is_a_millimetre_lower_is_found(large: Image.Image) -> None:
    top, foot = line(large)
    assert changed(small(large), small(lowered(large, round(MM), top, foot))) > SPECKS


def test_one_line_that_is_gone_is_found(large: Image.Image) -> None:
    top, foot = line(large)
    empty = large.copy()
    empty.paste(255, (0, top, large.width, foot))
    assert changed(small(large), small(empty)) > SPECKS


@pytest.mark.parametrize("by", [1, 2, 3, 4])
def test_a_page_that_is_drawn_up_to_half_a_dot_beside_is_the_same(large: Image.Image, by: int) -> None:
    assert changed(small(large), small(ImageChops.offset(large, by, by))) <= SPECKS


def test_a_letter_in_another_ink_is_found(large: Image.Image) -> None:
    pale = large.point([min(255, value + 110) for value in range(256)])
    assert changed(small(large), small(pale)) > SPECKS
