"""The manual tells the truth: it is a clean manuscript, names all there is, and its examples do what it says.

A fence marked `md` or `yaml` and a path is laid over a copy of mini; one marked `md` alone is the text of
the chapter `ch-note`. On the page of a code the first such fence goes wrong, and the last one does not.
"""

import json
import re
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Union, get_args, get_origin

import click
import pytest
from pydantic import BaseModel

from regesta.cli import regesta
from regesta.dates import parse as parse_date
from regesta.diagnostics import CODES, Diagnostic, ordered
from regesta.kinds import Unknown
from regesta.model import Inputs
from regesta.pipeline import Wanted, build, silently
from regesta.pipeline import read as read_book
from regesta.reader.grammar import BLOCKS, CHANGES, INDEX, POINTERS, POINTS, QUALIFIERS, SPANS
from regesta.reader.values import SKILLS
from regesta.records import Agent, Classification, Correction, Described, Record, Redaction, Witness
from regesta.registers import Entry, EventEntry, IndexFile, Organization, Person, Place, Term
from regesta.render.pdf.crew import Means
from regesta.report import FORMS
from regesta.settings import (
    Accessibility,
    ChapterMeta,
    CodeRule,
    Creator,
    IndexRules,
    Isbns,
    Part,
    Series,
    Settings,
)
from regesta.words import catalog
from regesta.words.phrases import phrase
from regesta.workspace import read, read_faces
from tests.conftest import MINI, copied

DOCS = Path(__file__).parents[1] / "docs"
CHAPTERS = sorted((DOCS / "chapters").glob("*.md"))
PAGES = sorted((DOCS / "chapters" / "codes").glob("*.md"))
NOTE = "chapters/00-note.md"
FRONT = "---\nid: ch-note\ntitle: Note on the edition\n---\n\n"
FENCE = re.compile(
    r"^(?P<sign>`{3,})(?P<kind>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^(?P=sign)$", re.DOTALL | re.MULTILINE
)
SHORTEST, LONGEST = 60, 150  # words of a code's page, its examples apart
TABLES: Mapping[str, tuple[type[BaseModel], type[BaseModel] | None]] = {
    # the heading above a table of fields: the model, and the one whose fields stand elsewhere
    "files-book": (Settings, None),
    "files-part": (Part, None),
    "files-creator": (Creator, None),
    "files-index-rules": (IndexRules, None),
    "files-isbn": (Isbns, None),
    "files-series": (Series, None),
    "files-accessibility": (Accessibility, None),
    "files-codes": (CodeRule, None),
    "files-chapters": (ChapterMeta, None),
    "files-sources": (Record, None),
    "files-agent": (Agent, None),
    "files-described": (Described, None),
    "files-classification": (Classification, None),
    "files-redaction": (Redaction, None),
    "files-correction": (Correction, None),
    "files-witness": (Witness, None),
    "files-entry": (Entry, None),
    "files-people": (Person, Entry),
    "files-places": (Place, Entry),
    "files-organizations": (Organization, Entry),
    "files-glossary": (Term, Entry),
    "files-events": (EventEntry, None),
    "files-index": (IndexFile, None),
}


class Fence(NamedTuple):
    """An example that can be tried: the file that it is, and what it holds."""

    path: str
    text: str


def fences(file: Path) -> list[Fence]:
    """The examples of a chapter that can be tried."""
    found = FENCE.finditer(file.read_text("utf-8"))
    return [
        Fence(one["path"] or NOTE, one["text"] if one["path"] else FRONT + one["text"])
        for one in found
        if one["path"] or one["kind"] == "md"
    ]


def found_in(manuscript: Path, hints: bool = False) -> tuple[tuple[Diagnostic, ...], Inputs]:
    """What a check says of a manuscript."""
    inputs = read(manuscript)
    return ordered((*inputs.diagnostics, *read_book(inputs.value, hints).diagnostics)), inputs.value


def said(fence: Fence, to: Path, hints: bool = False) -> str:
    """The short report of mini with an example laid over it."""
    file = copied(MINI, to) / fence.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(fence.text, "utf-8")
    found, inputs = found_in(to, hints)
    return FORMS["short"](found, inputs.texts)


def chapter(name: str) -> str:
    """The text of a chapter by the end of its file's name."""
    (file,) = (DOCS / "chapters").glob(f"??-{name}.md")
    return file.read_text("utf-8")


