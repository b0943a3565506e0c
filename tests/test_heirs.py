"""Retired ids: pointers to them lead on with a warning, their addresses stay, and none comes back."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from regesta.cli import regesta
from regesta.heirs import heir, kept
from regesta.pipeline import read as read_book
from regesta.signposts.remedies import remedy
from regesta.workspace import read

Edit = Callable[[Path, str, str], None]
BRIDGE, ANSWER = "chapters/01-bridge.md", "sources/src-answer.md"


@pytest.mark.parametrize(
    ("retired", "id", "expected"),
    [
        ({}, "a", "a"),
        ({"a": "b"}, "a", "b"),
        ({"a": "b", "b": "c"}, "a", "c"),
        ({"a": "b", "b": "a"}, "a", ""),
        ({"a": "a"}, "a", ""),
    ],
)
def test_an_id_leads_on(retired: dict[str, str], id: str, expected: str) -> None:
    assert heir(retired, id) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<h2 class="x" id="new">A</h2>', '<h2 class="x" id="new"><span id="old"></span>A</h2>'),
        (
            '<tr id="new"><td class="d">A</td></tr>',
            '<tr id="new"><td class="d"><span id="old"></span>A</td></tr>',
        ),
        (
            '<div><ul id="new"><li>A</li></ul></div>',
            '<div><span id="old"></span><ul id="new"><li>A</li></ul></div>',
        ),
        ('<p id="newer">A</p>', '<p id="newer">A</p>'),
        ('<p id="new"><b id="old">A</b></p>', '<p id="new"><b id="old">A</b></p>'),
    ],
)
def test_an_address_that_stays(page: str, expected: str) -> None:
    assert kept(page, {"old": "new"}) == expected


@pytest.fixture
def renamed(mini: Path, edit: Edit) -> Path:
    """A manuscript whose source has another id than it had."""
    edit(mini / "book.yaml", "chapters:", "retired: {src-plea: src-ask, src-ask: src-request}\nchapters:")
    edit(mini / BRIDGE, "@src-request", "@src-plea")
    edit(mini / ANSWER, "corroborates: [src-request]", "corroborates: [src-plea]")
    return mini


def test_what_points_to_it_leads_on(renamed: Path, tmp_path: Path) -> None:
    said = CliRunner().invoke(regesta, ["check", str(renamed), "--format", "short"])
    assert said.exit_code == 0
    lines = said.output.splitlines()[:2]
    assert [line.partition(": ")[2] for line in lines] == [
        'warning[REF009]: "src-plea" is retired (did you mean "src-request"?)'
    ] * 2
    done = CliRunner().invoke(regesta, ["build", str(renamed), "--format", "epub", "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "mini.epub") as file:
        chapter = etree.fromstring(file.read("EPUB/ch-bridge.xhtml"))
    ids = [one.get("id") for one in chapter.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    source = next(one for one in chapter.iter() if one.get("id") == "src-request")
    assert {"src-plea", "src-ask"} <= {one.get("id") for one in source.iter()}
    assert not [one for one in chapter.iter() if one.get("href", "").endswith("src-plea")]


def test_an_editor_puts_the_new_id_there(renamed: Path) -> None:
    """The remedy is exact, so that the language server can write it."""
    inputs = read(renamed).value
    told = [one for one in read_book(inputs).diagnostics if one.code == "REF009"]
    edits = [remedy(one, inputs.texts[one.span.path]) for one in told if one.span]
    assert [edit.words for edit in edits if edit] == ["src-request"] * 2


def test_no_new_thing_gets_a_retired_id(renamed: Path) -> None:
    done = CliRunner().invoke(regesta, ["new", "source", "Plea", "--manuscript", str(renamed)])
    assert "src-plea-2" in done.output
