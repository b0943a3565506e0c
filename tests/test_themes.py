"""A theme beside the house style: what it takes, what it says otherwise, and that all is made by it.

`plain` is the proof: no face with serifs, no colour, A4; and whoever looks through it finds no fault.
"""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from jinja2 import Environment

from regesta.diagnostics import Diagnostic
from regesta.kept import Memory
from regesta.model import Artifact, Audience
from regesta.pages import environment
from regesta.pipeline import Wanted, build, silently
from regesta.render.pdf.crew import Means
from regesta.render.pdf.sheets import REPRINTS, SETS, USED
from regesta.themes import known, theme
from regesta.words import catalog
from regesta.workspace import read, read_faces
from tests.conftest import MINI, WORKED
from tests.render.epub.test_epubcheck import GRAVE, verdict
from tests.render.pdf.reading import broken_rules, heard
from tests.render.pdf.test_conformance import PAINTED
from tests.terminal import typed

EVERY = ("pdf", "epub", "handouts", "print", "booklet", "proof", *REPRINTS)
A4 = (595, 842)
INK = re.compile(rb"^([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)$", re.MULTILINE)
Made = tuple[dict[str, bytes], tuple[Diagnostic, ...]]


def plainly(formats: tuple[str, ...], audience: Audience = "student") -> Made:
    """The worked example by the theme `plain`, and all that was found."""
    inputs = read(WORKED, named="plain")
    made = build(inputs.value, Wanted(formats, audience), Means(read_faces(silently)), inputs.diagnostics)
    return {one.path: one.content for one in made.value}, made.diagnostics


@pytest.fixture(scope="module")
def plain() -> Made:
    """Everything that is made for students."""
    return plainly(EVERY)


@pytest.fixture(scope="module")
def plain_teacher() -> Made:
    """And the book for teachers."""
    return plainly(("pdf", "epub"), "teacher")


# What a theme is ----------------------------------------------------------------------------------


def laid(manuscript: Path, path: str, text: str) -> None:
    file = manuscript / "styles" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_a_file_takes_the_place_of_the_houses_and_one_with_a_plus_follows_it(mini: Path) -> None:
    laid(mini, "loud/css/cover.css", "p { color: red }")
    laid(mini, "loud/css/text+.css", "p { color: blue }")
    laid(mini, "loud/templates/print/colophon.html.j2", "<p>loud</p>")
    before, after = theme(mini), theme(mini, "loud")
    assert after.styles["css/cover.css"] == "p { color: red }"
    assert after.styles["css/text.css"] == before.styles["css/text.css"] + "\np { color: blue }"
    assert after.templates["print/colophon.html.j2"] == "<p>loud</p>"
    changed = {name for name in after.styles if after.styles[name] != before.styles[name]}
    assert changed == {"css/cover.css", "css/text.css"}
    assert before.styles == theme(MINI).styles


def test_what_a_manuscript_says_without_a_theme_counts_in_every_theme(mini: Path) -> None:
    laid(mini, "css/text+.css", "p { color: green }")
    assert theme(mini, "plain").styles["css/text.css"].endswith("p { color: green }")


def test_the_house_and_plain_are_always_there(mini: Path) -> None:
    assert known(mini) == {"house", "plain"}
    laid(mini, "loud/css/text+.css", "")
    assert known(mini) == {"house", "plain", "loud"}


def test_a_book_names_its_theme_and_the_command_another(mini: Path) -> None:
    with (mini / "book.yaml").open("a", encoding="utf-8") as settings:
        settings.write("theme: plain  # for the copier\n")
    assert read(mini).value.theme == read(MINI, named="plain").value.theme
    assert read(mini, named="house").value.theme == read(MINI).value.theme


