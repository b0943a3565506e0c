"""`regesta lsp`: what an editor starts that speaks the language server protocol."""

import gc
from importlib.util import find_spec

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

    gc.enable()  # unlike other commands it lives for hours
    serve()
