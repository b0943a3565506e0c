"""What tests of the whole house share: copies of manuscripts, and the mini edition built once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from regesta.cli.build import EPOCH
from regesta.model import Artifact
from regesta.pipeline import Wanted, build, silently
from regesta.render.pdf.crew import Means
from regesta.workspace import face_folder, prepare, read, read_faces
from tests.corpora import ABSENT, CORPORA

HERE = Path(__file__).parent
MINI = HERE / "mini"
MANUSCRIPT = HERE.parent / "manuscript"
WORKED = HERE / "worked"
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")  # the same examples everywhere; chance is for `make proof`
prepare(face_folder().parent, EPOCH)  # before anything imports WeasyPrint


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A copy of the mini manuscript, to be spoilt."""
    return copied(MINI, tmp_path / "mini")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A copy of the real manuscript, to be spoilt."""
    return copied(MANUSCRIPT, tmp_path / "manuscript")


def copied(manuscript: Path, to: Path) -> Path:
    """A copy, without the texts that somebody may have fetched."""
    shutil.copytree(manuscript, to, ignore=shutil.ignore_patterns("texts"))
    return to


def made(manuscript: Path, wanted: Wanted | None = None) -> dict[str, Artifact]:
    """Artifacts by path; fails where the manuscript has an error."""
    inputs = read(manuscript)
    result = build(inputs.value, wanted or Wanted(), Means(read_faces(silently)), inputs.diagnostics)
    assert result.value, [f"{one.code} {one.message}" for one in result.diagnostics]
    return {artifact.path: artifact for artifact in result.value}


@pytest.fixture(scope="session")
def mini_build() -> dict[str, Artifact]:
    """The mini edition in all formats."""
    return made(MINI)


@pytest.fixture(scope="session")
def mini_teacher() -> dict[str, Artifact]:
    """The teacher's edition of the mini manuscript."""
    return made(MINI, Wanted(("pdf", "epub"), "teacher"))


@pytest.fixture(scope="session")
def worked_build() -> dict[str, Artifact]:
    """The worked example, which has each construct once, in all formats."""
    return made(WORKED)


@pytest.fixture(scope="session")
def real_build() -> dict[str, Artifact]:
    """The real publication in all formats."""
    return made(MANUSCRIPT)


@pytest.fixture(scope="session")
def worked_teacher() -> dict[str, Artifact]:
    """The teacher's edition of the worked example."""
    return made(WORKED, Wanted(("pdf",), "teacher"))


@pytest.fixture(scope="session")
def real_teacher() -> dict[str, Artifact]:
    """The teacher's edition of the real publication."""
    return made(MANUSCRIPT, Wanted(("pdf",), "teacher"))


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Replace the first occurrence of a text in a file, which must be there."""

    def change(file: Path, old: str, new: str) -> None:
        text = file.read_text("utf-8")
        assert old in text, f"{file.name} no longer holds {old!r}"
        file.write_text(text.replace(old, new, 1), "utf-8")

    return change


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many tests were skipped because the texts of others are not there."""
    skipped = terminalreporter.stats.get("skipped", ())
    absent = sum(ABSENT in str(one.longrepr) for one in skipped)
    if absent:
        terminalreporter.write_line(
            f"skipped without {CORPORA}: {absent}; REGESTA_CORPORA names another folder"
        )
