"""Reports for programs: what they say can be read back, by others, and leads to the very characters."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from sarif_kit import validation_errors

from regesta.cli import regesta
from regesta.diagnostics import CODES, Diagnostic
from regesta.report import FORMS
from regesta.source import Source
from tests.conftest import MANUSCRIPT

Edit = Callable[[Path, str, str], None]
TEXT = "one\n\ttwo 𐍈 three\nfour\n"
SOURCE = Source.of("chapters/01 – á.md", TEXT)
SOURCES = {SOURCE.path: SOURCE}
AT = SOURCE.text.index("three")
ERROR = Diagnostic("REF001", "100 % wrong,\nsaid: so", SOURCE.span(AT, AT + 5), "write ::: it")
NOWHERE = Diagnostic("SPL002", "no dictionary", None)
RAISED = Diagnostic("IDX006", "a see", SOURCE.span(0, 3), ruled="error")
FOUND = (ERROR, NOWHERE, RAISED)


def sarif(found: tuple[Diagnostic, ...], folder: str = "") -> dict:
    """A SARIF log, read back."""
    return json.loads(FORMS["sarif"](found, SOURCES, folder))


def said(*arguments: str | Path) -> str:
    """What `regesta check` says on standard output."""
    return CliRunner().invoke(regesta, ["check", *map(str, arguments)]).stdout


# Text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["Novák", "Nova\u0301k", "a\u200bb", "\t", "漢字", "𐍈"])
def test_the_caret_stands_below_the_fault_as_a_terminal_shows_it(before: str) -> None:
    """Four columns for a tab, two for a Chinese character, none for an accent or what is not seen."""
    source = Source.of("a.md", f"\ufeff{before} wrong\r\n")
    found = (Diagnostic("REF001", "a", source.span(at := source.text.index("wrong"), at + 5)),)
    line, carets = FORMS["text"](found, {"a.md": source}).splitlines()[1:3]
    columns = {"Novák": 5, "Nova\u0301k": 5, "a\u200bb": 2, "\t": 4, "漢字": 4, "𐍈": 1}[before] + 1
    assert carets == "      | " + " " * columns + "^^^^^"
    assert line.endswith(" wrong")


# SARIF -------------------------------------------------------------------------------------------


def test_sarif_is_valid_by_its_schema() -> None:
    assert validation_errors(sarif(FOUND)) == []
    assert validation_errors(sarif(())) == []


def test_regions_are_exact_in_characters_of_the_file() -> None:
    (run,) = sarif(FOUND)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "chapters/01%20%E2%80%93%20%C3%A1.md"
    region = place["region"]
    line = TEXT.split("\n")[region["startLine"] - 1]
    assert region["startLine"] == region["endLine"] == 2
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "three"


def test_what_has_no_place_stands_in_the_book_without_a_region() -> None:
    (place,) = sarif((NOWHERE,))["runs"][0]["results"][0]["locations"]
    assert place == {"physicalLocation": {"artifactLocation": {"uri": "book.yaml"}}}


def test_rules_are_the_codes_that_were_met() -> None:
    (run,) = sarif(FOUND)["runs"]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    assert [rule["id"] for rule in rules] == ["IDX006", "REF001", "SPL002"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in results)
    assert rules[0]["shortDescription"]["text"] == CODES["IDX006"].meaning
    page = rules[0]["help"]["text"].split(": ")[1]
    assert (MANUSCRIPT.parent / page).is_file()


def test_levels_are_what_the_book_made_of_them() -> None:
    (run,) = sarif(FOUND)["runs"]
    assert [one["level"] for one in run["results"]] == ["error", "note", "error"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["note", "error", "note"]


def test_sarif_of_a_spoilt_manuscript(mini: Path, edit: Edit) -> None:
    edit(mini / "chapters" / "01-bridge.md", "{who=novak}", "{who=nowak}")
    log = json.loads(said(mini, "--format", "sarif"))
    assert validation_errors(log) == []
    (result,) = log["runs"][0]["results"]
    assert result["ruleId"] == "REF002"
    assert 'did you mean "novak"?' in result["message"]["text"]


# GitHub ------------------------------------------------------------------------------------------


def test_github_commands() -> None:
    assert FORMS["github"](FOUND, SOURCES, "book") == (
        "::error file=book/chapters/01 – á.md,line=2,col=8,endLine=2,endColumn=13,title=REF001"
        "::100 %25 wrong,%0Asaid: so (write ::: it)\n"
        "::notice file=book/book.yaml,line=1,col=1,endLine=1,endColumn=1,title=SPL002::no dictionary\n"
        "::error file=book/chapters/01 – á.md,line=1,col=1,endLine=1,endColumn=4,title=IDX006::a see\n"
    )


def test_github_takes_no_columns_of_several_lines() -> None:
    (line,) = FORMS["github"]((Diagnostic("BLK001", "a: b", SOURCE.span(0, AT)),), SOURCES).splitlines()
    assert "endLine=2,title=" in line


def test_commas_and_colons_in_a_name_are_no_properties() -> None:
    odd = Source.of("chapters/a,b:c%.md", "x\n")
    found = (Diagnostic("REF001", "a", odd.span(0, 1)),)
    assert "file=chapters/a%2Cb%3Ac%25.md," in FORMS["github"](found, {odd.path: odd})


# The command -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_paths_begin_where_the_command_was_given(
    mini: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    edit(mini / "index.yaml", "ferry: bridges", "ferry: ships")
    monkeypatch.chdir(mini.parent)
    assert "mini/index.yaml" in said("mini", "--format", form)
    monkeypatch.chdir(mini)
    assert "mini/index.yaml" not in said(".", "--format", form)


def test_hints_on_demand(mini: Path, edit: Edit) -> None:
    edit(mini / "chapters" / "01-bridge.md", "The answer came late.", "It came on 3 May.")
    assert said(mini) == "no faults found\n"
    shown = said(mini, "--hints")
    assert "hint[EVD001]" in shown
    assert shown.endswith("\n0 errors, 0 warnings, 1 hint\n")
    assert CliRunner().invoke(regesta, ["check", str(mini), "--hints"]).exit_code == 0
    assert [row["severity"] for row in json.loads(said(mini, "--format", "json"))] == ["hint"]


def test_spelling_on_demand(mini: Path, edit: Edit) -> None:
    edit(mini / "book.yaml", "front: ", "dictionaries: words\nfront: ")
    (mini / "words").mkdir()
    for name in ("en_GB", "cs"):
        (mini / "words" / f"{name}.aff").write_text("SET UTF-8\n", "utf-8")
        (mini / "words" / f"{name}.dic").write_text("1\nnothing\n", "utf-8")
    shown = said(mini, "--spelling", "--format", "short")
    assert 'hint[SPL001]: no word of "en-GB" is spelt "ferry"' in shown
    assert 'no word of "cs" is spelt "pozdě"' in shown


def test_spelling_without_the_package_says_so_and_goes_on(
    mini: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("regesta.dictionaries.find_spec", lambda _: None)
    done = CliRunner().invoke(regesta, ["check", str(mini), "--spelling"])
    assert (done.exit_code, done.stdout) == (0, "no faults found\n")
    assert "regesta[spell]" in done.stderr


def test_a_raised_warning_fails_and_a_lowered_error_does_not(mini: Path, edit: Edit) -> None:
    edit(mini / "index.yaml", "ferry: bridges", "ferry: ships")
    assert CliRunner().invoke(regesta, ["check", str(mini)]).exit_code == 1
    edit(
        mini / "book.yaml",
        "front: ",
        "codes: {IDX002: {severity: off, reason: The ships are to come}}\nfront: ",
    )
    assert CliRunner().invoke(regesta, ["check", str(mini)]).exit_code == 0
