"""The command as somebody types it, and what it leaves behind in the terminal."""

from typing import NamedTuple

import pytest

from regesta.cli import main


class Said(NamedTuple):
    """The exit status, and what went to each of the two streams."""

    status: int
    out: str
    err: str


def typed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Said:
    """Run the command with these arguments."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main(arguments)
    return Said(int(left.value.code or 0), *capsys.readouterr())
