"""New chapters, sources and entries: a check accepts them, and every other byte stays as it was."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from regesta.cli import regesta
from regesta.data import load
from regesta.diagnostics import CODES
from regesta.drafts.names import free, number, slug
from regesta.drafts.rows import Unfit, appended
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.source import Source
from regesta.workspace import read

COMMANDS = [
    ["chapter", "After: the bridge", "--dates", "1904/1905", "--after", "ch-bridge"],
    ["chapter", "Before the bridge", "--front"],
    ["source", "Žádost o most", "--date", "1904-05", "--url", "https://example.org/x", "--language", "cs"],
    ["person", "Žofie Černá", "--gloss", "teacher: of history", "--life", "1870/1940"],
    ["place", "Dolní Lhota", "--at", "50.09, 14.42"],
    ["organization", "Party of Work", "--abbr", "POW"],
    ["term", "ferry", "A boat, that crosses; #1", "--plain", "a boat"],
    ["event", "1904-05-06~", "The bridge holds: a flood", "--place", "lhota"],
]


def new(manuscript: Path, *arguments: str) -> Result:
    return CliRunner().invoke(regesta, ["new", *arguments, "--manuscript", str(manuscript)])


def files(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_check_accepts_what_is_new(mini: Path, command: list[str]) -> None:
    before = files(mini)
    done = new(mini, *command)
    assert done.exit_code == 0, done.output
    inputs = read(mini)
    found = (*inputs.diagnostics, *read_book(inputs.value).diagnostics)
    assert not has_errors(found), found
    after = files(mini)
    assert set(before) <= set(after)
    changed = [path for path in after if after[path] != before.get(path)]
    assert changed
    for path in changed:  # nothing is taken out or written otherwise
        old, text = before.get(path, b"").decode(), after[path].decode()
        rest = iter(text)
        assert all(sign in rest for sign in old), path


def test_what_is_new_is_where_it_was_said_to_be(mini: Path) -> None:
    done = new(mini, "person", "Žofie Černá")
    assert done.output == 'registers/people.yaml:3  cerna, sorted as "Černá, Žofie"\n'
    assert "  - {id: cerna, name: Žofie Černá, sort: " in (mini / "registers/people.yaml").read_text("utf-8")
    assert new(mini, "person", "Jan Černá").output.startswith("registers/people.yaml:4  cerna-2,")
    new(mini, "chapter", "After the bridge")
    assert "chapters: [ch-bridge, ch-after-the-bridge]" in (mini / "book.yaml").read_text("utf-8")
    assert "number 3;" in new(mini, "source", "A letter").output


def test_a_release_is_refused_until_it_is_written(mini: Path) -> None:
    new(mini, "chapter", "After the bridge")
    found = read_book(read(mini).value).diagnostics
    assert has_errors(found, release=True)


@pytest.mark.parametrize(
    "command",
    [
        ["event", "1904-15-06", "A month that is none"],
        ["person", "Jan Novák", "--id", "novak"],
        ["place", "Lhota the second", "--at", "north"],
        ["chapter", "A bridge", "--id", "ch-bridge"],
        ["chapter", "A bridge", "--after", "ch-none"],
        ["source", "A letter", "--id", "src-request"],
        ["source", "A letter", "--date", "soon"],
    ],
    ids=" ".join,
)
def test_what_a_check_would_refuse_is_not_written(mini: Path, command: list[str]) -> None:
    before = files(mini)
    assert new(mini, *command).exit_code in (1, 2)
    assert files(mini) == before


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("people: []\n", 'people:\n  - id: b\n    name: "B: c"\n'),
        ("people:\n", 'people:\n  - id: b\n    name: "B: c"\n'),
        ("", 'people:\n  - id: b\n    name: "B: c"\n'),
        ("people:\n- id: a  # first\n# end\n", 'people:\n- id: a  # first\n- id: b\n  name: "B: c"\n# end\n'),
        (
            "people:\n  - id: a\n    gloss: >-\n      x\n      y\nmore: 1",
            'people:\n  - id: a\n    gloss: >-\n      x\n      y\n  - id: b\n    name: "B: c"\nmore: 1',
        ),
        ("people:\r\n  - {id: a}\r\n", 'people:\r\n  - {id: a}\r\n  - {id: b, name: "B: c"}\r\n'),
    ],
)
def test_an_entry_is_written_as_those_before_it(text: str, after: str) -> None:
    assert appended("p.yaml", text, "people", {"id": "b", "name": "B: c"}) == after


@pytest.mark.parametrize(
    "text", ["people: 1\n", "- a\n", "people: [\n", "people: [{id: a}]\n", "a: 1\r\npeople:\n- b\n"]
)
def test_a_file_that_cannot_take_an_entry_says_so(text: str) -> None:
    with pytest.raises(Unfit):
        appended("p.yaml", text, "people", {"id": "b"})


@pytest.mark.parametrize(
    "words", ["yes", "1968", "a: b", "#1", "", "- x", "[a]", '"', "é’s", "null", "a #b", "x "]
)
def test_words_are_read_back_as_they_are(words: str) -> None:
    made = appended("p.yaml", "rows: []\n", "rows", {"name": words})
    assert load(Source.of("p.yaml", made)).value.value == {"rows": [{"name": words}]}


def test_names() -> None:
    assert slug("Žofie Černá’s Łódź", "ch-") == "ch-zofie-cernas-lodz"
    assert slug("…") == ""
    assert len(slug("word " * 20)) <= 40
    assert free("a", {"a", "a-2"}) == "a-3"
    assert number(["chapters/00-x.md", "chapters/007-y.md", "chapters/z.md"]) == "08"


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    said = CliRunner().invoke(regesta, ["explain", code.lower()]).output
    assert said.startswith(f"{code} ({CODES[code].severity}): {CODES[code].meaning}\n")
    assert len(said.split()) > 60
    assert "{ix" not in said


def test_a_code_that_is_none() -> None:
    done = CliRunner().invoke(regesta, ["explain", "REF01"])
    assert done.exit_code == 2
    assert "REF001" in done.output
