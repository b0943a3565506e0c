"""`regesta fetch`: brings the texts that records name, verifies them, and locks what they are known by."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import click

from regesta import archive
from regesta.archive import Part
from regesta.book import assemble
from regesta.cli.console import Talk, progress, talking
from regesta.cli.console import texts as texts_option
from regesta.diagnostics import Checked, Diagnostic, did_you_mean, ordered
from regesta.fetcher import Lack, Pace, Rules
from regesta.fetcher import fetch as ask
from regesta.model import Book, Document, Inputs
from regesta.parse import parse_all
from regesta.pipeline import has_errors
from regesta.report import FORMS
from regesta.texts.address import is_path
from regesta.texts.bring import MEGABYTE
from regesta.texts.lock import FILE, Lock, Locked, read, written
from regesta.texts.needed import addresses, witnessed
from regesta.texts.verify import kept, of_documents, same_file, verified
from regesta.workspace import locked
from regesta.workspace import read as read_inputs

PACE = Pace(time.sleep, time.monotonic, random.random)


@click.command()
@click.argument("sources", nargs=-1)
@click.option(
    "--manuscript", default=None, type=click.Path(path_type=Path), help="The manuscript.  [manuscript]"
)
@texts_option
@talking
@click.pass_context
def fetch(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    manuscript: Path | None,
    texts: Path | None,
    **said: bool,
) -> None:
    """Bring the texts of SOURCES, or of all, that stand in archives: once, and never another text unseen."""
    folder = manuscript or (Path("manuscript") if Path("manuscript").is_dir() else Path())
    talk = Talk(said["quiet"], said["verbose"])
    inputs = read_inputs(folder)
    parts = parse_all(inputs.value)
    book = assemble(parts.value).value
    asking = _asking(book, sources)
    found = [*inputs.diagnostics, *parts.diagnostics, *addresses(book)]
    if has_errors(found):
        context.exit(_report(found, inputs.value, talk))
    if not asking:
        if not talk.quiet:
            click.echo("no record names a witness: there is nothing to fetch")
        context.exit(0)
    errand = _Errand(folder, book, read(inputs.value.texts.get(FILE)).value, texts, talk)
    archive.prepare(folder)
    with progress(talk) as tell, locked(folder / archive.FOLDER):
        for address in dict.fromkeys(_address(one) for one in asking):
            errand.run(address, tell)
        errand.close()
    context.exit(_report(errand.found, inputs.value, talk))


def _asking(book: Book, sources: tuple[str, ...]) -> tuple[Document, ...]:
    """The sources that are meant; one that is misspelt, or has no witness, is wrong usage."""
    held = {one.id: one for one in witnessed(book)}
    for key in sources:
        if key in book.documents and key not in held:
            raise click.BadArgumentUsage(
                f'The record of "{key}" names no witness: there is nothing to fetch.'
            )
        if key not in held:
            raise click.BadArgumentUsage(f'No source is called "{key}". {did_you_mean(key, held)}'.strip())
    return tuple(held[key] for key in sources) or tuple(held.values())


def _address(one: Document) -> str:
    assert one.record.witness
    return one.record.witness.tei


def _report(found: list[Diagnostic], inputs: Inputs, talk: Talk) -> int:
    if found:
        form = FORMS["short" if talk.quiet else "text"]
        click.echo(form(ordered(found), inputs.texts), err=True, nl=False)
    return 1 if has_errors(found) else 0


@dataclass(slots=True)
class _Errand:
    """What a run of the command has to do, and what came of it."""

    folder: Path
    book: Book
    lock: Lock
    texts: Path | None
    talk: Talk
    found: list[Diagnostic] = field(default_factory=list)
    rows: list[Locked] = field(default_factory=list)

    def run(self, address: str, tell: Callable[[str], None]) -> None:
        """One file: where it lies already, from an archive, or from the web."""
        asking = [one for one in witnessed(self.book) if _address(one) == address]
        held = archive.kept(self.folder, address)
        if held.is_file():
            checked = self._verified(address, held.read_bytes(), asking)
            if checked.value:
                self._keep(of_documents(checked.value, self.lock), asking, held, "is here")
                return
            if is_path(address):
                self.found += checked.diagnostics
                return
        part = Part(held)
        try:
            self._brought(address, asking, part, tell)
        except Exception:
            part.drop()  # only a run that was stopped leaves a part, for the next one to go on with
            raise

    def _brought(self, address: str, asking: list[Document], part: Part, tell: Callable[[str], None]) -> None:
        tell(f"asking for {address}")
        near = self.texts or is_path(address)
        lack = self._copied(address, part) if near else ask(address, part, self._rules(), PACE, tell)
        if lack:
            self._lack(lack, asking[0])
            return
        checked = self._verified(address, part.content(), asking)
        row, found = checked.value, list(checked.diagnostics)
        if row and not near:
            found += filter(None, [same_file(row, self.lock, asking[0])])
        self.found += found
        if row is None or found:
            part.drop()
            return
        self._keep(of_documents(row, self.lock) if near else row, asking, part.finish(), "came")

    def close(self) -> None:
        """Write the lock, where anything in it has changed."""
        rows = kept(self.lock, self.rows, (_address(one) for one in witnessed(self.book)))
        text = written(rows)
        if self.rows and text != written(self.lock.rows.values()):
            archive.write(self.folder / FILE, text.encode("utf-8"))

    def _verified(self, address: str, raw: bytes, asking: list[Document]) -> Checked[Locked | None]:
        return verified(address, raw, asking, self.lock, self._rules().largest)

    def _copied(self, address: str, part: Part) -> Lack | None:
        file = archive.found(self.folder, address, self.texts)
        if file is None:
            hint = "it may lie there by its path, by its name, or as NAME-extract.xml"
            where = f'"{self.texts}" holds no file for' if self.texts else "the manuscript does not hold"
            return Lack("FET006", f'{where} "{address}"', hint if self.texts else "")
        part.begin("")
        part.add(file.read_bytes())
        return None

    def _rules(self) -> Rules:
        settings = self.book.settings
        return Rules(settings.hosts, settings.largest_text * MEGABYTE)

    def _lack(self, lack: Lack, one: Document) -> None:
        span = one.data.span("witness", "tei")
        self.found.append(Diagnostic(lack.code, lack.message, span, lack.hint))

    def _keep(self, row: Locked, asking: list[Document], file: Path, how: str) -> None:
        self.rows.append(row)
        if not self.talk.quiet:
            count = len({one.record.witness.document for one in asking if one.record.witness})
            documents = "1 document" if count == 1 else f"{count} documents"
            click.echo(f"{file}  {how}: {file.stat().st_size:,} bytes, {documents}")
