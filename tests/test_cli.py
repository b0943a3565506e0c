"""The command as a stranger meets it: exit status, what is said where, and nothing good overwritten."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from regesta import __version__
from regesta.cli import COMMANDS, main, regesta

Edit = Callable[[Path, str, str], None]


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "regesta", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def test_version_and_help() -> None:
    assert run("--version").stdout == f"regesta {__version__}\n"
    shown = run("--help")
    assert shown.returncode == 0
    assert "Examples:" in shown.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    shown = CliRunner().invoke(regesta, [command, "--help"])
    assert shown.exit_code == 0
    assert "Usage:" in shown.output


def test_a_command_is_whole_whoever_imported_what() -> None:
    """Asked in a process of its own, since each file of commands is imported when it is wanted."""
    told = run("import", "--help").stdout
    assert "tei" in told
    assert "references" in told


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    assert "_REGESTA_COMPLETE" in run("completion", shell).stdout


def test_check_says_what_is_wrong_with_its_place(mini: Path, edit: Edit) -> None:
    edit(mini / "chapters" / "01-bridge.md", "{who=novak}", "{who=nowak}")
    done = run("check", mini)
    assert done.returncode == 1
    assert 'chapters/01-bridge.md:9:1: error[REF002]: no person is called "nowak"' in done.stdout
    assert "^" in done.stdout
    assert 'did you mean "novak"?' in done.stdout


def test_check_as_json(mini: Path, edit: Edit) -> None:
    assert json.loads(run("check", mini, "--format", "json").stdout) == []
    edit(mini / "index.yaml", "ferry: bridges", "ferry: no such entry")
    (row,) = json.loads(run("check", mini, "--format", "json").stdout)
    assert (row["path"], row["line"], row["code"], row["severity"]) == ("index.yaml", 1, "IDX002", "error")


def test_wrong_usage_is_two(tmp_path: Path) -> None:
    for arguments in (("build", "--format", "doc"), ("built",), ("check", str(tmp_path)), ("handout",)):
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr


def test_a_misspelt_source_is_wrong_usage(mini: Path, tmp_path: Path) -> None:
    done = run("handout", "src-reqest", "--manuscript", mini, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert 'Did you mean "src-request"?' in done.stderr


def test_a_build_says_what_it_made(mini: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("build", mini, "--out", out)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert f"{out}/mini.pdf" in done.stdout
    assert " pages" in done.stdout
    names = {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()}
    assert {"mini.pdf", "mini.epub", "mini.pages.json", "handouts/student/src-request-a4.pdf"} <= names
    assert "handouts/teacher/src-request-key-a4.pdf" in names


def test_an_edition_is_for_somebody_or_in_some_form(mini: Path, tmp_path: Path) -> None:
    done = run(
        "build",
        mini,
        "--edition",
        "teacher",
        "--edition",
        "booklet",
        "--edition",
        "screen",
        "--out",
        tmp_path,
    )
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        str(tmp_path / "mini-teacher-screen.pdf"),
        str(tmp_path / "mini-teacher-booklet.pdf"),
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("--edition student --edition teacher", "for students or for teachers: build it twice"),
        ("--format booklet", '"booklet" is an edition: --edition booklet'),
        ("--edition epub", "'epub' is not one of"),
        ("--edition screen --no-page-list --format epub", "is for an EPUB alone"),
    ],
)
def test_a_form_is_asked_for_in_one_way(asked: str, said: str, mini: Path, tmp_path: Path) -> None:
    done = run("build", mini, *asked.split(), "--out", tmp_path)
    assert (done.returncode, list(tmp_path.glob("*.pdf"))) == (2, [])
    assert said in done.stderr


def test_quiet_is_quiet(mini: Path, tmp_path: Path) -> None:
    done = run("build", mini, "--out", tmp_path / "out", "--format", "epub", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_error_overwrites_nothing(mini: Path, tmp_path: Path, edit: Edit) -> None:
    out = tmp_path / "out"
    assert run("build", mini, "--out", out, "--format", "epub", "-q").returncode == 0
    good = (out / "mini.epub").read_bytes()
    edit(mini / "chapters" / "01-bridge.md", "@ch-note", "@ch-not")
    done = run("build", mini, "--out", out, "--format", "epub")
    assert done.returncode == 1
    assert "REF001" in done.stderr
    assert (out / "mini.epub").read_bytes() == good
    assert sorted(file.name for file in out.iterdir()) == [".lock", "mini.epub"]


def test_undecided_changes_stop_a_release(mini: Path, tmp_path: Path, edit: Edit) -> None:
    edit(
        mini / "chapters" / "01-bridge.md", "The first is printed whole.", "The first is {++printed ++}whole."
    )
    draft = run("build", mini, "--out", tmp_path / "draft", "--format", "epub")
    assert draft.returncode == 0
    assert "warning[CRT001]" in draft.stderr
    assert run("build", mini, "--out", tmp_path / "release", "--format", "epub", "--release").returncode == 1


def test_one_build_at_a_time(mini: Path, tmp_path: Path) -> None:
    from regesta.workspace import locked  # noqa: PLC0415

    with locked(tmp_path):
        done = run("build", mini, "--out", tmp_path, "--format", "epub")
    assert done.returncode == 2
    assert "another build" in done.stderr


def test_our_own_failure_is_three(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr("regesta.cli.check.read", fail)
    with pytest.raises(SystemExit) as left:
        main(["check", "."])
    assert left.value.code == 3
    said = capsys.readouterr().err
    assert "our own failure, ZeroDivisionError" in said
    assert "Traceback" not in said


def test_a_broken_template_is_named(mini: Path, tmp_path: Path) -> None:
    (mini / "styles" / "templates" / "print").mkdir(parents=True)
    (mini / "styles" / "templates" / "print" / "index.html.j2").write_text("{{ nothing.at.all }}", "utf-8")
    done = run("build", mini, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "STY001" in done.stderr
    assert 'the template "print/index.html.j2" fails in line 1' in done.stderr
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "out").glob("*.pdf")) == []


def test_schemas_know_the_fields(tmp_path: Path) -> None:
    assert run("schemas", tmp_path).returncode == 0
    source = json.loads((tmp_path / "source.schema.json").read_text("utf-8"))
    assert {"date_document", "reference_code", "description_control"} <= set(source["required"])
    assert (tmp_path / "people.schema.json").is_file()
