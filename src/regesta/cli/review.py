"""`regesta changes`, `accept`, `reject` and `answer`: what editors propose, say of it, and decide."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from difflib import unified_diff
from pathlib import Path
from typing import Any, NamedTuple

import click

from regesta.cli.console import manuscript
from regesta.dates import DateError, parse
from regesta.diagnostics import did_you_mean
from regesta.facts import Remark
from regesta.model import Inputs
from regesta.pipeline import read as read_book
from regesta.review import Choice, Open, Spot, answered, chosen, decided, left, open_changes, unfit
from regesta.source import Source
from regesta.workspace import original, read, rewrite

SPOT = re.compile(r"(?P<file>.+?)(?::(?P<line>\d+))?(?::(?P<column>\d+))?:?")
LINE = re.compile(r"[^\n]*\n|[^\n]+$")
WIDEST = 60  # characters of a list's words
FORMS = ("text", "json")


@click.command()
@manuscript
@click.option("--author", default="", metavar="INITIALS", help="Only those of this editor.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="How to say it.  [text]")
def changes(manuscript: Path, author: str, form: str) -> None:
    """List all changes and comments in MANUSCRIPT that nobody has decided."""
    found = open_changes(read_book(read(manuscript).value).value)
    meant = chosen(found, Choice(author=author, comments=True))
    click.echo(_json(meant) if form == "json" else _text(meant), nl=False)


def _text(found: Sequence[Open]) -> str:
    lines = [f"{one.source.path}:{one.place.line}:{one.place.column}: {_said(one)}\n" for one in found]
    return "".join((*lines, f"{_count(len(found))}\n"))


def _said(one: Open) -> str:
    change = one.change
    words = " → ".join(f'"{_short(part)}"' for part in _words(one))
    remarks = (f"{_signed(remark)}{_short(remark.words)}" for remark in change.remarks)
    return " | ".join((" ".join(filter(None, (change.kind, words))), *remarks))


def _words(one: Open) -> tuple[str, ...]:
    change = one.change
    both = {"substitute": (change.old, change.new), "insert": (change.new,), "comment": ()}
    return both.get(change.kind, (change.old,))


def _signed(remark: Remark) -> str:
    by = " ".join(filter(None, (remark.author, remark.date)))
    return f"{by}: " if by and remark.words else by


def _short(words: str) -> str:
    return words if len(words) <= WIDEST else f"{words[: WIDEST - 1]}…"


def _count(number: int) -> str:
    return "no open changes" if not number else f"{number} open change{'s' if number > 1 else ''}"


def _json(found: Sequence[Open]) -> str:
    rows = [
        {
            "path": one.source.path,
            "line": one.place.line,
            "column": one.place.column,
            "end_line": one.last.line,
            "end_column": one.last.column,
            "kind": one.change.kind,
            "author": one.change.author,
            "date": one.change.date,
            "old": one.change.old,
            "new": one.change.new,
            "remarks": [
                {"author": remark.author, "date": remark.date, "words": remark.words}
                for remark in one.change.remarks
            ],
        }
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


# Deciding ----------------------------------------------------------------------------------------


def _dated(_context: click.Context, _parameter: click.Parameter, value: str | None) -> datetime | None:
    """The first moment of a date."""
    if value is None:
        return None
    try:
        earliest = parse(value).earliest
    except DateError as fault:
        raise click.BadParameter(f"{fault.message}; {fault.hint}" if fault.hint else fault.message) from None
    if earliest is None:
        raise click.BadParameter(f'"{value}" has no beginning')
    return earliest


def deciding(function: Callable[..., None]) -> Callable[..., None]:
    """What says which changes are meant; `accept` and `reject` have the same."""
    for option in (  # help lists the last one first
        click.option("--dry-run", is_flag=True, help="Write nothing; show what would change."),
        click.option("--comments", is_flag=True, help="Comments that belong to no change, too."),
        click.option("--before", metavar="DATE", callback=_dated, help="Only those dated before."),
        click.option("--author", default="", metavar="INITIALS", help="Only those of this editor."),
        click.option("--all", "every", is_flag=True, help="Wherever they stand, and not in some FILEs."),
        click.argument("where", nargs=-1, metavar="[MANUSCRIPT] [FILE[:LINE]]..."),
    ):
        function = option(function)
    return function


@click.command()
@deciding
def accept(**said: Any) -> None:
    """Accept changes: what was proposed stands in the files as if it had never been anything else."""
    _decide(_Wish(**said), True)


@click.command()
@deciding
def reject(**said: Any) -> None:
    """Reject changes: what stood in the files before stands there again."""
    _decide(_Wish(**said), False)


@click.command()
@click.argument("where", nargs=-1, required=True, metavar="[MANUSCRIPT] FILE:LINE[:COLUMN] WORDS")
@click.option("--author", required=True, metavar="INITIALS", help="Who answers.")
def answer(where: tuple[str, ...], author: str) -> None:
    """Answer a change or a comment: WORDS stand behind what was said of it, signed and dated today."""
    *place, words = where
    folder, files = _folder(tuple(place))
    if len(files) != 1:
        raise click.UsageError("Say which change, as regesta changes lists it, and what you answer.")
    if fault := unfit(author, words):
        raise click.UsageError(f"{fault[0].upper()}{fault[1:]}.")
    inputs = read(folder).value
    spot = _spot(files[0], folder, inputs)
    meant = chosen(open_changes(read_book(inputs).value), Choice((spot,), comments=True))
    exact = [one for one in meant if one.exact]
    if len(exact) != 1:
        more = "name the column, as regesta changes lists it" if exact else "regesta changes lists them"
        raise click.UsageError(f"{_count(len(exact)).capitalize()} at {files[0]}; {more}.")
    (one,) = exact
    before, remark = original(folder, one.source), Remark(author, date.today().isoformat(), words, None)
    rewrite(folder, one.source.path, before, answered(before, one.source, one.change, remark))
    click.echo(f"{one.source.path}:{one.place.line}:{one.place.column}: answered")


class _Wish(NamedTuple):
    """What a command was told."""

    where: tuple[str, ...]
    every: bool
    author: str
    before: datetime | None
    comments: bool
    dry_run: bool


def _decide(wish: _Wish, accept: bool) -> None:
    folder, files = _folder(wish.where)
    if wish.every == bool(files):
        raise click.UsageError("Name the files, with a line if you like, or say --all.")
    inputs = read(folder).value
    choice = Choice(
        tuple(_spot(said, folder, inputs) for said in files), wish.author, wish.before, wish.comments
    )
    found = open_changes(read_book(inputs).value)
    meant = chosen(found, choice)
    taken = tuple(one for one in meant if one.exact)
    made = [(source, *_made(folder, source, taken, accept)) for source in _sources(taken)]
    for source, before, after in made:  # only when all are made
        if wish.dry_run:
            click.echo("".join(changed(source.path, before, after)).encode(), nl=False)
        else:
            rewrite(folder, source.path, before, after)
    for line in _report(found, meant, taken, wish, accept):
        click.echo(line, err=wish.dry_run)


def _folder(where: tuple[str, ...]) -> tuple[Path, tuple[str, ...]]:
    """The manuscript and the files: a folder that comes first is the manuscript."""
    if where and Path(where[0]).is_dir():
        return Path(where[0]), where[1:]
    return (Path("manuscript") if Path("manuscript").is_dir() else Path()), where


def _spot(said: str, folder: Path, inputs: Inputs) -> Spot:
    """A place as a list says it; a file is named from the manuscript or from where you are."""
    match = SPOT.fullmatch(said)
    file = match["file"] if match else said
    here, root = Path(file).resolve(), folder.resolve()
    names = (file, here.relative_to(root).as_posix() if here.is_relative_to(root) else "")
    known = next((name for name in names if name in inputs.texts), None)
    if known is None:
        raise click.UsageError(
            f'The manuscript has no text "{file}". {did_you_mean(file, inputs.texts)}'.strip()
        )
    line, column = (int(match[name]) if match and match[name] else None for name in ("line", "column"))
    return Spot(known, line, column)


def _sources(taken: Sequence[Open]) -> tuple[Source, ...]:
    return tuple({one.source.path: one.source for one in taken}.values())


def _made(folder: Path, source: Source, taken: Sequence[Open], accept: bool) -> tuple[str, str]:
    """A file before and after."""
    before = original(folder, source)
    mine = [one.change for one in taken if one.source.path == source.path]
    return before, decided(before, source, mine, accept)


def changed(path: str, before: str, after: str) -> Iterator[str]:
    """What is taken out, line by line, as other programs read it."""
    old, new = (LINE.findall(text) for text in (before, after))
    for line in unified_diff(old, new, f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _report(
    found: Sequence[Open], meant: Sequence[Open], taken: Sequence[Open], wish: _Wish, accept: bool
) -> Iterator[str]:
    done = "accepted" if accept else "rejected"
    for source in _sources(taken):
        number = sum(one.source.path == source.path for one in taken)
        yield f"{source.path}: {number} {'would be ' if wish.dry_run else ''}{done}"
    if len(meant) > len(taken):
        yield f"{len(meant) - len(taken)} cannot be {done}: regesta check says what is wrong with them"
    if not meant:
        alone = not wish.comments and any(one.change.kind == "comment" for one in found)
        yield f"nothing to be {done}{'; comments alone go with --comments' if alone else ''}"
    yield f"{left(found, taken, accept) or 'none'} left open"
