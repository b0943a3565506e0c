"""`regesta fmt`: tidies texts and tables; what the book is made of stays as it was."""

from pathlib import Path

import click

from regesta.cli.console import manuscript
from regesta.tidying import tidied
from regesta.workspace import original, read, rewrite

TIDIED = (".md", ".yaml")


@click.command()
@manuscript
@click.option("--check", is_flag=True, help="Write nothing; say which files are untidy, and end with 1.")
@click.pass_context
def fmt(context: click.Context, /, manuscript: Path, check: bool) -> None:
    """Tidy the texts and tables of MANUSCRIPT: blank lines, spaces, fences, the order in marks.

    What is printed stays the same. Paragraphs are not broken anew.
    """
    texts = read(manuscript).value.texts
    before = {path: original(manuscript, one) for path, one in texts.items() if path.endswith(TIDIED)}
    after = {path: tidied(path, raw) for path, raw in before.items()}
    untidy = [path for path, raw in before.items() if after[path] != raw]
    for path in untidy:
        if not check:
            rewrite(manuscript, path, before[path], after[path])
        click.echo(f"{path}: {'untidy' if check else 'tidied'}")
    click.echo(_summary(len(untidy), len(before), check))
    context.exit(1 if check and untidy else 0)


def _summary(untidy: int, files: int, check: bool) -> str:
    if not untidy:
        return f"all {files} files are tidy"
    return f"{untidy} of {files} files {'would be' if check else 'are'} tidied"
