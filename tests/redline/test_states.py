"""`regesta redline` of something of each kind, between folders and between revisions."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from regesta.cli import regesta
from tests.conftest import MINI, copied

Edit = Callable[[Path, str, str], None]
XHTML = "{http://www.w3.org/1999/xhtml}"


def redline(*arguments: object) -> Result:
    return CliRunner().invoke(regesta, ["redline", *map(str, arguments)])


@pytest.fixture
def edited(mini: Path, edit: Edit) -> Path:
    """A manuscript in which something of each kind has changed."""
    bridge, request = mini / "chapters" / "01-bridge.md", mini / "sources" / "src-request.md"
    edit(bridge, "survive", "have survived")
    edit(bridge, "A bridge is a promise", "A bridge is no promise")
    edit(request, "and the river is high", "and the river very high")
    edit(request, "[^little]: He was wrong.", "[^little]: The mayor was wrong.")
    edit(request, "extent: one page", "extent: two pages")
    edit(mini / "registers" / "people.yaml", "gloss: Mayor of Lhota", "gloss: The mayor of Lhota")
    edit(
        mini / "events.yaml",
        "tags: [bridge]}",
        "tags: [bridge]}\n  - {id: ev-end, date: 1910, label: The end}",
    )
    return mini


def page(out: Path) -> etree._Element:
    """The web page; well-formed, or this fails."""
    return etree.fromstring((out / "mini-redline.html").read_bytes())


def words(root: etree._Element, name: str) -> list[str]:
    """What is marked as inserted or deleted, without what only those hear who hear the page."""
    said = (" ".join("".join(one.itertext()).split()) for one in root.iter(f"{XHTML}{name}"))
    return [one.partition(": ")[2] for one in said]


def test_between_two_folders(edited: Path, tmp_path: Path) -> None:
    done = redline(MINI, edited, "--out", tmp_path / "out", "--format", "web")
    assert done.exit_code == 0, done.output
    root = page(tmp_path / "out")
    assert {"have survived", "very", "no", "two pages", "The end"} <= set(words(root, "ins"))
    assert {"survive", "one page"} <= set(words(root, "del"))
    assert any(one.startswith("The mayor") for one in words(root, "ins"))
    named = {one.get("id") for one in root.iter(f"{XHTML}h2")}
    assert {"text-ch-bridge", "text-src-request"} <= named
    assert "text-ch-note" not in named  # what has not changed is not shown


def test_another_space_is_no_change(mini: Path, edit: Edit, tmp_path: Path) -> None:
    edit(mini / "chapters" / "01-bridge.md", "title: The bridge", "title: The\u00a0bridge")
    edit(mini / "chapters" / "01-bridge.md", "The first is", "The\u00a0first is")
    assert redline(MINI, mini, "--out", tmp_path, "--format", "web").exit_code == 0
    assert "Nothing changed." in (tmp_path / "mini-redline.html").read_text("utf-8")


def test_chapters_that_are_new_or_gone(mini: Path, edit: Edit, tmp_path: Path) -> None:
    (mini / "chapters" / "02-more.md").write_text(
        "---\nid: ch-more\ntitle: More\n---\n\nWords.[^a]\n\n[^a]: A.\n"
    )
    edit(mini / "book.yaml", "[ch-bridge]", "[ch-bridge, ch-more]")
    for name, pair in (("ins", (MINI, mini)), ("del", (mini, MINI))):
        assert redline(*pair, "--out", tmp_path, "--format", "web").exit_code == 0
        assert any(one.startswith("Words.") for one in words(page(tmp_path), name))


def test_between_revisions(edited: Path, tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    copied(MINI, repository / "mini")

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "-C", repository, *who, *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("tag", "one")
    for file in edited.rglob("*"):
        if file.is_file():
            (repository / "mini" / file.relative_to(edited)).write_bytes(file.read_bytes())
    manuscript = repository / "mini"
    for said in ("one", "one..two"):
        if ".." in said:
            git("commit", "-qam", "two")
            git("tag", "two")
        done = redline(said, manuscript, "--out", tmp_path / said, "--format", "web")
        assert done.exit_code == 0, done.output
        assert "have survived" in words(page(tmp_path / said), "ins")
    assert "From one to two" in (tmp_path / "one..two" / "mini-redline.html").read_text("utf-8")
    assert redline("--", "-x", manuscript).exit_code == 2
    assert redline("three", manuscript).exit_code == 2
