"""`regesta redline` of what editors write: asked for, where a state has errors, where only a mark changed."""

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from tests.conftest import MINI
from tests.render.pdf.reading import broken_rules, heard
from tests.terminal import Said, typed

CHAPTER = "chapters/01-bridge.md"
NAME = "mini-redline"
REQUEST = "Request for a bridge src-request"


class Desk:
    """A manuscript in a repository of its own, and the command."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.out, self.capsys = folder, folder.parent / "out", capsys
        self.git("init", "-q")
        self.commit("First")

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", "-C", str(self.folder), *arguments], check=True, capture_output=True)

    def commit(self, message: str) -> None:
        self.git("add", ".")
        self.git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", message)

    def edit(self, old: str, new: str, path: str = CHAPTER) -> None:
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    def run(self, *arguments: str) -> Said:
        """The redline of one or two states; the web page alone, unless arguments say otherwise."""
        state, *more = arguments
        given = (state, str(self.folder), "--out", str(self.out), *(more or ("--format", "web")))
        return typed(self.capsys, "redline", *given)

    @property
    def page(self) -> str:
        return (self.out / f"{NAME}.html").read_text("utf-8")


@pytest.fixture
def desk(mini: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(mini, capsys)


def test_nothing_changed(desk: Desk) -> None:
    assert desk.run("HEAD", "--format", "web").status == 0
    assert "Nothing changed." in desk.page


def test_an_index_mark(desk: Desk) -> None:
    desk.edit("{ix: money, want of}", "{ix: money, lack of}", "sources/src-answer.md")
    desk.run("HEAD", "--format", "web")
    assert '<span class="said">{ix: money, lack of}</span></span></ins>' in desk.page
    assert "From HEAD to mini" in desk.page
    assert "Pages are compared where the PDF is made too." in desk.page


def test_what_no_reader_sees_is_shown_all_the_same(desk: Desk) -> None:
    desk.edit("lines=3 marks=4", "lines=3 marks=6")
    desk.run("HEAD")
    assert '<span class="said">marks=6</span></span></ins>' in desk.page


def test_a_block_is_named_once(desk: Desk) -> None:
    """By its fence, else above the first of its lines that is shown."""
    desk.edit("The district praises", "The district wholly praises", "sources/src-answer.md")
    desk.edit("To pay the other half.", "To pay all the other half.", "sources/src-answer.md")
    desk.run("HEAD", "--format", "web")
    root = etree.fromstring(desk.page.encode())
    (text,) = root.iterfind(".//{*}section")
    voices = ["".join(one.itertext()) for one in text.iter("{*}p") if one.get("class") == "voice"]
    fences = ["".join(one.itertext()).split()[1] for one in text.iter("{*}p") if "fence" in one.get("class")]
    assert fences[0] == "retold"
    assert "retold" not in voices


def test_records_registers_and_pictures(desk: Desk) -> None:
    desk.edit("number: 1\n", "number: 7\n", "sources/src-request.md")
    desk.edit("label: ", "label: In haste, ", "events.yaml")
    (desk.folder / "plan.png").write_bytes(b"picture")
    desk.run("HEAD", "--format", "web")
    fields = etree.fromstring(desk.page.encode()).iterfind(
        ".//{*}table[@class='fields']//{*}td[@class='name']"
    )
    assert [one.text for one in fields] == ["number", "label"]
    assert "<code>plan.png</code>" in desk.page


def test_pages_and_locators(mini: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The PDF keeps the rules of every other, and a link of its summary leads to the text."""
    file = mini / CHAPTER
    edit = file.read_text("utf-8").replace("wanted a bridge", "wanted a new bridge")
    more = "It rained in Lhota, and the river rose. " * 90 + "{ix: Zima}{ix: Čáp}{ix: Dub}"
    file.write_text(edit.replace("## Two letters", f"{more}\n\n## Two letters"), "utf-8")
    out = tmp_path / "out"
    assert typed(capsys, "redline", str(MINI), str(mini), "--out", str(out)).status == 0
    root = etree.parse(out / f"{NAME}.html")
    table = root.iterfind(".//{*}table[@class='places']//{*}tr")
    rows = (["".join(cell.itertext()) for cell in row] for row in table)
    pages = {name: (before, after) for name, before, after in rows}
    assert int(pages[REQUEST][1]) > int(pages[REQUEST][0])
    assert "Novák, Jan > asks for a bridge" in pages
    assert [one for one in pages if one in ("Čáp", "Dub", "Zima")] == ["Čáp", "Dub", "Zima"]
    pdf = (out / f"{NAME}.pdf").read_bytes()
    assert broken_rules(pdf, tmp_path) == []
    assert heard(pdf, tmp_path) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert {str(one["/Subtype"]) for one in opened.pages[0]["/Annots"]} == {"/Link"}


# What is wrong -----------------------------------------------------------------------------------


def test_a_state_with_errors_is_shown_with_them(desk: Desk) -> None:
    desk.edit("see @src-request and", "see @src-reqest and")
    said = desk.run("HEAD")
    assert said.status == 1
    assert "mini has errors, and is shown as far as it can be read" in said.err
    assert f"{CHAPTER}:15:27: error[REF001]" in said.err
    assert f"<code>{CHAPTER}:15:27</code> REF001" in desk.page
    assert "Pages are not compared, since not both states could be laid out." in desk.page
    assert "@src-reqest</span></span></ins>" in desk.page


def test_a_text_that_cannot_be_read_is_still_compared(desk: Desk) -> None:
    desk.edit("id: ch-bridge\n", "id: ch-bridge\ntitle: [\n")
    desk.edit("wanted a bridge", "wanted a new\u0001 bridge")
    assert desk.run("HEAD").status == 1
    etree.fromstring(desk.page.encode())
    assert " new" in desk.page


@pytest.mark.parametrize("states", ["v9", "HEAD..v9", "HEAD...HEAD"])
def test_states_that_are_none(desk: Desk, states: str) -> None:
    met = desk.run(states)
    assert met.status == 2
    assert len([line for line in met.err.splitlines() if line.startswith("Error")]) == 1


def test_a_folder_that_was_no_manuscript_then(desk: Desk) -> None:
    desk.git("rm", "-q", "--cached", "book.yaml")
    desk.git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "None")
    met = desk.run("HEAD")
    assert (met.status, met.err) == (2, "regesta: HEAD holds no book.yaml\n")


def test_a_proposal_is_shown_as_one(desk: Desk) -> None:
    desk.edit("wanted a bridge", "wanted a {--bridge--}{>>AB 2026-11-20: why?<<}")
    desk.run("HEAD", "--format", "web")
    assert '<span class="said">{--…--}</span>' in desk.page
    assert '<span class="said">{&gt;&gt;AB 2026-11-20&lt;&lt;}</span>' in desk.page
