"""A new manuscript is accepted at once, and what stands beside it fits the commands as they are."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from regesta.cli import regesta
from regesta.outfit.snippets import snippets
from regesta.reader.grammar import BLOCKS, CHANGES, POINTS, SPANS
from tests.conftest import MINI, copied, made
from tests.drafts.test_drafts import files
from tests.reader.reading import read

TASKS, SETTINGS = ".vscode/tasks.json", ".vscode/settings.json"
HOOKS, WORKFLOW = ".pre-commit-config.yaml", ".github/workflows/book.yml"
DEFAULT = re.compile(r"\$\{\w+:((?:\\.|[^\\{}$])*)\}")
SPOILT = [
    ("chapters/01-bridge.md", "@src-answer", "@src-anwser"),
    ("chapters/01-bridge.md", "{who=novak}", "{whu=novak}"),
    ("chapters/01-bridge.md", "::: teacher", "::: techer"),
    ("book.yaml", "edition: First", "edition: First\nperson: a"),
    ("book.yaml", "[ch-bridge]", "[ch-brigde]"),
    ("registers/people.yaml", "sort:", "sorted:"),
]


def init(folder: Path) -> Result:
    return CliRunner().invoke(regesta, ["init", str(folder)])


def run(*arguments: str) -> Result:
    return CliRunner().invoke(regesta, list(arguments))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder in which nothing was but the command."""
    folder = tmp_path / "two-letters"
    done = init(folder)
    assert done.exit_code == 0, done.output
    return folder


def test_a_new_manuscript_has_no_fault_and_is_tidy(place: Path) -> None:
    assert run("check", str(place / "manuscript"), "--hints").output == "no faults found\n"
    assert run("fmt", str(place / "manuscript"), "--check").exit_code == 0


def test_a_new_manuscript_is_a_book(place: Path) -> None:
    made_ = made(place / "manuscript")
    assert {"two-letters.pdf", "two-letters.epub"} < set(made_)
    assert sum(path.startswith("handouts/") for path in made_) >= 2


def test_a_second_run_changes_nothing(place: Path) -> None:
    before = files(place)
    done = init(place)
    assert done.exit_code == 0
    assert files(place) == before
    assert re.search(r"^\d+ there already$", done.output, re.MULTILINE)


def test_what_is_there_stays_and_is_named(tmp_path: Path) -> None:
    copied(MINI, tmp_path / "manuscript")
    (tmp_path / ".vscode").mkdir()
    (tmp_path / SETTINGS).write_text("{}", "utf-8")
    before = files(tmp_path)
    done = init(tmp_path)
    after = files(tmp_path)
    assert {path: after[path] for path in before} == before
    assert f"{tmp_path / SETTINGS}  is there already" in done.output
    assert {TASKS, HOOKS, WORKFLOW} < set(after)
    assert not any(path.startswith("manuscript/") for path in set(after) - set(before))


def test_what_is_to_be_typed_next_can_be_typed(tmp_path: Path) -> None:
    folder = tmp_path / "Měsíc & dny: 1968"
    said = init(folder).stderr
    (next_,) = re.findall(r"^next: (.*) && regesta check$", said, re.MULTILINE)
    assert shlex.split(next_) == ["cd", str(folder)]
    assert run("check", str(folder / "manuscript")).output == "no faults found\n"


def test_a_manuscript_may_lie_where_the_work_is_done(mini: Path) -> None:
    assert init(mini).exit_code == 0
    assert not (mini / "manuscript").exists()
    assert run("check", str(mini)).exit_code == 0
    settings = json.loads((mini / SETTINGS).read_text("utf-8"))
    assert ["book.yaml"] in settings["yaml.schemas"].values()


