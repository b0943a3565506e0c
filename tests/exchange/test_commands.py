"""`regesta import tei` and `regesta export tei`: what they write, what they say, and what they refuse."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from regesta.cli import regesta
from tests.conftest import MINI

VOLUME = Path(__file__).parent / "texts" / "volume.xml"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(regesta, [str(one) for one in arguments])


def files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """The volume with its picture beside it."""
    file = tmp_path / "in" / "volume.xml"
    (file.parent / "pictures").mkdir(parents=True)
    file.write_bytes(VOLUME.read_bytes())
    (file.parent / "pictures" / "other.png").write_bytes(b"other")
    (file.parent / "plan.png").write_bytes(b"plan")
    return file


def test_a_volume_becomes_a_folder(volume: Path, tmp_path: Path) -> None:
    into = tmp_path / "out"
    done = run("import", "tei", volume, "--into", into, "--format", "short")
    assert done.exit_code == 0, done.output
    assert f"{into}  3 chapters, 2 sources, 2 registers, 1 picture\n" in done.stdout
    assert 'warning[TEI101]: the pointer to "#nowhere" leads nowhere' in done.stderr
    assert (into / "images" / "plan.png").read_bytes() == b"plan"
    assert files(into) == [
        "book.yaml",
        "chapters/00-preface.md",
        "chapters/01-1.md",
        "chapters/02-letters.md",
        "images/plan.png",
        "index.yaml",
        "registers/glossary.yaml",
        "registers/people.yaml",
        "sources/001-d1.md",
        "sources/002-d2.md",
    ]
    assert run("check", into).exit_code == 0
    assert files(tmp_path / "in") == ["pictures/other.png", "plan.png", "volume.xml"]


def test_a_folder_that_holds_files_is_left_alone(volume: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    mine = tmp_path / "out" / "book.yaml"
    mine.write_text("mine", "utf-8")
    done = run("import", "tei", volume, "--into", tmp_path / "out")
    assert (done.exit_code, "is not empty" in done.output) == (2, True)
    assert files(tmp_path / "out") == ["book.yaml"]
    assert mine.read_text("utf-8") == "mine"
    assert run("import", "tei", volume, "--into", tmp_path / "out", "--force").exit_code == 0
    assert mine.read_text("utf-8") != "mine"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<TEI><text>", "TEI001"),
        (b"<html><body/></html>", "TEI004"),
        (b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI/>', "TEI002"),
        (b"<TEI><text><body/></text></TEI>", "TEI100"),
    ],
)
def test_what_is_no_book_leaves_nothing_behind(raw: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_bytes(raw)
    done = run("import", "tei", tmp_path / "x.xml", "--into", tmp_path / "out")
    assert done.exit_code == 1
    assert f"x.xml:1:1: error[{said}]" in done.output
    assert files(tmp_path) == ["x.xml"]
    assert not (tmp_path / "out").exists()


def test_sources_go_out_and_come_back(tmp_path: Path) -> None:
    out = tmp_path / "there" / "mini.xml"
    done = run("export", "tei", MINI, "--out", out)
    assert (done.exit_code, done.stdout) == (0, f"{out}  2 sources\n")
    assert etree.parse(out).getroot().tag == "{http://www.tei-c.org/ns/1.0}teiCorpus"
    done = run("import", "tei", out, "--into", tmp_path / "back")
    assert (done.exit_code, done.stderr) == (0, "")
    assert run("check", tmp_path / "back").exit_code == 0


def test_a_manuscript_with_errors_is_not_exported(mini: Path, tmp_path: Path) -> None:
    (mini / "chapters" / "00-note.md").write_text("no front matter", "utf-8")
    done = run("export", "tei", mini, "--out", tmp_path / "x.xml")
    assert done.exit_code == 1
    assert "YML004" in done.output
    assert not (tmp_path / "x.xml").exists()


def test_the_same_manuscript_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        run("export", "tei", MINI, "--out", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
