"""A build of which nothing has changed is not made again; one of which anything has is."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from regesta import workspace
from regesta.cache import Folder
from regesta.cli import build as command
from regesta.cli import regesta
from regesta.diagnostics import Checked, Diagnostic
from regesta.model import Artifact, Inputs
from regesta.pipeline import Wanted
from regesta.receipt import key, receipt, receipted
from regesta.render.pdf.crew import Means
from regesta.source import Span
from tests.conftest import MINI

Change = Callable[[Path], object]


class Press:
    """Builds by the command, and counts how often something is really made."""

    def __init__(self, manuscript: Path) -> None:
        self.manuscript, self.out, self.times = manuscript, manuscript.parent / "out", 0

    def make(
        self, inputs: Inputs, wanted: Wanted, means: Means, found: tuple[Diagnostic, ...], tell: object
    ) -> Checked[tuple[Artifact, ...]]:
        """In place of the pipeline."""
        del inputs, means, tell
        self.times += 1
        warned = Diagnostic("BIB003", "a warning", Span("references.json", 0, 1), "mend it")
        made = [
            Artifact(f"book.{name}", f"{name} for {wanted.audience}".encode(), 7) for name in wanted.formats
        ]
        return Checked(tuple(made), (*found, warned))

    def build(self, *more: str) -> Result:
        """What the command says."""
        done = CliRunner().invoke(regesta, ["build", str(self.manuscript), "--out", str(self.out), *more])
        assert done.exit_code == 0, done.output
        return done


@pytest.fixture
def press(mini: Path, monkeypatch: pytest.MonkeyPatch) -> Press:
    """A press of the mini manuscript that has printed once."""
    made = Press(mini)
    monkeypatch.setattr(command, "make", made.make)
    monkeypatch.setattr(command, "kept", lambda: Folder(mini.parent / "cache", "a program"))
    made.build()
    return made


def test_nothing_changed(press: Press) -> None:
    first = press.build()
    second = press.build()
    assert press.times == 1
    assert (first.output, first.stderr) == (second.output, second.stderr)
    assert "warning[BIB003]: a warning" in second.stderr
    assert "book.pdf  7 pages" in second.stdout


def edit(path: str, old: str, new: str) -> Change:
    """Replace words in a file of the manuscript, which must hold them."""

    def change(manuscript: Path) -> None:
        text = (manuscript / path).read_text("utf-8")
        assert old in text
        (manuscript / path).write_text(text.replace(old, new, 1), "utf-8")

    return change


def add(path: str, text: str) -> Change:
    """A new file in the manuscript."""

    def change(manuscript: Path) -> None:
        (manuscript / path).parent.mkdir(parents=True, exist_ok=True)
        (manuscript / path).write_text(text, "utf-8")

    return change


CHANGES: dict[str, Change] = {
    "a word of a chapter": edit("chapters/01-bridge.md", "Lhota", "Lhotka"),
    "a record": edit("sources/src-request.md", "number: 1", "number: 9"),
    "the settings": edit("book.yaml", "title:", "subtitle: More\ntitle:"),
    "a register": lambda manuscript: (manuscript / "registers" / "people.yaml").unlink(),
    "a picture": add("figures/new.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "a style": add("styles/css/text.css", "p { color: red }"),
    "a template": add("styles/templates/print/index.html.j2", "nothing"),
    "a stray file": add("stray.md", "of no part"),
    "the name of a chapter": lambda manuscript: (manuscript / "chapters" / "01-bridge.md").rename(
        manuscript / "chapters" / "02-bridge.md"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_something_changed(press: Press, change: str) -> None:
    CHANGES[change](press.manuscript)
    press.build()
    assert press.times == 2
    press.build()
    assert press.times == 2


@pytest.mark.parametrize("option", ["--edition teacher", "--release", "--format pdf", "--format epub"])
def test_another_option(press: Press, option: str) -> None:
    press.build(*option.split())
    assert press.times == 2
    press.build(*option.split())
    assert press.times == 2


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_the_number_of_jobs_changes_nothing(press: Press, jobs: str) -> None:
    press.build("--jobs", jobs)
    assert press.times == 1


def test_a_file_that_is_gone_or_altered_is_made_again(press: Press) -> None:
    (press.out / "book.pdf").unlink()
    press.build()
    assert press.times == 2
    (press.out / "book.epub").write_bytes(b"altered")
    press.build()
    assert press.times == 3
    assert (press.out / "book.epub").read_bytes() == b"epub for student"


def test_another_folder_is_filled(press: Press) -> None:
    press.out = press.out.with_name("elsewhere")
    press.build()
    assert press.times == 2


def test_a_change_and_back(press: Press) -> None:
    chapter = press.manuscript / "chapters" / "01-bridge.md"
    before = chapter.read_text("utf-8")
    chapter.write_text(before + "\nMore.\n", "utf-8")
    press.build()
    chapter.write_text(before, "utf-8")
    press.build()
    assert press.times == 2, "the files are still those of the first receipt"


def test_another_program_makes_it_again(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "kept", lambda: Folder(press.manuscript.parent / "cache", "another"))
    press.build()
    assert press.times == 2


def test_a_name_that_is_no_unicode_is_no_fault_of_ours(press: Press) -> None:
    stray = Path(str(press.manuscript / "stray")[:-5] + "\udcff.md")
    try:
        stray.write_text("of no part", "utf-8")
    except OSError:
        pytest.skip("this file system wants UTF-8")
    press.build()
    assert press.times == 2


def test_pictures_and_texts_of_archives_are_not_confused() -> None:
    read = workspace.read(MINI)
    one = replace(read.value, pictures={"a": b"b"}, witnesses={})
    other = replace(read.value, pictures={}, witnesses={"a": b"b"})
    names = {key(Checked(inputs, ()), Wanted()) for inputs in (one, other)}
    assert len(names) == 2


def test_the_program_is_all_that_is_installed() -> None:
    """Words and schemas too, not only code."""
    named = {part for part in workspace.program() if re.fullmatch(rb"[\w/.-]+\.\w+", part)}
    assert {b"words/en.toml", b"cli/build.py", b"render/pdf/slots.py"} <= named


@pytest.mark.parametrize("data", [None, b"", b"{}", b"[1]", b"not json"])
def test_what_is_no_receipt_says_nothing(data: bytes | None) -> None:
    assert receipted(data, lambda _: b"") is None


def test_a_receipt_keeps_findings_as_they_were() -> None:
    found = (
        Diagnostic("CRT001", "undecided", Span("chapters/a.md", 3, 9), "decide", "error"),
        Diagnostic("LAY002", "no place", None),
    )
    kept = receipted(receipt(Checked((Artifact("a.pdf", b"x", 3),), found)), lambda _: b"x")
    assert kept is not None
    assert kept.found == found
    assert [(one.path, one.pages) for one in kept.files] == [("a.pdf", 3)]
