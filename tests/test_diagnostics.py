"""Each code and its golden folder: mini, spoilt by the folder's files, is said to be as in expected.txt.

`tests/diagnostics/README.md` tells an editor what such a folder holds. With REGESTA_BLESS=1 (`make bless`
sets it) every expected.txt is written anew from what the report says now: read the diff.
"""

import os
import re
import shutil
from collections.abc import Iterable
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner

from regesta import collation
from regesta.citeproc import Failure
from regesta.classroom.asked import Asked
from regesta.cli import fetch, regesta
from regesta.diagnostics import CODES, Diagnostic, ordered
from regesta.dictionaries import shelf
from regesta.exchange.tei.findings import findings, source
from regesta.exchange.tei.volume import volume
from regesta.exchange.xml import Fault
from regesta.fetcher import Pace
from regesta.pipeline import Wanted, build, silently
from regesta.pipeline import read as read_book
from regesta.render.pdf.crew import Means
from regesta.report import FORMS
from regesta.source import Source
from regesta.word.takein import take_in
from regesta.workspace import read, read_faces
from tests.archive import archive
from tests.conftest import MINI, copied
from tests.word.reviewer import Reviewer, exported

HERE = Path(__file__).parent
FOLDERS = sorted(folder for folder in (HERE / "diagnostics").iterdir() if folder.is_dir())
PAGES = HERE.parent / "docs" / "chapters" / "codes"
BLESS = os.environ.get("REGESTA_BLESS") == "1"
RECIPES = (
    *("expected.txt", "absent.txt", "links.txt", "repeat.txt"),
    *("build.txt", "spelling.txt", "fetch.txt", "import.xml", "without.txt", "word.txt", "back.docx"),
)
LINE = re.compile(
    r"(?P<place>[^:]+:\d+:\d+): (?:error|warning|hint)\[(?P<code>[A-Z]{3}\d{3})\]: (?P<said>.+)"
)
DEPTH = re.compile(r"(?<=RecursionError): [^(]+(?= \()")  # Python words it by how deep its stack already was
each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def spoilt(folder: Path, to: Path) -> Path:
    """A copy of mini with the folder's files laid over it and its recipes followed."""
    manuscript = copied(MINI, to)
    for file in folder.rglob("*"):
        if file.is_file() and file.name not in RECIPES:
            target = manuscript / file.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    for (name,) in recipe(folder / "absent.txt", "\n"):
        (manuscript / name).unlink()
    for link, target_ in recipe(folder / "links.txt", " -> "):
        target = (manuscript / link).parent / target_
        target.touch()
        (manuscript / link).symlink_to(target_)
    for name, times in recipe(folder / "repeat.txt", " * "):
        *head, last = (manuscript / name).read_text("utf-8").splitlines(keepends=True)
        (manuscript / name).write_text("".join(head) + last * int(times), "utf-8")
    return manuscript


