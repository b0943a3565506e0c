"""`regesta lock` as an editor meets it: what is said, what lies on the disk, and what a check says then."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from regesta.cli import regesta
from regesta.pipeline import read as read_book
from regesta.texts.numbers import FILE
from regesta.workspace import read
from tests.archive import TOLL

Edit = Callable[[Path, str, str], None]
REQUEST, ANSWER = "sources/src-request.md", "sources/src-answer.md"
RETOLD = "::: retold\n"
TRANSCRIPT = "::: transcript en\nThe plan is dear. It is good.\n:::\n\n::: retold\n"
WITNESS = 'witness: {tei: "witnesses/toll.xml", document: d1}\n'


def run(command: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(regesta, [command, *map(str, arguments)])


def lock(manuscript: Path, *sources: str | Path) -> Result:
    return run("lock", *sources, "--manuscript", manuscript)


def rows(manuscript: Path) -> str:
    """The lock without its first line."""
    return (manuscript / FILE).read_text("utf-8").split("\n", 1)[1]


def test_numbers_are_locked_compared_and_accepted(mini: Path, edit: Edit) -> None:
    done = lock(mini)
    assert (done.exit_code, done.output) == (
        0,
        f"src-request  5 numbers\n{mini / FILE}  1 source, 5 numbers\n",
    )
    assert "ferry" not in rows(mini)
    assert run("check", mini, "--release").exit_code == 0
    edit(mini / REQUEST, "We ask", "It sank. We ask")
    assert "warning[NUM001]" in run("check", mini).output
    assert run("check", mini).exit_code == 0
    release = run("check", mini, "--release")
    assert release.exit_code == 1
    assert f"{REQUEST}:39:75: error[NUM001]" in release.output
    assert "src-request  6 numbers, 5 before\n" in lock(mini, "src-request", "--reason", "left out").output
    assert run("check", mini, "--release").output == "no faults found\n"


def test_what_has_not_changed_is_not_written(mini: Path) -> None:
    lock(mini)
    before = (mini / FILE).stat()
    assert lock(mini).output == f"{mini / FILE}  1 source, 5 numbers, as before\n"
    assert (mini / FILE).stat().st_ino == before.st_ino


def test_a_build_stops_only_in_a_release(mini: Path, tmp_path: Path, edit: Edit) -> None:
    lock(mini)
    edit(mini / REQUEST, "We ask", "It sank. We ask")
    draft = run("build", mini, "--format", "epub", "--out", tmp_path / "draft")
    assert "warning[NUM001]" in draft.output
    assert draft.exit_code == 0
    release = run("build", mini, "--format", "epub", "--out", tmp_path / "out", "--release")
    assert "error[NUM001]" in release.output
    assert release.exit_code == 1
    assert [file.name for file in (tmp_path / "out").iterdir()] == [".lock"]


def test_only_the_sources_that_are_named(mini: Path, edit: Edit) -> None:
    edit(mini / ANSWER, "text: retold", "text: excerpt")
    edit(mini / ANSWER, "::: retold", "::: transcript en")
    lock(mini)
    before = rows(mini)
    edit(mini / REQUEST, "We ask", "It sank. We ask")
    edit(mini / ANSWER, "It will pay half", "It is good. It will pay half")
    accepted = lock(mini, "src-answer", "--reason", "left out").output
    assert "\nsrc-answer  4 numbers, 3 before\n/" in accepted
    request = "  - id: src-request"
    assert rows(mini).split(request)[1] == before.split(request)[1]
    assert f"{REQUEST}:39:75: warning[NUM001]" in run("check", mini).output


def test_nothing_is_locked_where_nothing_has_numbers(mini: Path, edit: Edit) -> None:
    edit(mini / REQUEST, "text: transcript", "text: retold")
    edit(mini / REQUEST, "::: transcript en", "::: retold")
    assert lock(mini).output == "no source has numbers\n"
    assert not (mini / FILE).exists()


def test_what_is_gone_leaves_the_lock(mini: Path, edit: Edit) -> None:
    lock(mini)
    edit(mini / FILE, "src-request", "src-oath")
    assert lock(mini).output.startswith("src-oath  0 numbers, 5 before\nsrc-request  5 numbers\n")
    assert "src-oath" not in rows(mini)


@pytest.mark.parametrize(
    ("old", "new"), [("We ask", "{++It sank. ++}We ask"), ("Novák has", "[N]{who=x} has")]
)
def test_what_cannot_be_released_is_not_locked(mini: Path, edit: Edit, old: str, new: str) -> None:
    edit(mini / REQUEST, old, new)
    done = lock(mini)
    assert done.exit_code == 1
    assert f"{REQUEST}:" in done.output
    assert "nothing was locked" in done.output
    assert not (mini / FILE).exists()


def test_a_spoilt_lock_is_not_overwritten(mini: Path, edit: Edit) -> None:
    lock(mini)
    edit(mini / FILE, "s2 ", "<<< ")
    before = rows(mini)
    done = lock(mini)
    assert (done.exit_code, rows(mini)) == (1, before)
    assert f"{FILE}:5:14: error[YML004]" in done.output


def test_a_text_that_is_away_keeps_its_row(mini: Path, tmp_path: Path, edit: Edit) -> None:
    edit(mini / ANSWER, "text: retold\n", f"text: retold\n{WITNESS}")
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "toll.xml").write_bytes(TOLL)
    assert lock(mini, "--texts", folder).output.endswith("2 sources, 10 numbers\n")
    before = rows(mini)
    assert lock(mini).output == f"{mini / FILE}  2 sources, 10 numbers, as before\n"
    assert rows(mini) == before
    (folder / "toll.xml").write_bytes(TOLL.replace(b"<p>", b"<p>It is late. ", 1))
    found = run("check", mini, "--format", "short", "--texts", folder).output
    assert found.startswith(f'{ANSWER}:18:10: warning[NUM001]: sentence 2 of "src-answer" is sentence 1 in ')
    assert found.endswith("(regesta lock accepts the new numbers)\n")
    assert run("check", mini).output == "no faults found\n"


def test_wrong_usage(mini: Path, edit: Edit) -> None:
    edit(mini / ANSWER, "text: retold\n", f"text: retold\n{WITNESS}")
    misspelt, away = lock(mini, "src-reqest"), lock(mini, "src-answer")
    assert (misspelt.exit_code, away.exit_code) == (2, 2)
    assert 'Did you mean "src-request"?' in misspelt.output
    assert 'The text of "src-answer" is not here' in away.output


# Words -------------------------------------------------------------------------------------------


def corrections(manuscript: Path) -> list[dict[str, str]]:
    """What the record of the request keeps."""
    documents = read_book(read(manuscript).value).value.documents
    return [
        {name: getattr(one, name) for name in ("by", "reason", "at", "before", "after")}
        for one in documents["src-request"].record.corrections
    ]


def committed(manuscript: Path) -> None:
    """The manuscript in a repository of its own."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "one")):
        subprocess.run(["git", "-C", str(manuscript), *arguments], check=True, capture_output=True)