def missing(wanted: set[str], text: str) -> list[str]:
    """What of `wanted` begins no code in a text."""
    return [
        one for one in sorted(wanted) if not re.search(rf"`[^`\n]*?(?<![\w-]){re.escape(one)}(?![\w-])", text)
    ]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every table row that begins with code."""
    for line in text.splitlines():
        if line.startswith("| `"):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def under(heading: str, text: str) -> str:
    """What stands below the heading of this name, down to the next one."""
    return re.split(r"^#+ ", text.split(f"{{#{heading}}}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


# The manuscript ----------------------------------------------------------------------------------


def test_the_manual_is_clean() -> None:
    found, inputs = found_in(DOCS)
    assert FORMS["short"](found, inputs.texts) == ""


def test_the_manual_becomes_a_book() -> None:
    inputs = read(DOCS)
    made = build(inputs.value, Wanted(("pdf", "epub")), Means(read_faces(silently)), inputs.diagnostics)
    assert FORMS["short"](made.diagnostics, inputs.value.texts) == ""
    assert [one.path for one in made.value] == ["manual.pdf", "manual.pages.json", "manual.epub"]


# Examples ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", CHAPTERS, ids=lambda file: file.stem)
def test_the_examples_of_a_chapter_are_right(file: Path, tmp_path: Path) -> None:
    for n, fence in enumerate(fences(file)):
        if fence.path != "book.yaml":  # tried with the smallest manuscript
            report = said(fence, tmp_path / str(n))
            assert not [
                line for line in report.splitlines() if " error[" in line and line.startswith(fence.path)
            ], fence.text


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_the_examples_of_a_code_go_wrong_and_are_put_right(file: Path, tmp_path: Path) -> None:
    wrong, *_, right = [*fences(file), None, None][: max(2, len(fences(file)))]
    hints = CODES[file.stem].severity == "hint"
    assert wrong is None or f"[{file.stem}]" in said(wrong, tmp_path / "wrong", hints)
    assert right is None or said(right, tmp_path / "right", hints) == ""


def test_the_smallest_manuscript_is_one(tmp_path: Path) -> None:
    for fence in fences(DOCS / "chapters" / "01-first-steps.md"):
        (tmp_path / fence.path).parent.mkdir(exist_ok=True)
        (tmp_path / fence.path).write_text(fence.text, "utf-8")
    assert found_in(tmp_path)[0] == ()


def test_the_record_that_is_shown_is_the_one_that_is_printed() -> None:
    (shown,) = (one for one in fences(DOCS / "chapters" / "02-files.md") if one.path.startswith("sources/"))
    assert shown.text == (DOCS / shown.path).read_text("utf-8")


def test_the_report_that_is_shown_is_true(tmp_path: Path) -> None:
    wrong = fences(DOCS / "chapters" / "codes" / "REF002.md")[0]
    manuscript = copied(MINI, tmp_path / "mini")
    (manuscript / wrong.path).write_text(wrong.text, "utf-8")
    found, inputs = found_in(manuscript)
    text, short = FORMS["text"](found, inputs.texts), FORMS["short"](found, inputs.texts)
    told = chapter("wrong")
    assert f"```report\n{text}```" in told
    assert " ".join(short.split()) in " ".join(told.split())
    assert missing(set(json.loads(FORMS["json"](found, inputs.texts))[0]), told) == []


# Everything is there -----------------------------------------------------------------------------


def commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name, those of groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield f"{above}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{above}{name} ")


def test_every_command_and_option_is_told() -> None:
    told = "".join(map(chapter, ("first-steps", "desk", "workplace", "exchange", "handouts")))
    for name, command in commands(regesta):
        assert re.search(rf"`regesta {name}[ `]", told), name
        options = [one for one in command.params if isinstance(one, click.Option)]
        named = {said for one in options for said in (*one.opts, *one.secondary_opts)}
        choices = {
            str(choice)
            for one in command.params
            if isinstance(one.type, click.Choice)
            for choice in one.type.choices
        }
        assert missing(named, told) == [], name
        assert missing(choices, told + chapter("wrong")) == [], name
    assert missing({"--version", "--help", "-h"}, told) == []


def test_all_of_the_grammar_is_told() -> None:
    told = chapter("grammar")
    assert missing({*SPANS, *QUALIFIERS, *SKILLS, *BLOCKS}, told) == []
    assert (
        missing({word for block in BLOCKS.values() for word in block.attributes} - {"ref", "title"}, told)
        == []
    )
    for opened in (
        *(f"{{{verb}" for verb in POINTS),
        *(f"{{{sign}" for sign in CHANGES),
        *(f"@{kind}-" for kind in POINTERS),
    ):
        assert f"`{opened}" in told, opened
    assert [option for option in INDEX if f"`{option}: …`" not in told] == []


def test_where_blocks_may_stand_is_told() -> None:
    told = {
        cells[0].strip("`"): cells[2]
        for cells in rows(under("grammar-blocks", chapter("grammar")))
        if len(cells) > 3
    }
    wanted = {
        name: {f"`{parent}`" if parent else "the text" for parent in block.parents}
        for name, block in BLOCKS.items()
    }
    assert {name: set(cell.split(", ")) for name, cell in told.items()} == wanted


@pytest.mark.parametrize("heading", TABLES)
def test_every_field_is_told(heading: str) -> None:
    model, elsewhere = TABLES[heading]
    known = set(elsewhere.model_fields) if elsewhere else set()
    wanted = {
        field.alias or name: needed(model, name)
        for name, field in model.model_fields.items()
        if name not in known
    }
    assert {cells[0].strip("`"): cells[1] for cells in rows(under(heading, chapter("files")))} == wanted


def needed(model: type[BaseModel], name: str) -> str:
    """Whether a field must be there, in the words of the manual."""
    field = model.model_fields[name]
    union = get_origin(field.annotation) in (Union, types.UnionType)
    unknown = union and Unknown in get_args(field.annotation)
    return ("yes" if field.is_required() else "no") + (", or unknown" if unknown else "")


def test_dates_are_printed_as_told() -> None:
    told = [(cells[0].strip("`"), cells[1]) for cells in rows(chapter("dates"))]
    words = catalog("en-GB")
    assert len(told) >= 30
    assert [(date, phrase(parse_date(date), words).replace("\u00a0", " ")) for date, _ in told] == told


def test_every_family_of_codes_is_told() -> None:
    assert missing({code[:3] for code in CODES}, chapter("wrong")) == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_the_page_of_a_code_has_its_form(file: Path) -> None:
    text = file.read_text("utf-8")
    _, front, body = text.split("---\n", 2)
    assert front.startswith(f'id: ch-{file.stem.lower()}\ntitle: "{file.stem} · ')
    prose = FENCE.sub("", body)
    assert SHORTEST <= len(prose.split()) <= LONGEST
    assert len(FENCE.findall(body)) >= 2
    if CODES[file.stem].severity != "error":
        assert CODES[file.stem].severity in prose
