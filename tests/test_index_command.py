"""`regesta index` as an editor meets it: what changed since a revision, who is missing, the whole as data."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from regesta.facts import IndexMark
from regesta.pipeline import read as read_book
from regesta.workspace import read
from tests.terminal import Said, typed

CHAPTER = "chapters/01-bridge.md"


class Desk:
    """A manuscript in a repository of its own, and the command."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.git("init", "-q")
        self.git("add", ".")
        self.git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "First")

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", "-C", str(self.folder), *arguments], check=True, capture_output=True)

    def write(self, path: str, text: str) -> None:
        (self.folder / path).write_text(text, "utf-8")

    def add(self, words: str) -> None:
        """Another paragraph at the end of the note on the edition."""
        file = self.folder / "chapters" / "00-note.md"
        file.write_text(f"{file.read_text('utf-8')}\n{words}\n", "utf-8")

    def run(self, *arguments: str) -> Said:
        return typed(self.capsys, "index", str(self.folder), *arguments)


@pytest.fixture
def desk(mini: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(mini, capsys)


@pytest.fixture
def pages(desk: Desk, tmp_path: Path) -> str:
    """Every mark of the index lies on page 7."""
    book = read_book(read(desk.folder).value).value
    anchors = {
        fact.anchor: ["7", 15] for text in book.texts for fact in text.facts if isinstance(fact, IndexMark)
    }
    file = tmp_path / "pages.json"
    file.write_text(json.dumps({"pages": 20, "anchors": anchors}), "utf-8")
    return str(file)


# What changed ------------------------------------------------------------------------------------


def test_nothing_changed(desk: Desk) -> None:
    assert desk.run("--since", "HEAD").out.splitlines()[0] == "since then: none"


def test_new_vanished_and_changed_entries(desk: Desk) -> None:
    desk.add("It rained.{ix: rain} The bridge stood.{ix: bridges > at Lhota}{ix: tolls > of 1901}")
    desk.write(
        "index.yaml",
        'see: {levies: tolls > of 1901}\nalso: {bridges: ["money, want of"]}\n',
    )
    assert desk.run("--since", "HEAD").out.splitlines()[:8] == [
        "since then: 7",
        "  changed   bridges, see also money, want of, no longer see also council of Lhota",
        "  changed   bridges > at Lhota, 3 passages, were 2",
        "  vanished  ferry, see bridges",
        "  new       levies, see tolls > of 1901",
        "  new       rain, 1 passage",
        "  new       tolls",
        "  new       tolls > of 1901, 1 passage",
    ]


def test_a_text_that_grows_changes_no_entry(desk: Desk) -> None:
    """Marks are counted by text, so that a paragraph or a mark before them is no change of theirs."""
    file = desk.folder / CHAPTER
    text = file.read_text("utf-8")
    file.write_text(text.replace("\n---\n", "\n---\n\nIt rained.{ix: rain}\n", 1), "utf-8")
    assert desk.run("--since", "HEAD").out.splitlines()[:2] == [
        "since then: 1",
        "  new       rain, 1 passage",
    ]


@pytest.mark.parametrize("revision", ["elsewhere", "-x"])
def test_a_revision_that_there_is_not(desk: Desk, revision: str) -> None:
    said = desk.run(f"--since={revision}")
    assert (said.status, said.out) == (2, "")
    assert revision in said.err


# Who is missing ----------------------------------------------------------------------------------


def test_a_person_who_is_named_and_never_indexed(desk: Desk) -> None:
    people = (desk.folder / "registers" / "people.yaml").read_text("utf-8")
    desk.write("registers/people.yaml", f'{people}  - {{id: hus, name: Jan Hus, sort: "Hus, Jan"}}\n')
    desk.add("Nobody asked [Jan Hus]{who=hus}, not even [Hus]{who=hus}.")
    lines = desk.run().out.splitlines()
    assert lines[:2] == [
        "persons who are named and never indexed: 1",
        "  Hus, Jan  2 times, first chapters/00-note.md:8:14",
    ]
    desk.add("He was asked.{ix: who=hus}")
    assert desk.run().out.splitlines()[0] == "persons who are named and never indexed: none"


def test_what_records_propose(desk: Desk) -> None:
    assert desk.run().out.splitlines()[1:] == [
        "proposed by records and not indexed: 2",
        "  district  src-request",
        "  Lhota  src-request",
    ]


def test_a_manuscript_with_errors_is_said(desk: Desk) -> None:
    desk.add("{ix+: rain}It rained.")
    said = desk.run()
    assert (said.status, said.out) == (1, "")
    assert "IDX001" in said.err


# The whole ---------------------------------------------------------------------------------------


def test_json(desk: Desk, pages: str) -> None:
    made = json.loads(desk.run("--format", "json", "--pages", pages).out)
    entry = next(one for one in made["entries"] if one["path"] == ["Novák, Jan", "asks for a bridge"])
    (locator,) = entry.pop("locators")
    assert entry == {
        "path": ["Novák, Jan", "asks for a bridge"],
        "filed_as": "asks for a bridge",
        "gloss": "",
        "see": [],
        "see_also": [],
        "generic": "",
    }
    assert (locator["label"], locator["kind"], locator["principal"]) == ("7", "page", True)


def test_csv(desk: Desk, pages: str) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.run("--format", "csv", "--pages", pages).out)))
    assert [(one["heading"], one["sub-entry"], one["locator"]) for one in rows][:3] == [
        ("bridges", "", "7n1"),
        ("bridges", "at Lhota", "7"),
        ("council of Lhota", "", "7"),
    ]
    assert rows[0]["see also"] == "council of Lhota"
    assert rows[1]["filed as"] == "Lhota"


def test_idx(desk: Desk, pages: str) -> None:
    """The input of makeindex; what has a meaning there is quoted."""
    desk.add("{ix+: what! > a}Now.{ix-: what! > a}{ix: e@f}")
    book = read_book(read(desk.folder).value).value
    file = Path(pages)
    held = json.loads(file.read_text("utf-8"))
    new = [fact.anchor for text in book.texts for fact in text.facts if isinstance(fact, IndexMark)]
    held["anchors"] |= {anchor: ["8", 16] for anchor in new if anchor not in held["anchors"]}
    last = [anchor for anchor in new if anchor.startswith("ch-note-ix-2")]
    held["anchors"] |= {anchor: ["9", 17] for anchor in last}
    file.write_text(json.dumps(held), "utf-8")
    lines = desk.run("--format", "idx", "--pages", pages).out.splitlines()
    assert lines[:3] == [
        r"\indexentry{bridges|indexnote{1}}{7}",
        r"\indexentry{bridges|seealso{council of Lhota}}{0}",
        r"\indexentry{bridges!Lhota@at Lhota}{7}",
    ]
    assert r"\indexentry{Novák, Jan!asks for a bridge|textbf}{7}" in lines
    assert r'\indexentry{what"!!a|(}{8}' in lines
    assert r'\indexentry{what"!!a|)}{9}' in lines
    assert r'\indexentry{e"@f}{8}' in lines


def test_pages_must_be_known(desk: Desk, tmp_path: Path) -> None:
    said = desk.run("--format", "csv")
    assert said.status == 2
    assert "mini.pages.json" in said.err
    (tmp_path / "x.json").write_text("[]", "utf-8")
    said = desk.run("--format", "csv", "--pages", str(tmp_path / "x.json"))
    assert said.status == 2
    assert "no list of pages" in said.err
    assert desk.run("--since", "HEAD", "--format", "csv", "--pages", str(tmp_path / "x.json")).status == 2
