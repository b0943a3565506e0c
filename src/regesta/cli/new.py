"""`regesta new`: a chapter, a source or an entry of a register, well-formed, and nothing written over."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click

from regesta.data import load
from regesta.diagnostics import Diagnostic, ordered
from regesta.drafts import texts
from regesta.drafts.names import free, number, slug
from regesta.drafts.rows import Entry, Unfit, appended
from regesta.model import Book, Inputs
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.report import FORMS
from regesta.source import Source
from regesta.workspace import original, read, rewrite

REGISTERS = {
    "person": ("registers/people.yaml", "people"),
    "place": ("registers/places.yaml", "places"),
    "organization": ("registers/organizations.yaml", "organizations"),
    "term": ("registers/glossary.yaml", "terms"),
    "event": ("events.yaml", "events"),
}
NAME_PARTS = 2  # of a name whose sort form is no question


class Desk(NamedTuple):
    """The manuscript as it lies there."""

    folder: Path
    inputs: Inputs
    book: Book

    def taken(self) -> frozenset[str]:
        """All ids of texts, and those that are retired."""
        return frozenset({*(one.id for one in self.book.texts), *self.book.settings.retired})

    def text(self, path: str) -> str:
        """A file's own characters; nothing where there is no such file."""
        source = self.inputs.texts.get(path)
        return original(self.folder, source) if source else ""


@click.group()
def new() -> None:
    """Write a new chapter, source, person, place, organization, term or event."""


def _command(name: str, *options: str) -> Callable[[Callable[..., None]], click.Command]:
    """A command of the group with plain options, and the two that all of them have."""

    def made(function: Callable[..., None]) -> click.Command:
        kind = click.Path(path_type=Path)
        function = click.option("--manuscript", default=None, type=kind, help="The manuscript.")(function)
        for option in reversed(("id", *options)):
            function = click.option(f"--{option}", default="", help=OPTIONS[option])(function)
        return new.command(name)(function)

    return made


OPTIONS = {
    "id": "Its id, where the one made of its name will not do.",
    "after": "The chapter that it follows.  [the last]",
    "dates": "The time that it tells of, in EDTF.",
    "date": "The date of the document, in EDTF.",
    "genre": "What kind of document it is.",
    "creator": "Who wrote it.",
    "repository": "Who keeps it.",
    "url": "Where it can be read.",
    "language": "Its language.",
    "sort": "The name as it is sorted.",
    "gloss": "Who or what it is, in a line.",
    "life": "From birth to death, in EDTF.",
    "at": "Its latitude and longitude, as 50.09, 14.42.",
    "abbr": "Its short form.",
    "plain": "The same in fewer words, for handouts.",
    "place": "The id of the place where it happened.",
}


@_command("chapter", "after", "dates")
@click.argument("title")
@click.option("--front", is_flag=True, help="Before the chapters, without a number.")
def chapter(title: str, manuscript: Path | None, front: bool, **said: str) -> None:
    """Write a chapter called TITLE, and list it in book.yaml."""
    desk = _desk(manuscript)
    id = said["id"] or free(slug(title, "ch-") or "ch-new", desk.taken())
    there = [path for path in desk.inputs.texts if path.startswith("chapters/")]
    number_ = "00" if front else number(there)
    path = f"chapters/{number_}-{id.removeprefix('ch-')}.md"
    listed = "front" if front else "chapters"
    after = said["after"]
    if after and after not in getattr(desk.book.settings, listed):
        raise click.UsageError(f'No chapter "{after}" is listed under "{listed}" in book.yaml.')
    settings = _with(desk, "book.yaml", listed, id, after)
    _write(desk, {path: texts.chapter(id, title, said["dates"]), "book.yaml": settings})
    click.echo(f"{path}  {id}")


@_command("source", "date", "genre", "creator", "repository", "url", "language")
@click.argument("title")
def source(title: str, manuscript: Path | None, id: str, **said: str) -> None:
    """Write the record of a source called TITLE; what is not known says so."""
    desk = _desk(manuscript)
    id = id or free(slug(title, "src-") or "src-new", desk.taken())
    given = {key: value for key, value in said.items() if value}
    last = max((one.record.number for one in desk.book.documents.values()), default=0)
    by = desk.book.settings.creators[0].name
    made = texts.source(id, last + 1, title, given, (by, date.today().isoformat()))
    path = f"sources/{id}.md"
    _write(desk, {path: made})
    click.echo(f"{path}  {id}, number {last + 1}; to print it in a chapter, write there")
    click.echo(f"\n::: source @{id}\n:::")


@_command("person", "sort", "gloss", "life")
@click.argument("name")
def person(name: str, manuscript: Path | None, **said: str) -> None:
    """Add a person called NAME to the register."""
    parts = name.split()
    if not said["sort"] and len(parts) == NAME_PARTS:
        said["sort"] = f"{parts[1]}, {parts[0]}"
    _register("person", manuscript, _entry(name, said), parts[-1] if parts else "")


