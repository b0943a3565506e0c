"""The cover: drawn from the styles or the book's own, and named as shops and readers look for it."""

import io
from pathlib import Path

from PIL import Image

from regesta.model import Artifact
from regesta.pipeline import Wanted, read
from regesta.workspace import read as read_folder
from tests.conftest import WORKED, copied, made
from tests.render.epub.making import opened

RUBRIC = (138, 43, 26)


def test_a_cover_is_drawn_from_the_styles(worked_build: dict[str, Artifact]) -> None:
    book = opened(worked_build["worked.epub"].content)
    picture = Image.open(io.BytesIO(book.files["images/cover.jpg"])).convert("RGB")
    assert picture.size == (1600, 2560)
    colours = {picture.getpixel((8 * x, 8 * y)) for x in range(200) for y in range(320)}
    assert any(sum(abs(a - b) for a, b in zip(one, RUBRIC, strict=True)) < 12 for one in colours)  # type: ignore[arg-type]
    assert any(min(one) > 240 for one in colours), "white letters"  # type: ignore[type-var]


def test_it_is_named_in_each_way_that_readers_know(worked_build: dict[str, Artifact]) -> None:
    book = opened(worked_build["worked.epub"].content)
    assert book.find("//opf:item[@properties='cover-image']/@href", book.opf) == ["images/cover.jpg"]
    assert book.find("//opf:meta[@name='cover']/@content", book.opf) == ["cover-image"]
    assert book.find("//h:nav[@epub:type='landmarks']//h:a/@href", book.nav)[0] == "cover.xhtml"
    assert book.find("//opf:itemref/@idref", book.opf)[0] == "cover"
    (shown,) = book.find("//h:img", book.documents["cover.xhtml"])
    assert (shown.get("role"), shown.get("alt")) == (
        "doc-cover",
        "Cover: A Worked Example, by Ada Example, Jan Vzor, Eva Příkladná",
    )


def with_cover(folder: Path, name: str) -> Path:
    copied(WORKED, folder)
    settings = folder / "book.yaml"
    settings.write_text(settings.read_text("utf-8") + f"cover: {name}\n", "utf-8")
    return folder


def test_a_book_may_have_its_own(tmp_path: Path) -> None:
    folder = with_cover(tmp_path / "worked", "pictures/page.png")
    book = opened(made(folder, Wanted(("epub",), page_list=False))["worked.epub"].content)
    assert book.files["images/cover.png"] == (WORKED / "pictures" / "page.png").read_bytes()
    assert book.find("//opf:item[@properties='cover-image']/@media-type", book.opf) == ["image/png"]


def test_a_cover_that_is_not_there_or_no_picture_of_dots_is_a_fault(tmp_path: Path) -> None:
    found = []
    for number, name in enumerate(("pictures/pag.png", "pictures/plan.svg")):
        inputs = read_folder(with_cover(tmp_path / str(number), name))
        found += [(one.code, one.hint) for one in read(inputs.value).diagnostics]
    assert ("REF007", 'did you mean "pictures/page.png"?') in found
    assert "YML004" in {code for code, _ in found}
