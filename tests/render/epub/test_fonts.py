"""The faces of the e-book: the letters that it uses, an easy-reading style, none where none are wanted."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from regesta.pipeline import Wanted
from regesta.render.epub.fonts import subset
from regesta.render.epub.package import package
from tests.conftest import WORKED, copied
from tests.conftest import made as built
from tests.render.epub.making import Opened, drafts, made, opened, words


def book(**more: Any) -> Opened:
    one = made(WORKED)
    info = replace(one.info, settings=one.info.settings.model_copy(update=more))
    return opened(package(drafts(one.pages), one.inputs.theme.styles, one.inputs.pictures, info).value)


def test_each_face_has_all_letters_of_the_book_that_its_family_has() -> None:
    held = book()
    letters = {sign for tree in held.documents.values() for sign in words(tree)}
    faces = [name for name in held.files if name.endswith(".ttf")]
    assert len(faces) == 11
    for name in faces:
        has = set(TTFont(io.BytesIO(held.files[name])).getBestCmap())
        lacking = {sign for sign in letters if ord(sign) not in has} - set("\u2060\u00ad→↑")
        assert not lacking or "easy" in name, (name, lacking)
        assert len(has) < 250


def test_a_subset_holds_no_other_letter_and_keeps_its_kerning() -> None:
    whole = made(WORKED).info.faces["RegestaText-Regular.ttf"]
    font = TTFont(io.BytesIO(subset(whole, frozenset("AVž"))))
    assert set(map(chr, font.getBestCmap())) == set("AVž")
    assert "GPOS" in font


def test_styles_name_only_faces_that_are_there() -> None:
    held = book()
    for sheet in ("styles/faces.css", "styles/easy.css"):
        text = held.files[sheet].decode()
        named = [part.partition(")")[0] for part in text.split("url(")[1:]]
        assert named
        assert all(one.removeprefix("../") in held.files for one in named)
    assert {name for name in held.files if name.startswith("fonts/ofl-")} >= {
        "fonts/ofl-literata.txt",
        "fonts/ofl-source-sans-3.txt",
        "fonts/ofl-atkinson-hyperlegible.txt",
    }


def test_the_easy_style_is_another_one_to_choose() -> None:
    held = book()
    for tree in held.documents.values():
        links = [(one.get("rel"), one.get("href"), one.get("title")) for one in held.find("//h:link", tree)]
        assert links == [
            ("stylesheet", "styles/faces.css", None),
            ("stylesheet", "styles/book.css", None),
            ("alternate stylesheet", "styles/easy.css", "Easy reading"),
        ]


def test_a_book_may_want_none(tmp_path: Path) -> None:
    folder = copied(WORKED, tmp_path / "worked")
    settings = folder / "book.yaml"
    settings.write_text(settings.read_text("utf-8") + "fonts: none\n", "utf-8")
    held = opened(built(folder, Wanted(("epub",), page_list=False))["worked.epub"].content)
    assert [name for name in held.files if name.startswith(("fonts/", "styles/"))] == ["styles/book.css"]
    assert set(held.find("//h:link/@href")) == {"styles/book.css"}


@pytest.mark.parametrize("face", ["RegestaText-Regular.ttf", "RegestaEasy-Bold.ttf"])
def test_the_same_letters_give_the_same_bytes(face: str) -> None:
    whole = made(WORKED).info.faces[face]
    assert len({subset(whole, frozenset("Příliš žluťoučký kůň fi")) for _ in range(5)}) == 1