def test_a_theme_that_nobody_knows_is_wrong_usage(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said = typed(capsys, "build", str(MINI), "--theme", "plian", "--out", str(tmp_path))
    assert said.status == 2
    assert 'no theme is called "plian"; did you mean "plain"?' in said.err


@pytest.mark.parametrize("name", ["house", "plain"])
def test_every_property_that_a_sheet_uses_has_a_value(name: str) -> None:
    made = theme(name=name)
    set_in_templates = "\n".join(made.templates.values())
    for sheets in SETS.values():
        text = "\n".join((*(made.styles[one] for one in sheets), set_in_templates))
        assert {one for one in USED.findall(text) if f"{one}:" not in text} == set()


# Plain ---------------------------------------------------------------------------------------------


def test_no_rule_of_good_pages_is_broken(plain: Made, plain_teacher: Made) -> None:
    found = [one for one in (*plain[1], *plain_teacher[1]) if not one.code.startswith("SHT")]
    assert found == []  # SHT is about the length of a sheet, which the example has in every style


def test_it_is_for_all_readers(plain: Made, plain_teacher: Made, tmp_path: Path) -> None:
    marked = {**plain[0], **plain_teacher[0]}
    unmarked = ("worked-print.pdf", "-cover.pdf", "-booklet.pdf", "-proof.pdf")
    files = [name for name in marked if name.endswith(".pdf") and not name.endswith(unmarked)]
    assert len(files) >= 2 + len(REPRINTS) + 4
    assert {name: found for name in files if (found := broken_rules(marked[name], tmp_path))} == {}
    for name in (one for one in files if "teacher" in one or "student" in one or one == "worked.pdf"):
        sheet = name.startswith("handouts/")
        assert [one for one in heard(marked[name], tmp_path) if not (sheet and one.startswith(PAINTED))] == []


@pytest.mark.tools
def test_its_e_book_is_one(plain: Made, plain_teacher: Made, tmp_path: Path) -> None:
    for epub in (plain[0]["worked.epub"], plain_teacher[0]["worked-teacher.epub"]):
        assert [one for one in verdict(epub, tmp_path) if one.split()[0] in GRAVE] == []


def test_it_has_no_serif_and_no_colour_and_is_a4(plain: Made) -> None:
    book = plain[0]["worked.pdf"]
    assert {tuple(round(one) for one in page.get_size()) for page in pdfium.PdfDocument(book)} == {A4}
    with pikepdf.open(io.BytesIO(book)) as pdf:
        faces = {str(one.BaseFont)[8:] for one in pdf.objects if _is(one, "/Font") and "/BaseFont" in one}
        assert {face.split("-")[0] for face in faces} == {"RegestaSans"}
        coloured = [at for at, page in enumerate(pdf.pages) if any(len({*one}) > 1 for one in _inks(page))]
    (page,) = coloured  # the one with a picture of the manuscript, which no theme can change
    assert "The plan that was never built" in pdfium.PdfDocument(book)[page].get_textpage().get_text_range()


def _inks(page: pikepdf.Page) -> list[tuple[bytes, ...]]:
    content = page.obj.get("/Contents", pikepdf.Array())
    parts = content if isinstance(content, pikepdf.Array) else [content]
    return INK.findall(b"\n".join(part.read_bytes() for part in parts))


def _is(one: object, kind: str) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name(kind)


def test_it_has_the_words_of_the_house(plain: Made, worked_build: dict[str, Artifact]) -> None:
    """The same words in the same order: a theme is looks and nothing else."""
    assert _words(worked_build["worked.epub"].content) == _words(plain[0]["worked.epub"])


def _words(epub: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")]
    return re.findall(r"[^\W\d]{4,}", re.sub(r"<[^>]+>", " ", " ".join(texts)))


def test_templates_are_compiled_once_and_again_when_they_change(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, looks, words = Memory(), theme(None), catalog("en")
    first = environment(looks, "print", words, kept).get_template("index.html.j2")
    compiled: list[str] = []
    compile_ = Environment._generate

    def watched(self: Environment, source: Any, name: str, *more: Any, **named: Any) -> str:
        compiled.append(name)
        return compile_(self, source, name, *more, **named)

    monkeypatch.setattr(Environment, "_generate", watched)
    again = environment(looks, "print", words, kept).get_template("index.html.j2")
    assert (compiled, again.filename) == ([], first.filename)
    changed = replace(looks, templates={name: f"{one}\n" for name, one in looks.templates.items()})
    environment(changed, "print", words, kept).get_template("index.html.j2")
    assert compiled == ["index.html.j2"]
