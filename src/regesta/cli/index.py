"""`regesta index`: what changed in the index, who is missing from it, and the whole for other programs."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import click

from regesta.apparatus.index import Index, make
from regesta.citeproc import Citeproc
from regesta.cli.console import manuscript as manuscript_option
from regesta.cli.revisions import at
from regesta.editions.order import plan
from regesta.indexing.drift import Absent, Change, changes, proposals, unindexed
from regesta.indexing.forms import FORMS
from regesta.model import Book, PageMap
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.report import FORMS as REPORTS
from regesta.source import Source
from regesta.texts.copy import for_copy
from regesta.workspace import read


@click.command()
@manuscript_option
@click.option("--since", default="", metavar="REVISION", help="Also what changed since this revision (git).")
@click.option(
    "--pages",
    default=None,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The pages.json of a build.  [build/….pages.json]",
)
@click.option(
    "--format", "form", type=click.Choice(("text", *FORMS)), default="text", help="How to say it.  [text]"
)
@click.pass_context
def index(context: click.Context, /, manuscript: Path, since: str, pages: Path | None, form: str) -> None:
    """Say what the index of MANUSCRIPT has and lacks, or write it out for other programs."""
    inputs = read(manuscript).value
    found = read_book(inputs)
    if faults := tuple(one for one in found.diagnostics if has_errors([one])):
        click.echo(REPORTS["text"](faults, inputs.texts), err=True, nl=False)
        context.exit(1)
    book = found.value
    if form == "text":
        for line in _said(book, _before(manuscript, since) if since else None, inputs.texts):
            click.echo(line)
        return
    if since:
        raise click.UsageError("--since goes with the text alone.")
    click.echo(FORMS[form](_made(book, _pages(book, pages), form)), nl=False)


# The whole ---------------------------------------------------------------------------------------


def _made(book: Book, pages: PageMap, form: str) -> Index:
    """The index of the students' edition; for makeindex with whole numbers, and pages alone."""
    edition = plan(for_copy(book), "student", Citeproc()).value
    held = edition.book
    if form == "idx":
        rules = held.settings.index.model_copy(update={"numbers": "full", "sources": "page"})
        held = replace(held, settings=held.settings.model_copy(update={"index": rules}))
    content = make(held, pages, edition.words).content
    assert isinstance(content, Index)
    return content


def _pages(book: Book, file: Path | None) -> PageMap:
    """Where everything lies in print, as the last build of the PDF has noted it."""
    name = f"{book.settings.id}.pages.json"
    given = file or Path("build") / name
    if not given.is_file():
        raise click.UsageError(f"No pages are known: build the PDF, or name its {name} with --pages.")
    try:
        anchors = json.loads(given.read_text("utf-8"))["anchors"]
        labels = {anchor: str(label) for anchor, (label, _) in anchors.items()}
        return PageMap(labels, {anchor: int(page) for anchor, (_, page) in anchors.items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise click.UsageError(f"{given} is no list of pages that a build made.") from None


# What changed, and who is missing ----------------------------------------------------------------


def _before(manuscript: Path, revision: str) -> Book:
    """The manuscript as it was at a revision; texts of archives are no part of one."""
    with at(manuscript, revision) as folder:
        return read_book(read(folder).value).value


def _said(book: Book, before: Book | None, texts: Mapping[str, Source]) -> Iterator[str]:
    if before:
        yield from _listed("since then", [_changed(one) for one in changes(before, book)])
    persons = [_named(one, texts) for one in unindexed(book)]
    yield from _listed("persons who are named and never indexed", persons)
    records = [f"{one.entry.heading}  {', '.join(one.sources)}" for one in proposals(book)]
    yield from _listed("proposed by records and not indexed", records)


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    yield f"{title}: {len(lines) or 'none'}"
    yield from (f"  {line}" for line in lines)


def _changed(one: Change) -> str:
    heading = " > ".join(one.path)
    now, was = one.after or one.before, one.before
    assert now
    if one.kind != "changed" or was is None:
        return f"{one.kind:<9} {heading}{_counted(now.count)}{''.join(f', {lead}' for lead in now.leads)}"
    gone = [f"no longer {lead}" for lead in was.leads if lead not in now.leads]
    come = [lead for lead in now.leads if lead not in was.leads]
    count = f", {now.count} passages, were {was.count}" if now.count != was.count else ""
    moved = ", passages elsewhere" if not count and now.passages != was.passages else ""
    return f"changed   {heading}{count}{moved}{''.join(f', {lead}' for lead in (*come, *gone))}"


def _counted(count: int) -> str:
    return f", {count} passage{'' if count == 1 else 's'}" if count else ""


def _named(one: Absent, texts: Mapping[str, Source]) -> str:
    place = texts[one.span.path].place(one.span.start) if one.span else None
    first = f", first {one.span.path}:{place.line}:{place.column}" if one.span and place else ""
    return f"{one.entry.heading}  {one.times} time{'' if one.times == 1 else 's'}{first}"
