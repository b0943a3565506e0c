"""What handouts are asked for by name; a misspelt name is wrong usage."""

import re
from collections.abc import Iterable

import click

from regesta.classroom.asked import Asked
from regesta.diagnostics import did_you_mean
from regesta.model import Inputs

ID = re.compile(r"^id:\s*((?:src|ch)-[a-z0-9-]+)", re.MULTILINE)


def known(inputs: Inputs, asked: Asked) -> None:
    """Raise BadArgumentUsage where a source or a chapter is asked for that is not there."""
    for one in asked.sources:
        _named(one, "source", _ids(inputs, "sources/"))
    if asked.chapter:
        _named(asked.chapter, "chapter", _ids(inputs, "chapters/"))


def _ids(inputs: Inputs, folder: str) -> set[str]:
    texts = (source.text for path, source in inputs.texts.items() if path.startswith(folder))
    return {match[1] for text in texts if (match := ID.search(text))}


def _named(asked: str, kind: str, held: Iterable[str]) -> None:
    if asked not in held:
        hint = did_you_mean(asked, held).capitalize()
        raise click.BadArgumentUsage(f'No {kind} is called "{asked}". {hint}'.strip())