# What programs read -------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "old", "new"), SPOILT)
def test_the_problem_matcher_reads_what_check_says(place: Path, file: str, old: str, new: str) -> None:
    manuscript = copied(MINI, place / "mini")
    spoilt = manuscript / file
    assert old in spoilt.read_text("utf-8")
    spoilt.write_text(spoilt.read_text("utf-8").replace(old, new, 1), "utf-8")
    (task, *_) = json.loads((place / TASKS).read_text("utf-8"))["tasks"]
    matcher = task["problemMatcher"]["pattern"]
    arguments = [str(manuscript) if one == "manuscript" else one for one in task["args"]]
    said = run(*arguments).output.splitlines()
    whole = json.loads(run("check", str(manuscript), "--format", "json").output)
    assert said
    for line in said:
        match = re.search(matcher["regexp"], line)
        assert match, line
        assert (manuscript / match[matcher["file"]]).is_file()
        found = {name: match[matcher[name]] for name in ("line", "column", "severity", "code")}
        assert found in [{name: str(one[name]) for name in found} for one in _rows(whole)]
    assert all(not re.search(matcher["regexp"], line) for line in ("no faults found", "build/a.pdf  2 pages"))


def _rows(whole: Any) -> list[Any]:
    return whole if isinstance(whole, list) else next(one for one in whole.values() if isinstance(one, list))


def _commands(place: Path) -> Iterator[list[str]]:
    """Every call of the program in what was written."""
    for task in json.loads((place / TASKS).read_text("utf-8"))["tasks"]:
        yield [task["command"], *task["args"]]
    hooks = yaml.safe_load((place / HOOKS).read_text("utf-8"))["repos"][0]["hooks"]
    yield from (shlex.split(hook["entry"]) for hook in hooks)
    (job,) = yaml.safe_load((place / WORKFLOW).read_text("utf-8"))["jobs"].values()
    yield from (
        shlex.split(run) for step in job["steps"] if (run := step.get("run", "")).startswith("regesta")
    )


def test_every_command_in_them_is_one_of_ours(place: Path) -> None:
    called = [command for command in _commands(place) if command[0] == "regesta"]
    assert len(called) >= 9
    for _, name, *arguments in called:
        command = regesta.get_command(click.Context(regesta), name)
        assert command, name
        command.make_context(name, arguments)  # raises where an option is none


def test_the_workflow_attaches_all_that_is_made(place: Path) -> None:
    text = (place / WORKFLOW).read_text("utf-8")
    (job,) = yaml.safe_load(text)["jobs"].values()
    attached = [step["with"]["path"] for step in job["steps"] if "upload-artifact" in step.get("uses", "")]
    assert attached == ["build/*.pdf", "build/*.epub", "build/handouts", "build/redline"]
    assert "<<" not in text
    conditions = [step["if"] for step in job["steps"] if "redline" in json.dumps(step)]
    assert len(conditions) == 2
    assert all("!cancelled()" in one for one in conditions)  # also where the manuscript has errors


def test_every_schema_that_is_named_is_there(place: Path) -> None:
    named = json.loads((place / SETTINGS).read_text("utf-8"))["yaml.schemas"]
    for schema, (table,) in named.items():
        properties = json.loads((place / schema).read_text("utf-8"))["properties"]
        if (place / table).is_file():
            assert set(yaml.safe_load((place / table).read_text("utf-8"))) <= set(properties), table
    assert len(named) == 7


# Snippets -----------------------------------------------------------------------------------------


def test_each_mark_and_block_has_a_snippet() -> None:
    prefixes = {str(one["prefix"]) for one in snippets().values()}
    assert len(prefixes) == len(snippets()) == len(BLOCKS) + len(CHANGES) + len(POINTS) + len(SPANS)


@pytest.mark.parametrize("name", list(snippets()))
def test_a_snippet_left_as_it_is_gives_what_the_grammar_shows(name: str) -> None:
    body = "\n".join(snippets()[name]["body"])  # type: ignore[arg-type]  # a list of lines
    numbers = [int(one) for one in re.findall(r"\$\{(\d+):", body)]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert not any(said.startswith(" ") for said in DEFAULT.findall(body))
    while (filled := DEFAULT.sub(r"\1", body)) != body:
        body = filled
    text = re.sub(r"\\(.)", r"\1", body)
    examples = [row.example for table in (SPANS, POINTS, CHANGES, BLOCKS) for row in table.values()]
    assert any(example.startswith(text) for example in examples), text
    codes = {one.code for one in read(text, path="sources/x.md").diagnostics}
    assert not codes & {"MRK001", "MRK002", "MRK003", "MRK007", "BLK001", "BLK003"}, codes
