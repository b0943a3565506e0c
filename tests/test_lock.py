"""`regesta lock` as an editor meets it: what is said, what lies on the disk, and what a check says then."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from regesta.cli import regesta
from regesta.texts.numbers import FILE
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
    assert lock(mini, "src-request").output.startswith("src-request  6 numbers, 5 before\n")
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
    assert lock(mini, "src-answer").output.startswith("src-answer  4 numbers, 3 before\n/")
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
    assert f"{FILE}:4:14: error[YML004]" in done.output


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