def test_a_word_that_is_changed_needs_a_reason(mini: Path, edit: Edit) -> None:
    lock(mini)
    committed(mini)
    edit(mini / REQUEST, "The ferry is old, and", "The ferry is old and")
    edit(mini / REQUEST, "{s-}We think so", "{s-}We thought so")
    before = (mini / FILE).read_bytes(), (mini / REQUEST).read_bytes()
    found = run("check", mini, "--format", "short").output
    assert found.startswith(f'{REQUEST}:41:1: warning[NUM002]: sentence 4 of "src-request" is not the one in')
    assert run("check", mini, "--release").exit_code == 1
    refused = lock(mini)
    assert (refused.exit_code, (mini / FILE).read_bytes(), (mini / REQUEST).read_bytes()) == (1, *before)
    assert 'say why with --reason "…"' in refused.output
    done = lock(mini, "--reason", "as the original has it", "--by", "Ada")
    assert done.exit_code == 0, done.output
    said = {"by": "Ada", "reason": "as the original has it"}
    assert corrections(mini) == [
        {**said, "at": "s. 2", "before": "is old, and", "after": "is old and"},
        {**said, "at": "s. 4", "before": "We think so.", "after": "We thought so."},
    ]
    assert run("check", mini, "--release").output == "no faults found\n"
    kept = (mini / REQUEST).read_text("utf-8")
    added = kept[kept.index("corrections:") : kept.index("---\n\n:::")]
    assert kept.replace(added, "") == before[1].decode()  # nothing else of the file was touched


def test_without_git_the_reason_is_kept_all_the_same(mini: Path, edit: Edit) -> None:
    lock(mini)
    edit(mini / REQUEST, "The ferry", "The old ferry")
    assert "no revision of git has the words" in lock(mini, "--reason", "misread", "--by", "Ada").output
    assert corrections(mini) == [{"by": "Ada", "reason": "misread", "at": "", "before": "", "after": ""}]


def test_marks_are_no_words_of_the_document(mini: Path, edit: Edit) -> None:
    lock(mini)
    edit(mini / REQUEST, "The ferry is old", "The ferry{ix: ferries} is old")
    assert run("check", mini).output == "no faults found\n"
    none = lock(mini, "--reason", "why not")
    assert none.exit_code == 2
    assert "nothing to give a reason for" in none.output


def test_a_second_correction_stands_behind_the_first(mini: Path, edit: Edit) -> None:
    lock(mini)
    for word in ("old", "older"):
        edit(mini / REQUEST, f"The ferry is {word}", f"The ferry is {word}er")
        assert lock(mini, "--reason", f"not {word}").exit_code == 0
    assert [one["reason"] for one in corrections(mini)] == ["not old", "not older"]


def test_a_lock_of_numbers_alone_says_nothing_of_words(mini: Path, edit: Edit) -> None:
    lock(mini)
    text = (mini / FILE).read_text("utf-8")
    (mini / FILE).write_text("".join(f"{one}\n" for one in text.splitlines() if "text:" not in one), "utf-8")
    edit(mini / REQUEST, "The ferry", "The old ferry")
    assert run("check", mini).output == "no faults found\n"
