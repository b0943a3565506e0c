"""A manuscript as it was: git's own copy of a revision, in a folder that goes when it was read."""

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click


@contextmanager
def at(manuscript: Path, revision: str) -> Iterator[Path]:
    """The manuscript as it was at a revision."""
    if revision.startswith("-"):
        raise click.UsageError(f'"{revision}" is no revision.')
    command = ["git", "-C", str(manuscript), "archive", "--format=tar", revision]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        raise click.UsageError("An earlier state needs git, which is not here.") from None
    if done.returncode:
        reason = (done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"])[-1]
        raise click.UsageError(f'git does not know this folder at "{revision}": {reason}')
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder)


def last(manuscript: Path, path: str) -> str:
    """The revision that last wrote a file of the manuscript; nothing where git knows of none."""
    return _asked(manuscript, "log", "-1", "--format=%H", "--", path)


def called(manuscript: Path) -> str:
    """The name of whoever commits here; nothing where git knows of none."""
    return _asked(manuscript, "config", "user.name")


def _asked(manuscript: Path, *said: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(manuscript), *said], capture_output=True, check=False)
    except OSError:
        return ""
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""