def recipe(file: Path, sign: str) -> Iterable[list[str]]:
    """The two sides of each line of a recipe, if the folder has it."""
    return [line.split(sign) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def lacking(file: Path) -> AbstractContextManager[object]:
    """Modules that the file names are looked for and not found, by whoever can do without."""
    names = file.read_text("utf-8").split() if file.exists() else []
    return mock.patch.object(collation, "find_spec", lambda name: None if name in names else find_spec(name))


def said(folder: Path, manuscript: Path) -> str:
    """The short report of a check, or of a build of the formats that the folder names.

    Hints are said in the folders of hints alone.
    """
    if (folder / "fetch.txt").exists():
        return fetched(manuscript, (folder / "fetch.txt").read_text("utf-8").strip())
    if (folder / "import.xml").exists():
        return imported((folder / "import.xml").read_bytes())
    if (folder / "word.txt").exists() or (folder / "back.docx").exists():
        return taken(folder, manuscript)
    inputs = read(manuscript)
    found: tuple[Diagnostic, ...]
    if (folder / "build.txt").exists():
        names = (folder / "build.txt").read_text("utf-8").split()
        formats = tuple(name for name in names if name != "docx") or ("pdf",)
        wanted = Wanted(
            formats, handouts=Asked(("src-answer",) if "docx" in names else (), docx="docx" in names)
        )
        gone = Failure("it is not installed; the package pypandoc_binary holds it")
        with mock.patch("regesta.classroom.documents.docx", side_effect=gone):
            means = Means(read_faces(silently))
            found = build(inputs.value, wanted, means, inputs.diagnostics).diagnostics
    else:
        hints = CODES[folder.name].severity == "hint"
        words = shelf(manuscript, ()) if (folder / "spelling.txt").exists() else None
        with lacking(folder / "without.txt"):
            read_ = read_book(inputs.value, hints, words)
        found = ordered((*inputs.diagnostics, *read_.diagnostics))
    return DEPTH.sub("", FORMS["short"](found, inputs.value.texts))


def imported(raw: bytes) -> str:
    """The short report of `regesta import tei`."""
    made, shown = volume(raw, "import.xml"), source("import.xml", raw)
    faults = (made,) if isinstance(made, Fault) else made.met
    return FORMS["short"](findings(faults, shown), {shown.path: shown})


def taken(folder: Path, manuscript: Path) -> str:
    """The short report of `regesta import docx`: of a file, or of what reviewers did to mini."""
    inputs, files = read(manuscript).value, dict[str, bytes]()
    if (folder / "back.docx").exists():
        files["back.docx"] = (folder / "back.docx").read_bytes()
    rows = list(recipe(folder / "word.txt", " | "))
    for author in dict.fromkeys(row[0] for row in rows):
        reviewer = Reviewer(exported(read(MINI).value), author)
        for _, words, old, new in (row for row in rows if row[0] == author):
            if new == "¶":
                reviewer.parted(words, words.index(old) + len(old))
            else:
                reviewer.replace(words, old, new)
        files[f"{author.split()[0].lower()}.docx"] = reviewer.saved()
    found = take_in(read_book(inputs).value, files).diagnostics
    return FORMS["short"](ordered(found), {**inputs.texts, **{name: Source.of(name, "") for name in files}})


def fetched(manuscript: Path, behaviour: str) -> str:
    """The short report of `regesta fetch` from a server of ours, whose port is PORT in the files."""
    pace = Pace(lambda _: None, float, float)
    with archive(behaviour) as (port, _), mock.patch.object(fetch, "PACE", pace):
        for file in manuscript.rglob("src-*.md"):
            file.write_text(file.read_text("utf-8").replace("PORT", str(port)), "utf-8")
        done = CliRunner().invoke(regesta, ["fetch", "-q", "--manuscript", str(manuscript)])
        return done.output.replace(str(port), "PORT")


@each_folder
def test_a_spoilt_copy_is_said_to_be_spoilt(folder: Path, tmp_path: Path) -> None:
    expected, report = folder / "expected.txt", said(folder, spoilt(folder, tmp_path / "book" / "mini"))
    if BLESS:
        expected.write_text(report, "utf-8")
    assert report == expected.read_text("utf-8")
    assert f"[{folder.name}]" in report


def test_every_code_has_its_folder_and_its_page() -> None:
    assert [folder.name for folder in FOLDERS] == sorted(CODES)
    assert sorted(page.stem for page in PAGES.glob("*.md")) == sorted(CODES)


@each_folder
def test_messages_are_of_one_make(folder: Path) -> None:
    """One sentence without a full stop; what is wrong first; keys in double quotes."""
    for line in (folder / "expected.txt").read_text("utf-8").splitlines():
        match = LINE.fullmatch(line)
        assert match, line
        message = match["said"]
        assert not message.endswith("."), line
        assert not re.search(r"[.!?] [A-Z]", message), line
        assert not re.search(r"[“”]|(?<!\w)['`‘][^'`’]+['`’]", message), line
        assert message.count('"') % 2 == 0, line