@_command("place", "gloss", "at")
@click.argument("name")
def place(name: str, manuscript: Path | None, **said: str) -> None:
    """Add a place called NAME to the register."""
    _register("place", manuscript, _entry(name, said), name)


@_command("organization", "abbr", "gloss")
@click.argument("name")
def organization(name: str, manuscript: Path | None, **said: str) -> None:
    """Add a body called NAME to the register."""
    _register("organization", manuscript, _entry(name, said), said["abbr"] or name)


@_command("term", "plain")
@click.argument("name")
@click.argument("definition")
def term(name: str, definition: str, manuscript: Path | None, **said: str) -> None:
    """Add the term NAME with its DEFINITION to the glossary."""
    _register("term", manuscript, _entry(name, {**said, "definition": definition}), name)


@_command("event", "place")
@click.argument("when")
@click.argument("label")
def event(when: str, label: str, manuscript: Path | None, **said: str) -> None:
    """Add what happened at WHEN (in EDTF) to the chronology, in the words of LABEL."""
    given = {key: value for key, value in said.items() if value}
    words = " ".join(label.split()[:4])
    _register("event", manuscript, {"id": "", "date": when, "label": label} | given, words, "ev-")


def _entry(name: str, said: Mapping[str, str]) -> dict[str, Any]:
    order = ("id", "name", "sort", "abbr", "definition", "gloss", "life", "at", "plain")
    given = {"id": "", "name": name} | {key: value for key, value in said.items() if value}
    return {key: given[key] for key in order if key in given}


def _register(
    kind: str, manuscript: Path | None, entry: dict[str, Any], words: str, prefix: str = ""
) -> None:
    """An entry at the end of its register, under an id that is free."""
    desk, (path, name) = _desk(manuscript), REGISTERS[kind]
    rows = load(Source.of(path, desk.text(path))).value.value
    held = rows.get(name) or () if isinstance(rows, dict) else ()
    taken = {row["id"] for row in held if isinstance(row, dict) and "id" in row}
    entry["id"] = entry["id"] or free(slug(words, prefix) or f"{prefix}new", taken)
    if entry["id"] in taken:
        raise click.UsageError(f'{path} has an entry "{entry["id"]}" already.')
    after = _with(desk, path, name, entry)
    _write(desk, {path: after})
    shown = Source.of(path, after)
    line = shown.place(_first(shown, name, len(held))).line
    click.echo(f"{path}:{line}  {entry['id']}{_sorted(entry)}")


def _first(source: Source, name: str, n: int) -> int:
    span = load(source).value.span(name, n)
    return span.start if span else 0


def _sorted(entry: Mapping[str, Any]) -> str:
    return f', sorted as "{entry["sort"]}"' if "sort" in entry else ""


# The files ---------------------------------------------------------------------------------------


def _desk(manuscript: Path | None) -> Desk:
    folder = manuscript or (Path("manuscript") if Path("manuscript").is_dir() else Path())
    inputs = read(folder).value
    return Desk(folder, inputs, read_book(inputs).value)


def _with(desk: Desk, path: str, name: str, entry: Entry, after: str = "") -> str:
    try:
        return appended(path, desk.text(path), name, entry, after)
    except Unfit as fault:
        raise click.UsageError(f"{fault}.") from None


def _write(desk: Desk, made: Mapping[str, str]) -> None:
    """Write files that a check accepts, none over one that is there unless it is what was read."""
    for path in made:
        if path not in desk.inputs.texts and (desk.folder / path).exists():
            raise click.UsageError(f"{path} is there already; nothing was written.")
        if path in desk.inputs.texts and not path.endswith(".yaml"):
            raise click.UsageError(f"{path} is there already; give it another --id.")
    after = {**desk.inputs.texts, **{path: Source.of(path, text) for path, text in made.items()}}
    inputs = replace(desk.inputs, texts=dict(sorted(after.items())))
    if faults := tuple(_faults(desk, inputs, made)):
        click.echo(FORMS["text"](ordered(faults), inputs.texts), err=True, nl=False)
        click.echo("regesta: nothing was written", err=True)
        raise click.exceptions.Exit(1)
    for path, text in made.items():
        if path in desk.inputs.texts:
            rewrite(desk.folder, path, desk.text(path), text)
        else:
            (desk.folder / path).parent.mkdir(parents=True, exist_ok=True)
            with (desk.folder / path).open("x", encoding="utf-8", newline="") as file:
                file.write(text)


def _faults(desk: Desk, inputs: Inputs, made: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Errors in the new files that were not there before."""
    before = {(one.code, one.message) for one in read_book(desk.inputs).diagnostics}
    for one in read_book(inputs).diagnostics:
        fault = one.span and one.span.path in made and has_errors([one])
        if fault and (one.code, one.message) not in before:
            yield one
