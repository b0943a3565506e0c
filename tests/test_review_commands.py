"""`regesta changes`, `accept`, `reject` as an editor meets them: what is said, and what lies on the disk."""

import json
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from regesta import workspace
from regesta.cli import main
from tests.terminal import Said, typed

CHAPTER, RECORD = "chapters/01-bridge.md", "sources/src-answer.md"
PLAIN = "The first is printed whole."
PROPOSED = (
    "The {++very ++}{>>JN 2026-11-20: why not?<<}{>>AB: no<<}first is "
    "{~~printed~>copied~~}{>>AB 2026-11-22<<} whole. {>>which?<<}"
)


class Desk:
    """A manuscript with proposals in two of its files, and the commands."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.put(CHAPTER, self.text(CHAPTER).replace(PLAIN, PROPOSED))
        self.put(RECORD, self.text(RECORD).replace("finds it dear.", "finds it {--dear--}{++too dear++}."))

    def text(self, path: str) -> str:
        return (self.folder / path).read_bytes().decode()

    def put(self, path: str, text: str) -> None:
        (self.folder / path).write_bytes(text.encode())

    def run(self, command: str, *arguments: str) -> Said:
        return typed(self.capsys, command, str(self.folder), *arguments)


@pytest.fixture
def desk(mini: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(mini, capsys)


def line(desk: Desk) -> int:
    """Where the proposals of the chapter stand."""
    return desk.text(CHAPTER).split("The {++very")[0].count("\n") + 1


def test_a_list_for_people(desk: Desk) -> None:
    at, record = line(desk), desk.text(RECORD).split("finds it {--")[0].count("\n") + 1
    places = [f"{CHAPTER}:{at}:{PROPOSED.index(sign) + 1}" for sign in ("{++", "{~~", "{>>which")]
    assert desk.run("changes").out.splitlines() == [
        f'{places[0]}: insert "very" | JN 2026-11-20: why not? | AB: no',
        f'{places[1]}: substitute "printed" → "copied" | AB 2026-11-22',
        f"{places[2]}: comment | which?",
        f'{RECORD}:{record}:44: delete "dear"',
        f'{RECORD}:{record}:54: insert "too dear"',
        "5 open changes",
    ]
    assert desk.run("changes", "--author", "jn").out.splitlines()[1:] == ["1 open change"]


def test_a_list_for_programs(desk: Desk) -> None:
    first, *rest = json.loads(desk.run("changes", "--format", "json").out)
    assert len(rest) == 4
    assert first == {
        "path": CHAPTER, "line": line(desk), "column": 5, "end_line": line(desk), "end_column": 57,
        "kind": "insert", "author": "JN", "date": "2026-11-20", "old": "", "new": "very",
        "remarks": [
            {"author": "JN", "date": "2026-11-20", "words": "why not?"},
            {"author": "AB", "date": "", "words": "no"},
        ],
    }  # fmt: skip


def test_nothing_to_list(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["changes", str(mini)])
    assert (left.value.code, capsys.readouterr().out) == (0, "no open changes\n")


def test_all_are_accepted(desk: Desk) -> None:
    chapter, record = desk.text(CHAPTER), desk.text(RECORD)
    said = desk.run("accept", "--all", "--comments")
    assert said == Said(0, f"{CHAPTER}: 3 accepted\n{RECORD}: 2 accepted\nnone left open\n", "")
    assert desk.text(CHAPTER) == chapter.replace(PROPOSED, "The very first is copied whole. ")
    assert desk.text(RECORD) == record.replace("{--dear--}{++too dear++}", "too dear")
    assert desk.run("check", "--release").status == 0


def test_all_are_rejected(desk: Desk) -> None:
    chapter = desk.text(CHAPTER)
    assert desk.run("reject", "--all").out.endswith("\n1 left open\n")
    assert desk.text(CHAPTER) == chapter.replace(PROPOSED, f"{PLAIN} {{>>which?<<}}")


@pytest.mark.parametrize("where", ["{}", "{}:{}", "{}:{}:5", "{}:{}:5:"])
def test_one_place_as_a_list_or_a_shell_writes_it(
    desk: Desk, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder.parent)
    for path in (CHAPTER, f"{desk.folder.name}/{CHAPTER}"):
        said = desk.run("accept", where.format(path, line(desk)), "--author", "JN", "--dry-run")
        assert said.err == f"{CHAPTER}: 1 would be accepted\n4 left open\n"


def test_by_date(desk: Desk) -> None:
    assert (
        desk.run("accept", "--all", "--before", "2026-11-21").out == f"{CHAPTER}: 1 accepted\n4 left open\n"
    )


@pytest.mark.tools
@pytest.mark.skipif(not shutil.which("patch"), reason="there is no patch(1)")
def test_what_would_change_is_shown_as_a_patch(desk: Desk, tmp_path: Path) -> None:
    desk.put(CHAPTER, desk.text(CHAPTER).rstrip().replace("\n", "\r\n"))  # and no line end at the end
    copy = shutil.copytree(desk.folder, tmp_path / "copy")
    said = desk.run("accept", "--all", "--dry-run")
    assert said.err.endswith("\n1 left open\n")
    assert desk.text(CHAPTER) == (copy / CHAPTER).read_bytes().decode()
    assert desk.run("accept", "--all").status == 0
    command = ["patch", "-p1", "--binary", "-d", str(copy)]
    subprocess.run(command, input=said.out.encode(), check=True, capture_output=True)
    assert (copy / CHAPTER).read_bytes() == (desk.folder / CHAPTER).read_bytes()
    assert (copy / RECORD).read_bytes() == (desk.folder / RECORD).read_bytes()


def test_line_ends_of_windows_and_a_mark_at_the_head_stay(desk: Desk) -> None:
    text = "\ufeff" + desk.text(CHAPTER).replace("\n", "\r\n") + "\tend  "
    desk.put(CHAPTER, text)
    assert desk.run("reject", "--all", "--comments").status == 0
    assert desk.text(CHAPTER) == text.replace(PROPOSED, f"{PLAIN} ")


def test_nothing_is_chosen(desk: Desk) -> None:
    before = desk.text(CHAPTER)
    for arguments in (("--all", "--author", "XY"), (f"{CHAPTER}:1",), ("book.yaml",)):
        said = desk.run("accept", *arguments)
        assert said == Said(0, "nothing to be accepted; comments alone go with --comments\n5 left open\n", "")
    assert desk.text(CHAPTER) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chapters/01-bridg.md",), 'did you mean "chapters/01-bridge.md"?'),
        (("chapters/../../x.md:3",), "has no text"),
        ((), "--all"),
        (("--all", CHAPTER), "--all"),
        (("--all", "--before", "yesterday"), "yesterday"),
        (("--all", "--before", "../2026"), "no beginning"),
    ],
)
def test_wrong_usage(desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    before = desk.text(CHAPTER)
    done = desk.run("accept", *arguments)
    assert done.status == 2
    assert said in done.err
    assert desk.text(CHAPTER) == before


def test_a_change_that_is_not_whole_is_left_and_said(desk: Desk) -> None:
    desk.put(CHAPTER, desk.text(CHAPTER) + "\nA {~~ferry~~}.\n")
    said = desk.run("reject", "--all")
    assert "1 cannot be rejected: regesta check says what is wrong with them" in said.out
    assert said.out.endswith("\n2 left open\n")
    assert desk.text(CHAPTER).endswith("\nA {~~ferry~~}.\n")


def test_a_file_that_is_no_utf_8_stops_it_before_anything_is_written(desk: Desk) -> None:
    (desk.folder / RECORD).write_bytes(desk.text(RECORD).encode() + b"\xff\n")
    before = desk.text(CHAPTER)
    said = desk.run("accept", "--all")
    assert said.status == 2
    assert f"{RECORD} is no UTF-8" in said.err
    assert desk.text(CHAPTER) == before


@pytest.mark.parametrize("moment", ["original", "rewrite"])
def test_a_file_that_somebody_else_saves_meanwhile_is_theirs(
    desk: Desk, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = getattr(workspace, moment)

    def late(folder: Path, *rest: object) -> object:
        desk.put(CHAPTER, "Saved meanwhile.\n")
        return step(folder, *rest)

    monkeypatch.setattr(f"regesta.cli.review.{moment}", late)
    said = desk.run("accept", CHAPTER)
    assert said.status == 2
    assert "run the command again" in said.err
    assert desk.text(CHAPTER) == "Saved meanwhile.\n"


def test_permissions_and_links_stay(desk: Desk) -> None:
    file = desk.folder / CHAPTER
    kept = file.rename(desk.folder / "chapters" / "kept.txt")
    kept.chmod(0o640)
    file.symlink_to(kept.name)
    assert desk.run("accept", CHAPTER).status == 0
    assert file.is_symlink()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert "The very first is copied" in kept.read_text("utf-8")
    assert sorted(one.name for one in file.parent.iterdir()) == ["00-note.md", "01-bridge.md", "kept.txt"]


def test_a_release_names_who_proposed_what(desk: Desk) -> None:
    said = desk.run("check", "--release", "--format", "short")
    assert said.status == 1
    assert f"{CHAPTER}:{line(desk)}:5: error[CRT001]" in said.out
    assert "(insert by JN, 2026-11-20)" in said.out
    assert "warning[CRT001]" in desk.run("check", "--format", "short").out


def test_an_answer(desk: Desk) -> None:
    at, column = line(desk), PROPOSED.index("{++") + 1
    said = desk.run("answer", f"{CHAPTER}:{at}:{column}", "so the timetable", "--author", "XY")
    assert said.out == f"{CHAPTER}:{at}:{column}: answered\n"
    assert re.search(r"\{>>AB: no<<\}\{>>XY 20\d\d-\d\d-\d\d: so the timetable<<\}first", desk.text(CHAPTER))
    assert "XY" in desk.run("changes").out.splitlines()[0]


@pytest.mark.parametrize(
    ("place", "words", "author", "told"),
    [
        (f"{CHAPTER}:{{}}", "yes", "XY", "3 open changes at"),
        (f"{CHAPTER}:1", "yes", "XY", "No open changes at"),
        (f"{CHAPTER}:{{}}:5", "a<<}b", "XY", "cannot hold"),
        (f"{CHAPTER}:{{}}:5", "yes", "nobody", "no signature"),
        ("", "yes", "XY", "Say which change"),
    ],
)
def test_an_answer_that_cannot_be_written(desk: Desk, place: str, words: str, author: str, told: str) -> None:
    before, given = desk.text(CHAPTER), [place.format(line(desk))] if place else []
    said = desk.run("answer", *given, words, "--author", author)
    assert said.status == 2
    assert told in said.err
    assert desk.text(CHAPTER) == before
