"""`regesta lsp`: what an editor starts that speaks the language server protocol."""

import gc
import sys
from importlib.util import find_spec
from signal import SIG_DFL, SIGINT, signal

import click

LACKS = 'For that, pip install "regesta[lsp]".'


@click.command()
def lsp() -> None:
    """Serve an editor: faults as one types, completion, names and where they lead, renaming, remedies.

    It speaks the language server protocol on its standard streams; an editor starts it.
    """
    if find_spec("pygls") is None:
        raise click.UsageError(LACKS)
    from regesta.desk.language import serve  # noqa: PLC0415 - an extra, which no other command has

    signal(SIGINT, SIG_DFL)  # at once: the library would wait for a line more
    if sys.stdin.isatty():
        click.echo("regesta: an editor starts this and speaks with it; Ctrl-C ends it", err=True)
    gc.enable()  # unlike other commands it lives for hours
    serve()
