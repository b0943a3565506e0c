"""`regesta lock`: keeps numbers and words as readers have them in print, and why a word was changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from regesta.cli.console import texts as texts_option
from regesta.cli.revisions import at, called, last
from regesta.diagnostics import did_you_mean, ordered, released
from regesta.drafts.corrections import changes, recorded
from regesta.drafts.rows import Unfit
from regesta.model import Artifact, Book, Document, Inputs
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.report import FORMS
from regesta.texts.numbers import FILE, Kept, held, seal, written
from regesta.workspace import original, read, rewrite, write

LOCKS = ("NUM001", "NUM002")  # what a new lock accepts


@dataclass(frozen=True, slots=True)
class _Desk:
    """The manuscript as it lies there, with what was locked before."""

    folder: Path
    inputs: Inputs
    book: Book
    before: dict[str, Kept]


@click.command()
@click.argument("sources", nargs=-1)
@click.option(
    "--manuscript", default=None, type=click.Path(path_type=Path), help="The manuscript.  [manuscript]"
)
@click.option("--reason", default="", metavar="WORDS", help="Why a locked text was changed.")
@click.option("--by", default="", metavar="NAME", help="Who changed it.  [who commits to git here]")
@texts_option
def lock(
    *, sources: tuple[str, ...], manuscript: Path | None, reason: str, by: str, texts: Path | None
) -> None:
    """Lock the numbers and the words of SOURCES, or of all, as an edition is published with them."""
    desk = _read(manuscript or (Path("manuscript") if Path("manuscript").is_dir() else Path()), texts)
    meant = _meant(desk.book, sources)
    after = _locked(desk, meant)
    changed = _changed(desk, meant)
    if changed and not reason.strip():
        _refuse(changed)
    if reason and not changed:
        raise click.UsageError("No locked text has other words; there is nothing to give a reason for.")
    if changed:
        who = by or called(desk.folder) or desk.book.settings.creators[0].name
        _record(desk, changed, {"by": who, "reason": reason.strip()})
    if after != desk.before:
        write(desk.folder, (Artifact(FILE, written(after).encode()),))
    _say(desk.folder, desk.before, after)


def _read(folder: Path, texts: Path | None) -> _Desk:
    inputs = read(folder, texts=texts)
    book = read_book(inputs.value)
    found = released(one for one in (*inputs.diagnostics, *book.diagnostics) if one.code not in LOCKS)
    if faults := tuple(one for one in ordered(found) if has_errors([one])):
        click.echo(FORMS["text"](faults, inputs.value.texts), err=True, nl=False)
        click.echo("regesta: nothing was locked; only what can be released has numbers to keep", err=True)
        raise click.exceptions.Exit(1)
    before = {id: Kept(one.rows, one.text) for id, one in book.value.numbers.items()}
    return _Desk(folder, inputs.value, book.value, before)


def _meant(book: Book, sources: tuple[str, ...]) -> tuple[str, ...]:
    """The sources that are named, or all; one that is misspelt, or whose text is away, is wrong usage."""
    for key in sources:
        document = book.documents.get(key)
        if document is None and key not in book.numbers:
            hint = did_you_mean(key, book.documents).capitalize()
            raise click.BadArgumentUsage(f'No source is called "{key}". {hint}'.strip())
        if document and document.held == "away":
            raise click.BadArgumentUsage(f'The text of "{key}" is not here; fetch it, or say --texts.')
    return sources or tuple({**book.documents, **book.numbers})


def _locked(desk: _Desk, meant: tuple[str, ...]) -> dict[str, Kept]:
    """What is locked now; a text that is away keeps the numbers that it had."""
    after = dict(desk.before)
    for key in meant:
        document = desk.book.documents.get(key)
        if document is None or document.held != "away":
            after[key] = held(document) if document else Kept({})
    return {key: one for key, one in after.items() if one.numbers or one.text}


# Words that were changed -------------------------------------------------------------------------


def _changed(desk: _Desk, meant: tuple[str, ...]) -> tuple[Document, ...]:
    """The documents whose words are not those that were locked."""
    pairs = ((desk.book.documents.get(key), desk.before.get(key, Kept({})).text) for key in meant)
    return tuple(one for one, text in pairs if one and text and one.held != "away" and seal(one) != text)


def _refuse(changed: tuple[Document, ...]) -> None:
    named = ", ".join(one.id for one in changed)
    click.echo(f"regesta: nothing was locked; the words of {named} are not those in {FILE}", err=True)
    click.echo('  say why with --reason "…", or take the change back', err=True)
    raise click.exceptions.Exit(1)


def _record(desk: _Desk, changed: tuple[Document, ...], said: dict[str, str]) -> None:
    """Keep in each record what was changed, when, by whom and why."""
    former = _former(desk, changed)
    for one in changed:
        before = former.get(one.id)
        made = changes(before, one) if before else ()
        text, path = original(desk.folder, one.source), one.source.path
        try:
            after = recorded(path, text, made, {"date": date.today().isoformat(), **said})
        except Unfit as fault:
            raise click.ClickException(str(fault)) from None
        rewrite(desk.folder, path, text, after)
        for each in made:
            click.echo(f'{path}  {each.at or "text"}: "{each.before}" is now "{each.after}"')
        if not before:
            click.echo(f"{path}  the reason is kept; no revision of git has the words that were locked")


def _former(desk: _Desk, changed: Iterable[Document]) -> dict[str, Document]:
    """The documents as they were locked, where git has them: now, or when the lock was written."""
    found: dict[str, Document] = {}
    for revision in ("HEAD", last(desk.folder, FILE)):
        if not revision or all(one.id in found for one in changed):
            continue
        try:
            with at(desk.folder, revision) as folder:
                book = read_book(read(folder).value).value
        except click.UsageError:
            continue
        for one in changed:
            then = book.documents.get(one.id)
            if then and seal(then) == desk.before[one.id].text:
                found.setdefault(one.id, then)
    return found


# What is said ------------------------------------------------------------------------------------


def _say(folder: Path, before: dict[str, Kept], after: dict[str, Kept]) -> None:
    """Each source whose row has become another, then the file."""
    for key in sorted({*before, *after}):
        old, new = before.get(key, Kept({})), after.get(key, Kept({}))
        if old.numbers != new.numbers:
            was = f", {_count(old)} before" if old.numbers else ""
            click.echo(f"{key}  {_many(_count(new), 'number')}{was}")
    many = _many(sum(map(_count, after.values())), "number")
    said = f"{folder / FILE}  {_many(len(after), 'source')}, {many}{', as before' if before == after else ''}"
    click.echo(said if after else "no source has numbers")


def _count(kept: Kept) -> int:
    return sum(map(len, kept.numbers.values()))


def _many(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
